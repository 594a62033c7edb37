import * as vscode from 'vscode';
import { ChatSession } from './core/chat/session.ts';
import { LazyClient } from './core/lazyClient.ts';
import { DisposableStore } from './core/lifecycle.ts';
import { ActiveEndpoint } from './host/activeEndpoint.ts';
import { createAnswers } from './host/answers/answers.ts';
import { ChatPages } from './host/chatView/chatPages.ts';
import { chatCommands, registerTurnLinks } from './host/chatView/chatCommands.ts';
import { pageActions } from './host/chatView/pageActions.ts';
import { endpointCommands } from './host/commands/endpointCommands.ts';
import { askInChat } from './host/commands/askInChat.ts';
import { registerCommands } from './host/commands/register.ts';
import { createContext } from './host/context/context.ts';
import { ConversationMemory } from './host/conversationMemory.ts';
import { Draft } from './host/draft.ts';
import { createEditing } from './host/editing.ts';
import { answeringElsewhere } from './host/history/answeringElsewhere.ts';
import { compactionPlanner } from './host/history/compactionPlanner.ts';
import { currentWorkspace } from './host/history/currentWorkspace.ts';
import { deletionMark, forgetDeleted } from './host/history/forgetting.ts';
import { History } from './host/history/history.ts';
import { writingFailed } from './host/history/writingFailed.ts';
import { outputLogger } from './host/logger.ts';
import { QueuedMessages } from './host/messageQueue.ts';
import { createMeter, type MeterParts } from './host/meter/createMeter.ts';
import { createModels } from './host/models/createModels.ts';
import { MementoModelNotes } from './host/models/modelNotes.ts';
import { readNetworkSettings } from './host/networkSettings.ts';
import { ConversationParameters } from './host/parameters/conversationParameters.ts';
import { KeyStore } from './host/secrets.ts';
import { takeAwayCommands } from './host/takeAway/takeAway.ts';
import { followCommitMessages } from './host/slash/commitMessage.ts';
import { after } from './host/timer.ts';
import { pageWords } from './host/words.ts';
import { conversationStorage } from './node/conversationStorage.ts';
import { realPath } from './node/realPath.ts';
import { SpendFiles } from './node/spendFiles.ts';

let shutDown: (() => Promise<void>) | undefined;

