import * as vscode from 'vscode';
import type { ChatSession } from '../../core/chat/session.ts';
import { Tray } from '../../core/context/attach/tray.ts';
import type { FetchPage } from '../../core/context/web/webPage.ts';
import { DisposableStore, type Disposable } from '../../core/lifecycle.ts';
import type { Logger } from '../../core/logger.ts';
import type { ModelCatalogue } from '../../core/models/catalogue.ts';
import type { TokenEstimator } from '../../core/usage/estimate.ts';
import { tokensOf } from '../actions/tokens.ts';
import type { ActiveEndpoint } from '../activeEndpoint.ts';
import type { ChatPages } from '../chatView/chatPages.ts';
import type { CommandTable } from '../commands/register.ts';
import { offerActive } from './activeOffer.ts';
import { Adder } from './adder.ts';
import { addToChat } from './addToChat.ts';
import { Attachments } from './attachments.ts';
import { pickAttachment } from './attachPick.ts';
import { ContextDocuments } from './contextDocuments.ts';
import { FileTexts } from './fileTexts.ts';
import { followChanges } from './following.ts';
import { ProblemAction } from './problemAction.ts';
import { realFileBy } from './realFile.ts';
import { RulesOffer } from './rulesOffer.ts';
import { Suggestions } from './suggestions.ts';
import { EditorTaker } from './taker.ts';
import { MementoTrayStore } from './trayStore.ts';
import { WorkspaceFiles } from './workspaceFiles.ts';

export interface ContextDeps {
  readonly endpoint: ActiveEndpoint;
  readonly catalogue: ModelCatalogue;
  readonly estimator: TokenEstimator;
  readonly fetchPage: FetchPage;
  /** Where a path of this machine leads once links are followed. */
  readonly realPath: (path: string) => Promise<string>;
  /** workspaceState. */
  readonly state: vscode.Memento;
  /** Where files of ours may be kept. */
  readonly storage: vscode.Uri;
  readonly session: Pick<ChatSession, 'conversation'>;
  /** Where attachments are shown; asked for late, because it shows them from its beginning. */
  readonly page: () => Pick<ChatPages, 'tell' | 'goToInput'>;
  readonly logger: Logger;
}

export interface ChatContext extends Disposable {
  readonly attachments: Attachments;
  readonly commands: Pick<CommandTable, 'lathe.addToChat' | 'lathe.addTerminalToChat' | 'lathe.attach'>;
}

/** What goes with a question: the tray of attachments, what fills it, and what is offered of its own. */
export function createContext(deps: ContextDeps): ChatContext {
  const store = new DisposableStore();
  const { endpoint, catalogue, estimator, logger } = deps;
  const onError = (error: unknown): void => {
    logger.error('an attachment could not be looked at', error);
  };
  const { count } = tokensOf(catalogue, estimator, () => endpoint.settings);
  const real = realFileBy(deps.realPath);
  const workspace = new WorkspaceFiles(real);
  const taker = new EditorTaker({
    workspace,
    real,
    texts: new FileTexts(count),
    count,
    room: () => roomFor(endpoint, catalogue),
    sees: () => {
      const { endpoint: profile, model } = endpoint.settings;
      const modalities = profile && catalogue.modalities(profile, model);
      return modalities?.includes('image');
    },
  });
  const tray = store.add(new Tray({ taker, store: new MementoTrayStore(deps.state), newId: () => crypto.randomUUID(), onError }));
  const documents = store.add(new ContextDocuments());
  const adder = new Adder(tray, deps.fetchPage, vscode.Uri.joinPath(deps.storage, 'pasted'));
  const suggestions = new Suggestions(adder, workspace, (request, items) => {
    deps.page().tell({ type: 'suggestions', request, items });
  });
  const tell = (): void => {
    deps.page().tell({ type: 'attachments', ...attachments.shown });
  };
  const attachments = new Attachments({ tray, adder, suggestions, documents, workspace, reference: (turn, index) => deps.session.conversation.turn(turn)?.prompt.references[index], onChange: tell });
  store.add(tray.onDidChange(tell));
  store.add(offerActive(tray, real, onError));
  store.add(followChanges(tray));
  store.add(ProblemAction.register());
  store.add(
    endpoint.onDidChange(() => {
      tray.refresh(() => true);
    }),
  );
  const rules = new RulesOffer(tray, real);
  const lookForRules = (): void => {
    rules.look().catch(onError);
  };
  lookForRules();
  for (const event of [vscode.workspace.onDidChangeWorkspaceFolders, vscode.workspace.onDidGrantWorkspaceTrust, vscode.workspace.onDidSaveTextDocument, vscode.workspace.onDidDeleteFiles, vscode.workspace.onDidCreateFiles, vscode.window.onDidChangeWindowState] as readonly vscode.Event<unknown>[]) {
    store.add(event(lookForRules));
  }
  const inChat = (add: () => Promise<void>) => async (): Promise<void> => {
    await add();
    await deps.page().goToInput();
  };
  return {
    attachments,
    commands: {
      'lathe.addToChat': (...args) => inChat(() => addToChat(adder, args))(),
      'lathe.addTerminalToChat': inChat(() => adder.terminal()),
      'lathe.attach': inChat(() => pickAttachment(adder, workspace)),
    },
    dispose: () => {
      store.dispose();
    },
  };
}

/** Tokens of a window that nobody has told. */
const unknownWindow = 32_000;
/** The share of a window that packed files may take, beside the answer, the conversation and the error of the estimate. */
const share = 0.75;

function roomFor({ settings }: ActiveEndpoint, catalogue: ModelCatalogue): number {
  const { endpoint, model, parameters, workspaceTokens } = settings;
  const window = (endpoint && catalogue.contextWindow(endpoint, model)) ?? unknownWindow;
  const free = Math.max(1000, Math.floor(window * share) - Math.min(parameters.maxTokens, Math.floor(window / 4)));
  return workspaceTokens === 'auto' ? free : Math.min(free, workspaceTokens);
}
