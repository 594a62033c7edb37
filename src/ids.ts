/** Every id that package.json and the code share, with its type. A test holds the two together, both ways. */

export const viewId = 'lathe.chat';

/** The command that VS Code itself makes for the view. */
export const focusChatCommand = 'lathe.chat.focus';

/** Type of the tab that shows the chat in the editor area. */
export const chatTabType = 'lathe.chatEditor';

/** Scheme of the read-only documents that a change is compared with. */
export const originalScheme = 'lathe-original';

/** Scheme of the documents that show a diagram of an answer. */
export const diagramScheme = 'lathe-diagram';

/** Scheme of the read-only document that shows the conversation. */
export const transcriptScheme = 'lathe-transcript';

/** Scheme of the read-only documents that show what was sent. */
export const sentScheme = 'lathe-sent';

/** Scheme of the read-only documents that show what is attached to a question. */
export const contextScheme = 'lathe-context';

/** Our commands. `host/commands/register.ts` wants a handler for each. */
export const commandIds = [
  'lathe.chat.new',
  'lathe.chat.history',
  'lathe.chat.export',
  'lathe.chat.import',
  'lathe.deleteAllData',
  'lathe.chat.find',
  'lathe.chat.questions',
  'lathe.chat.openInEditor',
  'lathe.chat.nextAnswer',
  'lathe.chat.previousAnswer',
  'lathe.openTranscript',
  'lathe.copyAsCode',
  'lathe.useWithClaudeCode',
  'lathe.addToChat',
  'lathe.addTerminalToChat',
  'lathe.attach',
  'lathe.explain',
  'lathe.generate',
  'lathe.complete',
  'lathe.edit',
  'lathe.refactor',
  'lathe.fix',
  'lathe.document',
  'lathe.tests',
  'lathe.runPrompt',
  'lathe.showSent',
  'lathe.applyCode',
  'lathe.stop',
  'lathe.edit.accept',
  'lathe.edit.reject',
  'lathe.edit.acceptHunk',
  'lathe.edit.rejectHunk',
  'lathe.edit.retry',
  'lathe.edit.continue',
  'lathe.edit.diff',
  'lathe.edit.showRemoved',
  'lathe.edit.showAnswer',
  'lathe.edit.nextHunk',
  'lathe.edit.previousHunk',
  'lathe.edit.goTo',
  'lathe.selectModel',
  'lathe.modelInfo',
  'lathe.selectEndpoint',
  'lathe.addEndpoint',
  'lathe.doctor',
  'lathe.setKey',
  'lathe.clearKey',
  'lathe.showLog',
] as const;

export type CommandId = (typeof commandIds)[number];

/** An entry of `lathe.endpoints`, as a person writes it. All optional: it is laid over the built-in of the same name. */
export interface EndpointSetting {
  readonly baseUrl?: string;
  readonly wire?: 'openai' | 'anthropic';
  readonly auth?: 'bearer' | 'x-api-key' | 'key' | 'body' | 'none';
  readonly modelField?: 'model' | 'model_id' | 'both';
  readonly chatPath?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly keyVariable?: string;
  readonly keyUrl?: string;
  readonly creditUrl?: string;
  /** USD per million tokens, by model id. */
  readonly prices?: Readonly<Record<string, { readonly input: number; readonly output: number }>>;
  readonly note?: string;
}

/** Our settings, and the value each holds. */
export interface SettingValues {
  'lathe.endpoint': string;
  'lathe.endpoints': Readonly<Record<string, EndpointSetting>>;
  'lathe.model': string;
  'lathe.systemMessage': string;
  'lathe.temperature': number;
  'lathe.topP': number;
  'lathe.frequencyPenalty': number;
  'lathe.presencePenalty': number;
  'lathe.maxTokens': 'auto' | number;
  'lathe.workspaceTokens': 'auto' | number;
  'lathe.stallTimeout': number;
  'lathe.budget.turn': number;
  'lathe.budget.turnTokens': number;
  'lathe.budget.day': number;
  'lathe.budget.dayTokens': number;
  'lathe.history.retentionDays': number;
}

export type SettingId = keyof SettingValues;

/** The same defaults stand in package.json; the manifest test compares them. */
export const settingDefaults: Readonly<SettingValues> = {
  'lathe.endpoint': 'ModelsLab',
  'lathe.endpoints': {},
  'lathe.model': 'MiniMaxAI-MiniMax-M1-40k',
  'lathe.systemMessage':
    'You are a helpful AI assistant specialized in providing accurate and detailed responses.',
  'lathe.temperature': 0.7,
  'lathe.topP': 0.9,
  'lathe.frequencyPenalty': 0,
  'lathe.presencePenalty': 0,
  'lathe.maxTokens': 'auto',
  'lathe.workspaceTokens': 'auto',
  'lathe.stallTimeout': 120,
  'lathe.budget.turn': 0,
  'lathe.budget.turnTokens': 0,
  'lathe.budget.day': 0,
  'lathe.budget.dayTokens': 0,
  'lathe.history.retentionDays': 0,
};

/** Context keys, for `when` clauses. */
export const contextKeys = {
  /** An answer is streaming into the chat. */
  answering: 'lathe.answering',
  /** The chat has the keyboard. */
  chatFocused: 'lathe.chatFocused',
  /** The code around is read for an action in the document of the active editor. */
  reading: 'lathe.reading',
  /** An edit streams into the document of the active editor. */
  editing: 'lathe.editing',
  /** The paths of the documents that edits stream into, as a list. */
  editingPaths: 'lathe.editingPaths',
  /** The document of the active editor has changes to review. */
  reviewing: 'lathe.reviewing',
  /** The paths of the documents that have changes to review, as a list. */
  reviewPaths: 'lathe.reviewPaths',
  /** An edit runs or waits to be reviewed, in whichever document. */
  openEdits: 'lathe.openEdits',
} as const;

/** What is kept in VS Code's own stores. */
export const stateKeys = {
  /** workspaceState: id of the conversation that the panel shows. */
  conversation: 'lathe.conversation',
  /** workspaceState: what edits were asked for, the newest first. */
  instructions: 'lathe.instructions',
  /** workspaceState: how code was to be refactored, in the person's words, the newest first. */
  refactorings: 'lathe.refactorings',
  /** workspaceState: what was typed into the message box and not sent. */
  draft: 'lathe.draft',
  /** workspaceState: the messages that go out when an answer ends, by conversation. */
  queue: 'lathe.queue',
  /** workspaceState: what is attached to the message and not sent, and which offers are switched off. */
  attachments: 'lathe.attachments',
  /** workspaceState: what was attached to the message that is being edited. */
  editAttachments: 'lathe.editAttachments',
  /** workspaceState: the changes to review, with the texts that they belong to. */
  reviews: 'lathe.reviews',
  /** globalState: for which endpoints and origins a key was stored; never the key. */
  keyMarks: 'lathe.keyMarks',
  /** globalState: what was learnt of models by using them. */
  modelNotes: 'lathe.modelNotes',
  /** globalState: the lists of models that endpoints gave, with the time of each. */
  modelLists: 'lathe.modelLists',
  /** globalState: favourite and recent models, by the endpoint's address. */
  modelChoices: 'lathe.modelChoices',
  /** Both: names the last time that all data was deleted. */
  deleted: 'lathe.deleted',
} as const;