/** The composition root for desktop and remote: builds, registers, pushes. No logic lives here. */
export function activate(context: vscode.ExtensionContext): void {
  const store = new DisposableStore();
  context.subscriptions.push(store);
  const channel = store.add(vscode.window.createOutputChannel('Lathe', { log: true }));
  const logger = outputLogger(channel);

  forgetDeleted(context.globalState, context.workspaceState);
  const keys = new KeyStore(context.secrets, context.globalState, (name) => process.env[name]);
  const endpoint = store.add(new ActiveEndpoint(keys, logger));
  logger.info(`Lathe begins: ${endpoint.description}`);
  const notes = new MementoModelNotes(context.globalState);
  const client = new LazyClient(async () => {
    const { createClient } = await import('./node/client.ts');
    return store.add(createClient({ connect: endpoint.connect, notes, network: readNetworkSettings, logger }));
  });
  const spent = new SpendFiles(vscode.Uri.joinPath(context.globalStorageUri, 'spent').fsPath, logger);
  const { catalogue, estimator, budget, chatModel, editModel, choices, nextModel } = createModels({ client, endpoint, notes, spent, state: context.globalState, logger }, store);

  const workspace = currentWorkspace();
  const { journals, library } = conversationStorage(context.globalStorageUri.fsPath, context.storageUri?.fsPath, workspace, logger, writingFailed);
  const session = new ChatSession({
    model: chatModel,
    journals,
    settings: () => nextModel.over(endpoint.settings),
    newId: () => crypto.randomUUID(),
    now: () => Date.now(),
    after,
    logger,
    ...(workspace ? { workspace } : {}),
    estimate: (request) => endpoint.settings.endpoint && estimator.request(endpoint.settings.endpoint, request),
    planCompaction: compactionPlanner(() => endpoint.settings.endpoint, catalogue, estimator),
    onElsewhere: answeringElsewhere,
  });
  const memory = store.add(new ConversationMemory(session, context.workspaceState, logger));
  const draft = new Draft(context.workspaceState, () => { meter.refresh(); });
  const parameters = new ConversationParameters(session, () => nextModel.over(endpoint.settings), notes, logger);
  const words = pageWords(catalogue, estimator, session);
  const answers = store.add(createAnswers({ session, words, opened: memory.opened, isPageShown: () => chat.isShown, logger }));
  const chatContext = store.add(
    createContext({
      ...{ settings: () => parameters.current, models: [endpoint, nextModel], catalogue, estimator, session, logger, state: context.workspaceState, storage: context.storageUri ?? context.globalStorageUri },
      fetchPage: async (...args) => (await import('./node/client.ts')).createPageFetch(readNetworkSettings)(...args),
      ...{ realPath, page: () => chat },
    }),
  );
  const chat: ChatPages = store.add(
    new ChatPages({
      session,
      opened: memory.opened,
      status: async () => ({ ...nextModel.status(await endpoint.status()), parameters: parameters.shown }),
      words,
      draft: () => draft.text,
      kept: () => deletionMark(context.globalState),
      act: pageActions({ session, draft, parameters, ...chatContext, queue: () => queue, askBalance: () => meter.askBalance(), openDiagram: answers.openDiagram, logger }),
      ...{ onShown: () => { meter.begin(); }, attachments: () => chatContext.attachments.shown, editAttachments: () => chatContext.editAttachments.shown, queue: () => queue.shown, extensionUri: context.extensionUri },
      logger,
    }),
  );
  const meter: MeterParts = store.add(createMeter({ client, endpoint, session, attachments: chatContext.attachments, draft: () => draft.text, settings: () => parameters.current, budget, catalogue, estimator, sources: [nextModel, parameters, chatContext.attachments], tell: (shown) => { chat.tell({ type: 'meter', ...(shown ? { meter: shown } : {}) }); }, logger }));
  const queue = store.add(new QueuedMessages({ session, attachments: chatContext.attachments, state: context.workspaceState, tell: (items) => { chat.tell({ type: 'queue', items }); }, logger }));
  store.add(followCommitMessages(session, logger));
  const ask = askInChat({ session, opened: memory.opened, queue, goToChat: chat.goToInput });
  const editing = store.add(createEditing({ model: editModel, endpoint, catalogue, estimator, ask, session, opened: memory.opened, realPath, state: context.workspaceState, after, logger }));
  shutDown = async () => {
    session.dispose();
    await Promise.allSettled([editing.save(), journals.flush()]);
  };
  nextModel.follow(session);
  for (const source of [endpoint, nextModel, parameters]) {
    store.add(source.onDidChange(chat.refreshStatus));
  }

  const history = store.add(
    new History({ session, journals, library, workspace, words, draft, queue, attachments: [chatContext.attachments, chatContext.editAttachments], keys, clearReviews: editing.clear, states: [context.globalState, context.workspaceState], opened: memory.opened, reveal: chat.reveal, renew: chat.renew, logger, folders: [context.globalStorageUri, context.storageUri] }),
  );
  store.add(registerTurnLinks(chat, session, memory.opened));
  store.add(
    registerCommands(
      {
        ...history.commands,
        ...answers.commands,
        ...chatCommands(chat, session, memory.opened),
        ...takeAwayCommands({ session, opened: memory.opened, endpoint, notes, loadWriter: async () => (await import('./llm/code/code.ts')).codeOf }),
        ...chatContext.commands,
        ...editing.commands,
        'lathe.stop': (...args) => {
          if (!editing.stop(args) && !chatContext.attachments.cancel()) {
            session.stop();
          }
        },
        ...endpointCommands({
          ...{ client, endpoint, keys, notes, catalogue, choices, nextModel },
          version: String((context.extension.packageJSON as { version?: unknown }).version),
          system: `${process.platform} ${process.arch}`,
        }),
        'lathe.showLog': () => { channel.show(true); },
      },
      logger,
    ),
  );
}

/** VS Code waits for this before it ends the host: what was shown is written. */
export async function deactivate(): Promise<void> {
  await shutDown?.();
}
