import type * as vscode from 'vscode';
import type { After } from '../../core/chat/progress.ts';
import { DisposableStore, type Disposable } from '../../core/lifecycle.ts';
import type { Logger } from '../../core/logger.ts';
import type { Edits } from '../edits/editSession.ts';
import { ReviewDecorations } from './decorations.ts';
import { ReviewHovers } from './hovers.ts';
import { ReviewLenses } from './lenses.ts';
import { OpenEdits } from './openEdits.ts';
import { Originals } from './originals.ts';
import { ReviewQuickDiff } from './quickDiff.ts';
import { ReviewContext } from './reviewContext.ts';
import { ReviewMemory } from './reviewMemory.ts';
import { reviewCommands, stopEdits } from './reviewCommands.ts';
import { ReviewStatusItem } from './statusItem.ts';
import { WorkWords } from './workWords.ts';

export interface ReviewDeps {
  readonly edits: Edits;
  /** The endpoint's name, as waiting and failures are told with it. */
  readonly endpoint: () => string;
  /** Where reviews are kept over a reload of the window. */
  readonly state: vscode.Memento;
  readonly after: After;
  readonly logger: Logger;
}

export interface Review extends Disposable {
  readonly commands: ReturnType<typeof reviewCommands>;
  /** Stops the edit that the arguments name, or those of the active editor, or else all; false when none runs. */
  readonly stop: (args?: readonly unknown[]) => boolean;
  /** Resolves when all is kept as it is now. */
  readonly save: () => Promise<void>;
  /** Forgets the reviews of files that are not open. */
  readonly clear: () => Promise<void>;
}

/** All that shows open edits to a person, and takes their decisions. */
export function createReview({ edits, endpoint, state, after, logger }: ReviewDeps): Review {
  const store = new DisposableStore();
  const open = store.add(new OpenEdits(edits, logger));
  store.add(new ReviewContext(open));
  store.add(new ReviewDecorations(open, after));
  store.add(new ReviewLenses(open, endpoint, after));
  store.add(new WorkWords(open, endpoint, after));
  const memory = store.add(new ReviewMemory(open, edits, state, after, logger));
  store.add(new Originals(open, memory.original, after));
  store.add(new ReviewQuickDiff(open));
  store.add(new ReviewHovers(open));
  store.add(new ReviewStatusItem(open));
  open.announce();
  return {
    commands: reviewCommands(open),
    stop: (args) => stopEdits(open, args),
    save: () => memory.save(),
    clear: () => memory.clear(),
    dispose: () => {
      store.dispose();
    },
  };
}
