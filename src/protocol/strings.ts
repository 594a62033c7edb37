/** Every text the page shows. The host fills the table with `vscode.l10n.t` and hands it over in the page's html. */
export interface Strings {
  readonly newChat: string;
  readonly message: string;
  readonly messagePlaceholder: string;
  readonly attach: string;
  /** Names the list of what goes with the question. */
  readonly attachments: string;
  /** `{0}`: what is attached. */
  readonly attached: string;
  readonly attachmentRemove: string;
  readonly attachmentRemoved: string;
  /** `{0}`: what is offered; for a switch. */
  readonly attachmentSend: string;
  readonly dropHere: string;
  /** Names the list that `@` opens. */
  readonly suggestions: string;
  /** Names the list that `/` opens. */
  readonly commands: string;
  /** `{0}`: how many. */
  readonly suggestionCount: string;
  readonly suggestionNone: string;
  readonly openWhole: string;
  readonly send: string;
  readonly stop: string;
  readonly queue: string;
  readonly queueAdd: string;
  /** `{0}`: how many. */
  readonly queued: string;
  /** The same where nothing comes; `{0}`: how many. */
  readonly queueWaits: string;
  /** Stops what comes, and sends. */
  readonly sendNow: string;
  readonly moveUp: string;
  readonly moveDown: string;
  readonly remove: string;
  readonly save: string;
  readonly you: string;
  readonly lathe: string;
  readonly conversation: string;
  readonly thinking: string;
  readonly thought: string;
  /** `{0}`: seconds. */
  readonly thoughtForSeconds: string;
  /** Header of a code block whose language is not named. */
  readonly code: string;
  readonly copy: string;
  readonly copied: string;
  readonly insertAtCursor: string;
  readonly newFile: string;
  readonly runInTerminal: string;
  readonly openDiagram: string;
  /** `{0}`: how many lines of code. */
  readonly showAllLines: string;
  readonly showFewerLines: string;
  readonly copyAnswer: string;
  readonly copyAnswerText: string;
  /** `{0}`: the note's label. */
  readonly footnote: string;
  /** `{0}`: the note's label. */
  readonly footnoteBack: string;
  readonly apply: string;
  readonly jumpToLatest: string;
  readonly copyLink: string;
  readonly edit: string;
  /** What sending an edited question does. */
  readonly editNote: string;
  /** That the text cannot be sent: {0} characters of at most {1}. */
  readonly tooLong: string;
  /** That it cannot be sent while an answer comes. */
  readonly editWaits: string;
  readonly cancel: string;
  readonly regenerate: string;
  readonly regenerateWith: string;
  /** `{0}`: number of the version, `{1}`: of how many. */
  readonly versionOf: string;
  readonly versionPrevious: string;
  readonly versionNext: string;
  readonly find: string;
  readonly findMatchCase: string;
  readonly findPrevious: string;
  readonly findNext: string;
  readonly findClose: string;
  readonly findNone: string;
  /** `{0}`: number of the match, `{1}`: of how many. */
  readonly findCount: string;
  readonly compacted: string;
  readonly compactedNote: string;
  readonly useAllMessages: string;
  readonly useAllMessagesTitle: string;
  readonly continue: string;
  readonly retry: string;
  readonly chooseModel: string;
  readonly model: string;
  /** Of a model: it is used for one message. */
  readonly nextMessageOnly: string;
  readonly parameters: string;
  /** Names the details of what would be sent. */
  readonly meter: string;
  readonly meterNote: string;
  readonly balance: string;
  readonly balanceAsk: string;
  readonly preset: string;
  readonly choosePreset: string;
  readonly system: string;
  readonly temperature: string;
  readonly maxTokens: string;
  readonly topP: string;
  readonly frequencyPenalty: string;
  readonly presencePenalty: string;
  readonly format: string;
  readonly schema: string;
  readonly formatText: string;
  readonly formatJson: string;
  readonly formatSchema: string;
  readonly badSchema: string;
  readonly resetParameters: string;
  readonly saveParameters: string;
  readonly jsonValid: string;
  /** `{0}`: how many items of a list are not shown. */
  readonly jsonMore: string;
  readonly addCredit: string;
  readonly checkConnection: string;
  readonly setKey: string;
  readonly openSettings: string;
  readonly raiseLimit: string;
  readonly summarize: string;
  readonly sendOnce: string;
  readonly raiseBudget: string;
  readonly takeBack: string;
  readonly showLog: string;
  readonly stopped: string;
  readonly endLength: string;
  readonly endLengthThinking: string;
  readonly endFiltered: string;
  readonly emptyAnswer: string;
  readonly answerStarted: string;
  readonly answerFinished: string;
  readonly answerFailed: string;
  readonly welcomeTitle: string;
  readonly welcomeBody: string;
  readonly startersTitle: string;
  /** The four starter prompts of the model's page. */
  readonly starters: readonly string[];
  readonly keyTitle: string;
  /** `{0}`: endpoint, `{1}`: origin. */
  readonly keyBody: string;
  readonly keyLostBody: string;
  readonly keyUnreadableBody: string;
  /** `{0}`: environment variable. */
  readonly keyVariable: string;
  readonly keyWhere: string;
  readonly keyGet: string;
}

/** Fills `{0}`, `{1}`... with the given values. */
export function fill(template: string, ...values: readonly (string | number)[]): string {
  return template.replace(/\{(\d+)\}/g, (whole, index: string) => String(values[Number(index)] ?? whole));
}
