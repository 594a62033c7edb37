import type { ThoughtBlock } from '../core/model.ts';
import { countAt, stringAt, type JsonObject } from './json.ts';

/** Fields of a `reasoning_details` entry that arrive in pieces. */
const growing: ReadonlySet<string> = new Set(['text', 'summary', 'data']);

/** Puts thoughts together in the wire's own form, to be sent back untouched. */
export class ThoughtBlocks {
  private readonly blocks = new Map<string, { readonly wire: ThoughtBlock['wire']; readonly value: Record<string, unknown> }>();

  /** A block of the messages API as it opens: `thinking`, whose pieces follow, or `redacted_thinking`, which is whole. */
  open(index: number, block: JsonObject): void {
    this.blocks.set(`anthropic ${index}`, { wire: 'anthropic', value: { ...block } });
  }

  /** A piece of an open block's field. */
  grow(index: number, field: 'thinking' | 'signature', text: string): void {
    const value = this.blocks.get(`anthropic ${index}`)?.value;
    if (value) {
      const before = value[field];
      value[field] = (typeof before === 'string' ? before : '') + text;
    }
  }

  /** An entry, or a piece of one, of OpenRouter's `reasoning_details`; pieces of one have its index and type in common. */
  addDetail(detail: JsonObject): void {
    const key = `openai ${countAt(detail, 'index') ?? 0} ${stringAt(detail, 'type') ?? ''}`;
    const block = this.blocks.get(key);
    if (!block) {
      this.blocks.set(key, { wire: 'openai', value: { ...detail } });
      return;
    }
    for (const [field, piece] of Object.entries(detail)) {
      const before = block.value[field];
      if (growing.has(field) && typeof before === 'string' && typeof piece === 'string') {
        block.value[field] = before + piece;
      } else if (piece !== null && piece !== undefined) {
        block.value[field] = piece;
      }
    }
  }

  /** The whole ones, in order. A `thinking` block without its signature would be refused when it comes back. */
  whole(): readonly ThoughtBlock[] {
    return [...this.blocks.values()].filter(
      ({ wire, value }) => wire === 'openai' || value['type'] === 'redacted_thinking' || Boolean(value['signature']),
    );
  }
}
