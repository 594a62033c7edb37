import type * as vscode from 'vscode';
import type { After } from '../core/chat/progress.ts';
import type { ChatSession } from '../core/chat/session.ts';
import { isSecretFile } from '../core/context/secretFiles.ts';
import { DisposableStore, type Disposable } from '../core/lifecycle.ts';
import type { Logger } from '../core/logger.ts';
import type { ChatModel } from '../core/model.ts';
import type { ModelCatalogue } from '../core/models/catalogue.ts';
import type { TokenEstimator } from '../core/usage/estimate.ts';
import { createActions, type Actions } from './actions/actions.ts';
import type { ActiveEndpoint } from './activeEndpoint.ts';
import type { AskInChat } from './commands/askInChat.ts';
import type { CommandTable } from './commands/register.ts';
import { isIgnored } from './context/ignoring.ts';
import { realFileBy } from './context/realFile.ts';
import { WorkspaceFiles } from './context/workspaceFiles.ts';
import { insertAtCursor } from './edits/insertAtCursor.ts';
import { StreamedEdits } from './edits/streamedEdits.ts';
import { LazyReview } from './review/lazyReview.ts';
import type { Review } from './review/review.ts';

export interface EditingDeps {
  readonly model: ChatModel;
  readonly endpoint: ActiveEndpoint;
  readonly catalogue: ModelCatalogue;
  readonly estimator: TokenEstimator;
  readonly ask: AskInChat;
  readonly session: Pick<ChatSession, 'conversation'>;
  /** Resolves when the conversation has been read back. */
  readonly opened: () => Promise<void>;
  /** Where a path of this machine leads once links are followed. */
  readonly realPath: (path: string) => Promise<string>;
  /** workspaceState. */
  readonly state: vscode.Memento;
  readonly after: After;
  readonly logger: Logger;
}

export interface Editing extends Disposable {
  readonly commands: Actions['commands'] & Review['commands'] & Pick<CommandTable, 'lathe.applyCode'>;
  /** Stops what the arguments name, or what is read for or streams into the active editor, or else all; false when nothing does. */
  readonly stop: (args: readonly unknown[]) => boolean;
  /** Resolves when reviews are kept as they are now. */
  readonly save: () => Promise<void>;
  /** Forgets the reviews of files that are not open. */
  readonly clear: () => Promise<void>;
}

/** All that writes into files: the actions, the edits that they begin, and their review. */
export function createEditing({ model, endpoint, catalogue, estimator, ask, session, opened, realPath, state, after, logger }: EditingDeps): Editing {
  const store = new DisposableStore();
  const settings = () => endpoint.settings;
  const edits = store.add(new StreamedEdits(model));
  const workspace = new WorkspaceFiles(realFileBy(realPath));
  const review = store.add(
    new LazyReview({ edits, endpoint: () => settings().endpointName, state, after, logger }, async () => (await import('./review/review.ts')).createReview),
  );
  const actions = store.add(createActions({ endpoint, catalogue, estimator, edits, ask, workspace, state }));
  return {
    commands: {
      ...actions.commands,
      ...review.commands,
      'lathe.applyCode': async (...args) => {
        await opened();
        await (await import('./apply/applyCode.ts')).applyCode({ session, edits, workspace, insertAtCursor, isIgnored, isSecretFile }, args);
      },
    },
    stop: (args) => actions.stop(args) || review.stop(args),
    save: () => review.save(),
    clear: () => review.clear(),
    dispose: () => {
      store.dispose();
    },
  };
}
