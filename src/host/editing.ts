import type * as vscode from 'vscode';
import type { After } from '../core/chat/progress.ts';
import { DisposableStore, type Disposable } from '../core/lifecycle.ts';
import type { Logger } from '../core/logger.ts';
import type { ChatModel } from '../core/model.ts';
import type { ModelCatalogue } from '../core/models/catalogue.ts';
import type { TokenEstimator } from '../core/usage/estimate.ts';
import { createActions, type Actions } from './actions/actions.ts';
import type { ActiveEndpoint } from './activeEndpoint.ts';
import type { AskInChat } from './commands/askInChat.ts';
import { StreamedEdits } from './edits/streamedEdits.ts';
import { LazyReview } from './review/lazyReview.ts';
import type { Review } from './review/review.ts';

export interface EditingDeps {
  readonly model: ChatModel;
  readonly endpoint: ActiveEndpoint;
  readonly catalogue: ModelCatalogue;
  readonly estimator: TokenEstimator;
  readonly ask: AskInChat;
  /** workspaceState. */
  readonly state: vscode.Memento;
  readonly after: After;
  readonly logger: Logger;
}

export interface Editing extends Disposable {
  readonly commands: Actions['commands'] & Review['commands'];
  /** Stops what the arguments name, or what is read for or streams into the active editor, or else all; false when nothing does. */
  readonly stop: (args: readonly unknown[]) => boolean;
  /** Resolves when reviews are kept as they are now. */
  readonly save: () => Promise<void>;
  /** Forgets the reviews of files that are not open. */
  readonly clear: () => Promise<void>;
}

/** All that writes into files: the actions, the edits that they begin, and their review. */
export function createEditing({ model, endpoint, catalogue, estimator, ask, state, after, logger }: EditingDeps): Editing {
  const store = new DisposableStore();
  const settings = () => endpoint.settings;
  const edits = store.add(new StreamedEdits(model));
  const review = store.add(
    new LazyReview({ edits, endpoint: () => settings().endpointName, state, after, logger }, async () => (await import('./review/review.ts')).createReview),
  );
  const actions = store.add(createActions({ endpoint, catalogue, estimator, edits, ask, state }));
  return {
    commands: {
      ...actions.commands,
      ...review.commands,
    },
    stop: (args) => actions.stop(args) || review.stop(args),
    save: () => review.save(),
    clear: () => review.clear(),
    dispose: () => {
      store.dispose();
    },
  };
}
