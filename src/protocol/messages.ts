import type { FoundIn } from './find.ts';
import type { ShownMeter, ShownRow } from './meter.ts';
import type { ParameterValues, ShownParameters } from './parameters.ts';

/**
 * What host and page say to each other. Two unions with literal `type`s and plain JSON fields. The host owns the
 * conversation; the page keeps only draft, scroll and open sections. No message ever carries a key.
 *
 * Order: the page says `ready` with an epoch of its own making; the host answers with one `snapshot` of that epoch, then
 * deltas of it. A page made anew (hidden and shown, reloaded) has a new epoch, and drops what was meant for an older one.
 */

/** Plain-JSON twin of `core/errors` `Failure`, with the words for it, made by the host. */
export interface ShownFailure {
  /** The code, for tests and styling. */
  readonly code: string;
  /** What happened, one sentence, localized. */
  readonly message: string;
  /** The endpoint's own words; may be empty. */
  readonly detail: string;
  /** Buttons under it, in order. */
  readonly actions: readonly FailureAction[];
}

export type FailureAction =
  | 'continue'
  | 'retry'
  | 'setKey'
  | 'chooseModel'
  | 'addCredit'
  | 'checkConnection'
  | 'openSettings'
  | 'raiseLimit'
  | 'sendOnce'
  | 'raiseBudget'
  | 'takeBack'
  | 'summarize'
  | 'showLog'
  | 'newChat';

/** What the running turn waits for. */
export interface ShownProgress {
  /** Localized. `{0}` stands for seconds: since `since`, or until `until`. */
  readonly text: string;
  /** ms since 1970. */
  readonly since?: number;
  readonly until?: number;
}

/** What an answer took, in words. */
export interface ShownUsage {
  readonly text: string;
  /** The same at more length. */
  readonly title: string;
  /** All that is known of it. */
  readonly rows?: readonly ShownRow[];
}

/** How a turn ended; undefined while it runs. */
export type ShownEnd =
  | {
      readonly type: 'finished';
      readonly reason: 'stop' | 'length' | 'tool-calls' | 'content-filter' | 'other';
      /** The answer can be gone on with. */
      readonly canContinue?: boolean;
    }
  | { readonly type: 'stopped'; readonly canContinue?: boolean }
  | { readonly type: 'failed'; readonly failure: ShownFailure };

/** A piece of a file that went with a question. */
export interface ShownReference {
  /** Such as `sort.py:3-14`. */
  readonly label: string;
  /** VS Code language id; names the highlighting. */
  readonly language: string;
  /** The very text that was sent, or its beginning. */
  readonly text: string;
  /** `text` is only the beginning; all of it can be opened. */
  readonly isCut?: boolean;
  readonly kind?: AttachmentKind;
}

/** One question and its answer. */
export interface ShownTurn {
  readonly id: string;
  readonly prompt: string;
  readonly references: readonly ShownReference[];
  readonly thought: string;
  /** How long it thought, ms; undefined while it does, or when it did not. */
  readonly thoughtMs?: number;
  /** Markdown. */
  readonly text: string;
  readonly end?: ShownEnd;
  readonly progress?: ShownProgress;
  readonly usage?: ShownUsage;
  /** Of an answer that was asked for as JSON. */
  readonly json?: ShownJson;
  /** The slash command that the question begins with, without the slash. */
  readonly command?: string;
  /** Which of how many versions it is, from 1; undefined for the only one. */
  readonly version?: { readonly number: number; readonly of: number };
}

/** The summary that is sent in place of the turns up to and with this one. */
export interface ShownCompaction {
  readonly turnId: string;
  /** Markdown, by the model. */
  readonly summary: string;
  /** What it took to summarize. */
  readonly usage?: ShownUsage;
}

/**
 * The part of the conversation that the page holds: turns in order, without gaps. What lies before and after is asked for
 * with `page`.
 */
export interface TurnWindow {
  readonly turns: readonly ShownTurn[];
  /** There are earlier turns. */
  readonly before: boolean;
  /** There are later turns. */
  readonly after: boolean;
  /** The turn that is being answered, in the window or not. */
  readonly running?: string;
  readonly compaction?: ShownCompaction;
}

/** Where the key for the active endpoint is. `lost`: it was stored, and this VS Code did not
 * keep it. `unreadable`: the secret storage failed. */
export type KeyState = 'stored' | 'environment' | 'not-needed' | 'missing' | 'lost' | 'unreadable';

