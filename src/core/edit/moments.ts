import { isVisible, type OwnedLine } from './ownedLine.ts';
import type { OwnedLines } from './ownedLines.ts';

/** How many are remembered. */
const most = 20;

/**
 * States that an edit was in. An undo or a redo brings back a text of before, without a word of whose its lines are: the
 * state that had the same text tells.
 */
export class Moments {
  private readonly states: (readonly OwnedLine[])[] = [];

  remember({ all }: OwnedLines): void {
    this.states.unshift(all);
    this.states.length = Math.min(this.states.length, most);
  }

  /** Takes up the latest state of the text that the lines have now; false when there is none. */
  recall(lines: OwnedLines): boolean {
    const now = lines.current;
    const same = this.states.find((state) => {
      const visible = state.filter(isVisible);
      return visible.length === now.length && visible.every(({ text }, index) => text === now[index]);
    });
    if (same) {
      lines.restore(same);
    }
    return same !== undefined;
  }
}
