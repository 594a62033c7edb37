import type { ChatSession } from '../../core/chat/session.ts';
import type { PageDirection, ShownTurn, TurnWindow } from '../../protocol/messages.ts';
import { longestShown, presentTurn, type Words } from './present.ts';
import { pageAfter, pageBefore, windowAround, type Range, type Weighted } from './turnWindow.ts';

/** Cuts parts of the conversation for the page. */
export class TurnPager {
  constructor(
    private readonly session: ChatSession,
    private readonly words: Words,
  ) {}

  /** The turns around one, or the last ones when that one is not there. */
  around(turnId: string | undefined): TurnWindow {
    const turns = this.weights();
    const range = windowAround(turns, turnId);
    const { runningTurn: running, conversation } = this.session;
    const { compaction } = conversation;
    return {
      turns: this.present(range),
      before: range.from > 0 || this.session.hasEarlier,
      after: range.to < turns.length,
      ...(running === undefined ? {} : { running }),
      ...(compaction ? { compaction: this.words.compaction(compaction) } : {}),
    };
  }

  /** The turns next to one of them; undefined when that one is gone. */
  next(turnId: string, direction: PageDirection): { readonly turns: readonly ShownTurn[]; readonly more: boolean } | undefined {
    const turns = this.weights();
    const index = turns.findIndex(({ id }) => id === turnId);
    if (index === -1) {
      return undefined;
    }
    const range = direction === 'before' ? pageBefore(turns, index) : pageAfter(turns, index + 1);
    return { turns: this.present(range), more: direction === 'before' ? range.from > 0 || this.session.hasEarlier : range.to < turns.length };
  }

  private weights(): readonly Weighted[] {
    return this.session.conversation.turns.map(({ id, prompt, thought, text }) => ({
      id,
      weight: prompt.text.length + thought.length + text.length + prompt.references.reduce((sum, each) => sum + Math.min(longestShown, each.text.length), 0),
    }));
  }

  private present({ from, to }: Range): readonly ShownTurn[] {
    const { conversation, runningTurn, progress } = this.session;
    return conversation.turns
      .slice(from, to)
      .map((turn) => presentTurn(conversation, turn, this.words, turn.id === runningTurn ? progress : undefined));
  }
}