/** Where the next question goes. */
export interface EndpointStatus {
  readonly endpoint: string;
  /** Scheme, host and port that requests go to. */
  readonly origin: string;
  readonly model: string;
  /** The model is that of the next message alone. */
  readonly modelOnce: boolean;
  readonly key: KeyState;
  /** The environment variable that may hold the key; empty when the endpoint has none. */
  readonly keyVariable: string;
  /** Page where a key can be had; empty when not known. */
  readonly keyUrl: string;
  /** A note that the endpoint's settings carry, shown above the conversation; empty for none. */
  readonly note: string;
  /** What is wrong with the settings, localized; empty when nothing is. */
  readonly problem: string;
}

export interface Status extends EndpointStatus {
  readonly parameters: ShownParameters;
}

/** An answer that was asked for as JSON. `text`: the JSON alone. `problem`: why it is none, or not as the schema wants it, localized. */
export type ShownJson = { readonly text: string } | { readonly problem: string };
/** Something that goes with the next question, or is offered to. */
export interface ShownAttachment {
  readonly id: string;
  readonly kind: AttachmentKind;
  readonly label: string;
  /** The folders that tell it from another one of the same name; empty where there is none. */
  readonly where: string;
  /** Its size in words, such as `1,204 tokens`, or how far it is; empty while nothing is known. */
  readonly size: string;
  /** What it is at more length: place, what is in it, why it cannot be sent. Lines. */
  readonly detail: string;
  /** The beginning of what is sent. */
  readonly preview: string;
  /** It goes with the question. */
  readonly on: boolean;
  /** It is offered, and can be switched off, not removed. */
  readonly isOffer: boolean;
  /** `warning`: it is sent, and something should be known of it. `fault`: it cannot be sent. */
  readonly state: 'fine' | 'warning' | 'fault';
}

export const attachmentKinds = ['file', 'lines', 'folder', 'workspace', 'rules', 'problems', 'changes', 'commit', 'terminal', 'page', 'image'] as const;
export type AttachmentKind = (typeof attachmentKinds)[number];

/** A message that goes out when the answer ends. */
export interface ShownQueued {
  readonly id: string;
  readonly text: string;
  /** What goes along. */
  readonly along: readonly { readonly label: string; readonly kind?: AttachmentKind }[];
  /** The slash command that it begins with, without the slash. */
  readonly command?: string;
}

/** What `@` and `/` offer. */
export interface ShownSuggestion {
  readonly id: string;
  readonly kind: AttachmentKind | 'symbol' | 'command' | 'promptFile';
  readonly label: string;
  readonly detail: string;
  /** What takes the place of the typed text in the message; empty for nothing. */
  readonly mention: string;
}

export type PageDirection = 'before' | 'after';

