import type { Performance } from './plan.ts';

/** One piece of an answer, as one delta carries it. */
export interface Piece {
  readonly channel: 'thought' | 'text';
  readonly text: string;
}

export type Finish = 'stop' | 'length';

/** A wire format: turns an answer into frames of a stream, or into one body. One instance serves one answer. */
export interface Wire {
  pieces(performance: Performance): readonly Piece[];
  /** Frames before the first piece. */
  opening(): string;
  piece(piece: Piece): string;
  /** Frames that say why the answer ended, and what it used. */
  closing(finish: Finish, tokens: number): string;
  /** The frame that says that the stream is over. */
  end(): string;
  /** An error inside the stream, and all that follows it. */
  failure(message: string): string;
  /** The body of an answer that is not streamed. `finish` undefined: it does not say why it ended. */
  whole(pieces: readonly Piece[], finish: Finish | undefined): unknown;
}

/** MiniMax M1 thinks inside its content, between these tags, and writes the opening tag itself. */
export function taggedPieces({ reply, split }: Performance): readonly Piece[] {
  // The text is cut for itself, so that it has as many pieces as on the other wire.
  return [...split(`<think>\n${reply.thought}\n</think>\n\n`), ...split(reply.text)].map((text) => ({
    channel: 'text',
    text,
  }));
}
