import type { Performance } from './plan.ts';
import { taggedPieces, type Finish, type Piece, type Wire } from './wire.ts';

const signature = 'c2ltdWxhdGVk';
const stopReasons = { stop: 'end_turn', length: 'max_tokens' } as const;

/** Messages: named events, the thought in a block of its own, cumulative usage at the end. */
export class MessagesWire implements Wire {
  private openChannel: Piece['channel'] | undefined;
  private index = -1;

  constructor(
    private readonly id: string,
    private readonly model: string,
    private readonly inputTokens: number,
  ) {}

  pieces(performance: Performance): readonly Piece[] {
    const { reply, split, inlineThought } = performance;
    return inlineThought
      ? taggedPieces(performance)
      : [
          ...split(reply.thought).map((text): Piece => ({ channel: 'thought', text })),
          ...split(reply.text).map((text): Piece => ({ channel: 'text', text })),
        ];
  }

  opening(): string {
    const message = { ...this.head(), content: [], stop_reason: null, stop_sequence: null, usage: this.usage(0) };
    return event('message_start', { message }) + event('ping', {});
  }

  piece({ channel, text }: Piece): string {
    const delta = channel === 'thought' ? { type: 'thinking_delta', thinking: text } : { type: 'text_delta', text };
    return this.enter(channel) + event('content_block_delta', { index: this.index, delta });
  }

  closing(finish: Finish, tokens: number): string {
    return (
      this.leave() +
      event('message_delta', {
        delta: { stop_reason: stopReasons[finish], stop_sequence: null },
        usage: { output_tokens: tokens },
      })
    );
  }

  end(): string {
    return event('message_stop', {});
  }

  failure(message: string): string {
    return event('error', { error: { type: 'overloaded_error', message } });
  }

  whole(pieces: readonly Piece[], finish: Finish | undefined): unknown {
    const joined = (channel: Piece['channel']) =>
      pieces.map((piece) => (piece.channel === channel ? piece.text : '')).join('');
    const thinking = joined('thought');
    const text = joined('text');
    return {
      ...this.head(),
      content: [
        ...(thinking === '' ? [] : [{ type: 'thinking', thinking, signature }]),
        ...(text === '' ? [] : [{ type: 'text', text }]),
      ],
      stop_reason: finish === undefined ? null : stopReasons[finish],
      stop_sequence: null,
      usage: this.usage(pieces.length),
    };
  }

  private enter(channel: Piece['channel']): string {
    if (this.openChannel === channel) {
      return '';
    }
    const frames = this.leave();
    this.openChannel = channel;
    this.index += 1;
    const block = channel === 'thought' ? { type: 'thinking', thinking: '', signature: '' } : { type: 'text', text: '' };
    return frames + event('content_block_start', { index: this.index, content_block: block });
  }

  private leave(): string {
    if (this.openChannel === undefined) {
      return '';
    }
    const sign = { index: this.index, delta: { type: 'signature_delta', signature } };
    const frames = this.openChannel === 'thought' ? event('content_block_delta', sign) : '';
    this.openChannel = undefined;
    return frames + event('content_block_stop', { index: this.index });
  }

  private head() {
    return { id: this.id, type: 'message', role: 'assistant', model: this.model };
  }

  private usage(outputTokens: number) {
    return { input_tokens: this.inputTokens, output_tokens: outputTokens };
  }
}

function event(type: string, payload: Readonly<Record<string, unknown>>): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...payload })}\n\n`;
}