export type ToPage =
  | {
      readonly type: 'snapshot';
      readonly epoch: string;
      /** Id of the conversation: it may be another one than before, or the same with more in it. */
      readonly conversation: string;
      readonly window: TurnWindow;
      readonly status: Status;
      /** What was typed and not sent, as far as the host was told; a page that remembers better keeps its own. */
      readonly draft: string;
    }
  /** Another part of the conversation, with the turn to show in it; without `reveal`, its end. */
  | { readonly type: 'window'; readonly epoch: string; readonly window: TurnWindow; readonly reveal?: string }
  /** What lies next to the page's first or last turn; `turnId` is that turn, as it was asked for. */
  | {
      readonly type: 'page';
      readonly epoch: string;
      readonly direction: PageDirection;
      readonly turnId: string;
      readonly turns: readonly ShownTurn[];
      /** There are more beyond these. */
      readonly more: boolean;
    }
  /** Earlier turns were summarized; without `compaction`, they are sent as they are again. */
  | { readonly type: 'compaction'; readonly epoch: string; readonly compaction?: ShownCompaction }
  /** What would be sent now; without `meter`, nothing can be. */
  | { readonly type: 'meter'; readonly epoch: string; readonly meter?: ShownMeter }
  /** Opens the find widget, or gives it the focus. */
  | { readonly type: 'openFind'; readonly epoch: string }
  /** What the last `find` has found. */
  | { readonly type: 'found'; readonly epoch: string; readonly query: string; readonly matchCase: boolean; readonly found: readonly FoundIn[] }
  /** All that goes with the next question, in order. `gathering`: its texts are being taken, and the question goes out then. */
  | { readonly type: 'attachments'; readonly epoch: string; readonly items: readonly ShownAttachment[]; readonly gathering: boolean }
  /** What was attached to the message that is being edited. */
  | { readonly type: 'editAttachments'; readonly epoch: string; readonly items: readonly ShownAttachment[] }
  /** What came of an edit: `taken`, it is carried out; else it is still the person's. `left`: what of it belongs into the message box. */
  | { readonly type: 'edited'; readonly epoch: string; readonly id: string; readonly taken: boolean; readonly left: string }
  /** All messages that wait, in order. */
  | { readonly type: 'queue'; readonly epoch: string; readonly items: readonly ShownQueued[] }
  /** What was found for a `suggest` with the same number. */
  | { readonly type: 'suggestions'; readonly epoch: string; readonly request: number; readonly items: readonly ShownSuggestion[] }
  /** Those of the asked names that lead somewhere. */
  | { readonly type: 'places'; readonly epoch: string; readonly names: readonly string[] }
  /** Asks for a sign of life. */
  | { readonly type: 'ping'; readonly epoch: string }
  /** Go to the answer after or before the one that is read. */
  | { readonly type: 'step'; readonly epoch: string; readonly by: 1 | -1 }
  | { readonly type: 'turnStarted'; readonly epoch: string; readonly turn: ShownTurn }
  /** What came since the last one, joined per frame; either may be empty. */
  | {
      readonly type: 'append';
      readonly epoch: string;
      readonly turnId: string;
      readonly thought: string;
      readonly text: string;
      /** How long a thought took that is over now, on top of what was told before, ms. */
      readonly thoughtMs?: number;
    }
  | {
      readonly type: 'turnEnded';
      readonly epoch: string;
      readonly turnId: string;
      readonly end: ShownEnd;
      readonly usage?: ShownUsage;
      readonly json?: ShownJson;
    }
  /** The turn goes on after its end. */
  | { readonly type: 'turnContinued'; readonly epoch: string; readonly turnId: string }
  /** What the running turn waits for; without `progress`, for nothing but the model. */
  | { readonly type: 'progress'; readonly epoch: string; readonly turnId: string; readonly progress?: ShownProgress }
  /** The last turn is gone: it is being asked again. */
  | { readonly type: 'turnRemoved'; readonly epoch: string; readonly turnId: string }
  | { readonly type: 'status'; readonly epoch: string; readonly status: Status }
  /** A question that could not be asked, given back to the message box. */
  | { readonly type: 'draft'; readonly epoch: string; readonly text: string }
  /** What stands in the message box of the other place that shows the chat. */
  | { readonly type: 'typed'; readonly epoch: string; readonly text: string }
  /** Put the caret into the message box. */
  | { readonly type: 'focusInput'; readonly epoch: string };

/** A message to the page without the epoch, which whoever sends it fills in. */
export type Unaddressed<T> = T extends unknown ? Omit<T, 'epoch'> : never;

/** Characters of a message: more is better attached as a file. */
export const longestMessage = 1_000_000;

/** What is attached to a message, and what may be written in it. */
export type TrayMessage =
  /** Lets the person pick something to attach. */
  | { readonly type: 'attach' }
  /** Files and folders that were dropped, as URIs. */
  | { readonly type: 'attachUris'; readonly uris: readonly string[] }
  /** A picture that was pasted or dropped; without bytes when it is larger than what can be sent. */
  | { readonly type: 'attachImage'; readonly name: string; readonly mediaType: string; readonly base64: string }
  | { readonly type: 'removeAttachment'; readonly id: string }
  | { readonly type: 'switchAttachment'; readonly id: string; readonly on: boolean }
  /** `question`: what stands in the message box, by which some of it may be chosen. */
  | { readonly type: 'openAttachment'; readonly id: string; readonly question: string }
  /** What could be attached for what stands behind an `@`; with `sign`, which commands there are behind a `/`. */
  | { readonly type: 'suggest'; readonly request: number; readonly query: string; readonly sign?: '/' }
  /** Attaches what was suggested. */
  | { readonly type: 'chooseSuggestion'; readonly id: string };

