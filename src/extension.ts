import * as vscode from 'vscode';
import { ChatSession } from './core/chat/session.ts';
import { LazyClient } from './core/lazyClient.ts';
import { DisposableStore } from './core/lifecycle.ts';
import { ModelCatalogue } from './core/models/catalogue.ts';
import { CalibratingModel } from './core/usage/calibratingModel.ts';
import { TokenEstimator } from './core/usage/estimate.ts';
import { ActiveEndpoint } from './host/activeEndpoint.ts';
import { createAnswers } from './host/answers/answers.ts';
import { ChatView } from './host/chatView/chatView.ts';
import { chatCommands, registerTurnLinks } from './host/chatView/chatCommands.ts';
import { pageActions } from './host/chatView/pageActions.ts';
import { endpointCommands } from './host/commands/endpointCommands.ts';
import { askInChat } from './host/commands/askInChat.ts';
import { explain } from './host/commands/explain.ts';
import { registerCommands } from './host/commands/register.ts';
import { ConversationMemory } from './host/conversationMemory.ts';
import { Draft } from './host/draft.ts';
import { createEditing } from './host/editing.ts';
import { compactionPlanner } from './host/history/compactionPlanner.ts';
import { currentWorkspace } from './host/history/currentWorkspace.ts';
import { History } from './host/history/history.ts';
import { writingFailed } from './host/history/writingFailed.ts';
import { outputLogger } from './host/logger.ts';
import { MementoModelLists } from './host/models/modelLists.ts';
import { MementoModelNotes } from './host/models/modelNotes.ts';
import { readNetworkSettings } from './host/networkSettings.ts';
import { KeyStore } from './host/secrets.ts';
import { after } from './host/timer.ts';
import { pageWords } from './host/words.ts';
import { focusChatCommand, viewId } from './ids.ts';
import { conversationStorage } from './node/conversationStorage.ts';

let shutDown: (() => Promise<void>) | undefined;

/** The composition root for desktop and remote: builds, registers, pushes. No logic lives here. */
export function activate(context: vscode.ExtensionContext): void {
  const store = new DisposableStore();
  context.subscriptions.push(store);
  const channel = store.add(vscode.window.createOutputChannel('Lathe', { log: true }));
  const logger = outputLogger(channel);

  const keys = new KeyStore(context.secrets, context.globalState, (name) => process.env[name]);
  const endpoint = store.add(new ActiveEndpoint(keys, logger));
  logger.info(`Lathe begins: ${endpoint.description}`);
  const notes = new MementoModelNotes(context.globalState);
  const client = new LazyClient(async () => {
    const { createClient } = await import('./node/client.ts');
    return store.add(createClient({ connect: endpoint.connect, notes, network: readNetworkSettings, logger }));
  });

  const lists = new MementoModelLists(context.globalState);
  const catalogue = new ModelCatalogue({ list: (signal) => client.listModels(signal), store: lists, notes, now: () => Date.now() });
  const estimator = new TokenEstimator(notes);
  const model = new CalibratingModel(client, estimator, () => endpoint.settings.endpoint);

  const workspace = currentWorkspace();
  const { journals, library } = conversationStorage(context.globalStorageUri.fsPath, context.storageUri?.fsPath, workspace, logger, writingFailed);
  const session = new ChatSession({
    model,
    journals,
    settings: () => endpoint.settings,
    newId: () => crypto.randomUUID(),
    now: () => Date.now(),
    after,
    logger,
    ...(workspace ? { workspace } : {}),
    planCompaction: compactionPlanner(() => endpoint.settings.endpoint, catalogue, estimator),
  });
  const memory = store.add(new ConversationMemory(session, context.workspaceState, logger));
  const draft = new Draft(context.workspaceState);
  const words = pageWords(catalogue, estimator);
  const answers = store.add(createAnswers(session, words, memory.opened));
  const chat = store.add(
    new ChatView({
      session,
      opened: memory.opened,
      status: endpoint.status,
      words,
      draft: () => draft.text,
      act: pageActions(session, draft, answers.openDiagram),
      extensionUri: context.extensionUri,
      logger,
    }),
  );
  const ask = askInChat(session, memory.opened, () => {
    chat.focusInput();
  });
  const editing = store.add(createEditing({ model, endpoint, catalogue, estimator, ask, state: context.workspaceState, after, logger }));
  shutDown = async () => {
    session.dispose();
    await editing.save();
    await journals.flush();
  };
  store.add(
    endpoint.onDidChange(() => {
      chat.refreshStatus();
    }),
  );

  const history = store.add(
    new History({ session, journals, library, workspace, words, draft, keys, states: [context.globalState, context.workspaceState], opened: memory.opened, reveal: chat.reveal, logger, folders: [context.globalStorageUri, context.storageUri] }),
  );
  store.add(vscode.window.registerWebviewViewProvider(viewId, chat));
  store.add(registerTurnLinks(chat, session, memory.opened));
  store.add(
    registerCommands(
      {
        'lathe.chat.new': async () => {
          await memory.opened();
          session.startNew();
          await vscode.commands.executeCommand(focusChatCommand);
          chat.focusInput();
        },
        ...history.commands,
        ...answers.commands,
        ...chatCommands(chat, session, memory.opened),
        'lathe.explain': () => explain(ask),
        ...editing.commands,
        'lathe.stop': (...args) => {
          if (!editing.stop(args)) {
            session.stop();
          }
        },
        ...endpointCommands({
          client,
          endpoint,
          keys,
          notes,
          catalogue,
          version: String((context.extension.packageJSON as { version?: unknown }).version),
          system: `${process.platform} ${process.arch}`,
        }),
        'lathe.showLog': () => {
          channel.show(true);
        },
      },
      logger,
    ),
  );
}

/** VS Code waits for this before it ends the host: what was shown is written. */
export async function deactivate(): Promise<void> {
  await shutDown?.();
}
