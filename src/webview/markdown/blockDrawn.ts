import { highlightWhenSeen } from './highlight.ts';

/** The event by which an element tells those around it that a block in it is complete. */
export const blockDrawnEvent = 'blockdrawn';

/** A block is as it will stay: its code gets its colours, and whoever looks for something in it may do so. */
export function blockDrawn(block: Element): void {
  highlightWhenSeen(block);
  block.dispatchEvent(new CustomEvent(blockDrawnEvent, { bubbles: true }));
}