export type FromPage =
  /** `around`: the turn that was being read. */
  | { readonly type: 'ready'; readonly epoch: string; readonly around?: string }
  /** The page has drawn all that it was sent; only then is more sent to it. */
  | { readonly type: 'drawn' }
  | { readonly type: 'pong' }
  /** Wants the turns next to `turnId`, the page's first or last one. */
  | { readonly type: 'page'; readonly direction: PageDirection; readonly turnId: string }
  /** Wants the part of the conversation around a turn, or its end. */
  | { readonly type: 'show'; readonly turnId?: string }
  /** Searches the whole conversation. */
  | { readonly type: 'find'; readonly query: string; readonly matchCase: boolean }
  /** The page has the keyboard, or has lost it. */
  | { readonly type: 'focused'; readonly focused: boolean }
  | { readonly type: 'copyLink'; readonly turnId: string }
  /** While an answer comes the message is queued. */
  | { readonly type: 'ask'; readonly text: string }
  /** Stops what comes, and sends it. */
  | { readonly type: 'sendQueued'; readonly id: string }
  /** Answered with `edited`. `kept`: the numbers of what goes along still. */
  | { readonly type: 'editQueued'; readonly id: string; readonly text: string; readonly kept: readonly number[] }
  | { readonly type: 'moveQueued'; readonly id: string; readonly by: 1 | -1 }
  | { readonly type: 'removeQueued'; readonly id: string }
  /** What stands in the message box, told when typing rests: a reload may come before the page's own state is saved. */
  | { readonly type: 'draft'; readonly text: string }
  | TrayMessage
  /** The same for the message that is being edited, which has attachments of its own. */
  | { readonly type: 'inEdit'; readonly message: TrayMessage }
  /** A turn or a queued message is being edited, which does not go out meanwhile. `anew`: the edit begins, with nothing attached. */
  | { readonly type: 'beginEdit'; readonly id: string; readonly anew: boolean }
  /** The edit is given up. */
  | { readonly type: 'endEdit' }
  /** Opens what went with a question. */
  | { readonly type: 'openReference'; readonly turnId: string; readonly index: number }
  | { readonly type: 'stop' }
  | { readonly type: 'newChat' }
  | { readonly type: 'retry'; readonly turnId: string }
  /** Asks another question in place of this one, in a branch of its own; answered with `edited`. `kept`: the numbers of the references that go along. */
  | { readonly type: 'editTurn'; readonly turnId: string; readonly text: string; readonly kept: readonly number[] }
  /** Asks the question once more, in a branch of its own. `chooseModel`: the person picks a model for it first. */
  | { readonly type: 'regenerate'; readonly turnId: string; readonly chooseModel: boolean }
  /** Shows the next (1) or the previous (-1) version of the turn. */
  | { readonly type: 'otherVersion'; readonly turnId: string; readonly by: 1 | -1 }
  | { readonly type: 'continue'; readonly turnId: string }
  /** Send the earlier turns again, not their summary. */
  | { readonly type: 'useAllMessages' }
  | { readonly type: 'chooseModel' }
  /** What is left on the account; told with the meter. */
  | { readonly type: 'askBalance' }
  /** Only what the person changed: an earlier change may still be on its way. */
  | { readonly type: 'setParameters'; readonly change: Partial<ParameterValues> }
  /** What this conversation is asked with becomes what the settings say. */
  | { readonly type: 'saveParameters' }
  | { readonly type: 'addCredit'; readonly turnId: string }
  | { readonly type: 'checkConnection' }
  /** The host asks for the key in an input box of its own; the page never sees it. */
  | { readonly type: 'setKey' }
  | { readonly type: 'openSettings' }
  | { readonly type: 'raiseLimit'; readonly turnId: string }
  | { readonly type: 'summarize'; readonly turnId: string }
  /** Over the budget, this time. */
  | { readonly type: 'sendOnce'; readonly turnId: string }
  /** The host asks for another budget, and sends then. */
  | { readonly type: 'raiseBudget'; readonly turnId: string }
  /** The question goes back into the message box. */
  | { readonly type: 'takeBack'; readonly turnId: string }
  | { readonly type: 'showLog' }
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'insertAtCursor'; readonly text: string }
  /** A new file with this text; `language` and `file` as the answer names them, or empty. */
  | { readonly type: 'newFile'; readonly text: string; readonly language: string; readonly file: string }
  /** The host asks before anything runs. */
  | { readonly type: 'runInTerminal'; readonly text: string }
  /** Shows Mermaid source in the Markdown preview. */
  | { readonly type: 'openDiagram'; readonly text: string }
  /** Which of these are files, places in files or symbols of the workspace? Answered with `places`. */
  | { readonly type: 'findPlaces'; readonly names: readonly string[] }
  | { readonly type: 'openPlace'; readonly name: string }
  /** Puts code of an answer into the file that it is for, for review. `text`: a block of the answer of `turnId`, as it is shown. */
  | { readonly type: 'applyCode'; readonly turnId: string; readonly text: string }
  /** A defect in the page, for the log: a message and a stack, never conversation text. */
  | { readonly type: 'pageError'; readonly message: string };
