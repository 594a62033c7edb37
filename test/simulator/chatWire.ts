import type { Performance } from './plan.ts';
import { taggedPieces, type Finish, type Piece, type Wire } from './wire.ts';

/** Chat completions: unnamed `data:` frames, usage on a last chunk without choices, then `[DONE]`. */
export class ChatWire implements Wire {
  private readonly created = Math.floor(Date.now() / 1000);

  constructor(
    private readonly id: string,
    private readonly model: string,
    private readonly promptTokens: number,
  ) {}

  pieces(performance: Performance): readonly Piece[] {
    return taggedPieces(performance);
  }

  opening(): string {
    // ModelsLab relays to gateways that keep the line warm with comments; a parser has to pass over them.
    return `: OPENROUTER PROCESSING\n\n${this.chunk({ role: 'assistant', content: '' }, null)}`;
  }

  piece(piece: Piece): string {
    return this.chunk({ content: piece.text }, null);
  }

  closing(finish: Finish, tokens: number): string {
    return this.chunk({}, finish) + data({ ...this.head('chat.completion.chunk'), choices: [], usage: this.usage(tokens) });
  }

  end(): string {
    return 'data: [DONE]\n\n';
  }

  failure(message: string): string {
    // The end marker follows: it must not turn a failed answer into a complete one.
    return data({ status: 'error', message }) + this.end();
  }

  whole(pieces: readonly Piece[], finish: Finish | undefined): unknown {
    const content = pieces.map(({ text }) => text).join('');
    return {
      ...this.head('chat.completion'),
      choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: finish ?? null }],
      usage: this.usage(pieces.length),
    };
  }

  private chunk(delta: unknown, finish: Finish | null): string {
    return data({ ...this.head('chat.completion.chunk'), choices: [{ index: 0, delta, finish_reason: finish }] });
  }

  private head(object: string) {
    return { id: this.id, object, created: this.created, model: this.model };
  }

  private usage(tokens: number) {
    return { prompt_tokens: this.promptTokens, completion_tokens: tokens, total_tokens: this.promptTokens + tokens };
  }
}

function data(value: unknown): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}
