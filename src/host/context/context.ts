import * as vscode from 'vscode';
import type { ChatSession } from '../../core/chat/session.ts';
import { Tray } from '../../core/context/attach/tray.ts';
import type { FetchPage } from '../../core/context/web/webPage.ts';
import { DisposableStore, type Disposable } from '../../core/lifecycle.ts';
import type { Logger } from '../../core/logger.ts';
import type { ModelCatalogue } from '../../core/models/catalogue.ts';
import type { TokenEstimator } from '../../core/usage/estimate.ts';
import { stateKeys } from '../../ids.ts';
import type { ShownSuggestion } from '../../protocol/messages.ts';
import { tokensOf } from '../actions/tokens.ts';
import type { Settings } from '../settings.ts';
import type { ChatPages } from '../chatView/chatPages.ts';
import type { CommandTable } from '../commands/register.ts';
import { offerActive } from './activeOffer.ts';
import { Adder } from './adder.ts';
import { addToChat } from './addToChat.ts';
import { Attachments, type ShownTray } from './attachments.ts';
import { pickAttachment } from './attachPick.ts';
import { ContextDocuments } from './contextDocuments.ts';
import { FileTexts } from './fileTexts.ts';
import { followChanges } from './following.ts';
import { ProblemAction } from './problemAction.ts';
import { realFileBy } from './realFile.ts';
import { offerRules } from './rulesOffer.ts';
import { Suggestions } from './suggestions.ts';
import { EditorTaker } from './taker.ts';
import { MementoTrayStore } from './trayStore.ts';
import { WorkspaceFiles } from './workspaceFiles.ts';

export interface ContextDeps {
  /** What the next question is asked with. */
  readonly settings: () => Settings;
  /** Each tells when another model may be asked. */
  readonly models: readonly { readonly onDidChange: (listener: () => void) => Disposable }[];
  readonly catalogue: ModelCatalogue;
  readonly estimator: TokenEstimator;
  readonly fetchPage: FetchPage;
  /** Where a path of this machine leads once links are followed. */
  readonly realPath: (path: string) => Promise<string>;
  /** workspaceState. */
  readonly state: vscode.Memento;
  /** Where files of ours may be kept. */
  readonly storage: vscode.Uri;
  readonly session: Pick<ChatSession, 'conversation' | 'onEvent'>;
  /** Where attachments are shown; asked for late, because it shows them from its beginning. */
  readonly page: () => Pick<ChatPages, 'tell' | 'goToInput'>;
  readonly logger: Logger;
}

export interface ChatContext extends Disposable {
  readonly attachments: Attachments;
  /** Those of the message that is being edited. */
  readonly editAttachments: Attachments;
  /** Opens what went with a question. */
  readonly openReference: (turnId: string, index: number) => Promise<void>;
  readonly commands: Pick<CommandTable, 'lathe.addToChat' | 'lathe.addTerminalToChat' | 'lathe.attach'>;
}

/** What goes with a question: the tray of attachments, what fills it, and what is offered of its own. */
export function createContext(deps: ContextDeps): ChatContext {
  const store = new DisposableStore();
  const { settings, catalogue, estimator, logger } = deps;
  const onError = (error: unknown): void => {
    logger.error('an attachment could not be looked at', error);
  };
  const { count } = tokensOf(catalogue, estimator, settings);
  const real = realFileBy(deps.realPath);
  const workspace = new WorkspaceFiles(real);
  const taker = new EditorTaker({
    workspace,
    real,
    texts: new FileTexts(count),
    count,
    room: () => roomFor(settings(), catalogue),
    sees: () => {
      const { endpoint, model } = settings();
      const modalities = endpoint && catalogue.modalities(endpoint, model);
      return modalities?.includes('image');
    },
  });
  const documents = store.add(new ContextDocuments());
  const suggested = (request: number, items: readonly ShownSuggestion[]): void => {
    deps.page().tell({ type: 'suggestions', request, items });
  };
  const attachedTo = (key: ConstructorParameters<typeof MementoTrayStore>[1], tell: (shown: ShownTray) => void): { readonly tray: Tray; readonly adder: Adder; readonly attachments: Attachments } => {
    const tray = store.add(new Tray({ taker, store: new MementoTrayStore(deps.state, key), newId: () => crypto.randomUUID(), onError }));
    const adder = new Adder(tray, deps.fetchPage, vscode.Uri.joinPath(deps.storage, 'pasted'));
    const onChange = (): void => {
      tell(attachments.shown);
    };
    const attachments = new Attachments({ tray, adder, suggestions: new Suggestions(adder, workspace, suggested), documents, workspace, onChange });
    store.add(tray.onDidChange(onChange));
    store.add(followChanges(tray));
    for (const source of deps.models) {
      store.add(
        source.onDidChange(() => {
          tray.refresh(() => true);
        }),
      );
    }
    return { tray, adder, attachments };
  };
  const { tray, adder, attachments } = attachedTo(stateKeys.attachments, (shown) => {
    deps.page().tell({ type: 'attachments', ...shown });
  });
  const { attachments: editAttachments } = attachedTo(stateKeys.editAttachments, ({ items }) => {
    deps.page().tell({ type: 'editAttachments', items });
  });
  store.add(
    deps.session.onEvent((event) => {
      if (event.type === 'end' && !(event.end.type === 'failed' && event.end.failure.code === 'over-budget')) {
        attachments.letGo();
      }
    }),
  );
  store.add(offerActive(tray, real, onError));
  store.add(ProblemAction.register());
  store.add(
    offerRules(tray, real, (error) => {
      logger.warn(`whether the project has rules could not be told: ${String(error)}`);
    }),
  );
  const inChat = (add: () => Promise<void>) => async (): Promise<void> => {
    await add();
    await deps.page().goToInput();
  };
  return {
    attachments,
    editAttachments,
    openReference: async (turnId, index) => {
      const reference = deps.session.conversation.turn(turnId)?.prompt.references[index];
      if (reference) {
        await documents.show(reference);
      }
    },
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

function roomFor({ endpoint, model, parameters, workspaceTokens }: Settings, catalogue: ModelCatalogue): number {
  const window = (endpoint && catalogue.contextWindow(endpoint, model)) ?? unknownWindow;
  const free = Math.max(1000, Math.floor(window * share) - Math.min(parameters.maxTokens, Math.floor(window / 4)));
  return workspaceTokens === 'auto' ? free : Math.min(free, workspaceTokens);
}
