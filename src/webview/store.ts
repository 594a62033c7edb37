import type { FoundIn } from '../protocol/find.ts';
import type { ShownMeter } from '../protocol/meter.ts';
import type { PageDirection, ShownAttachment, ShownQueued, ShownCompaction, ShownTurn, Status, ToPage, TurnWindow } from '../protocol/messages.ts';
import type { Suggested } from './mentions.tsx';

/** What a screen reader is told; never each token. */
export type Announcement = 'started' | 'finished' | 'stopped' | 'failed';

/** All that the page shows, apart from draft, scroll position and open sections. */
export interface ViewState {
  readonly epoch: string;
  /** Id of the conversation; undefined until the first snapshot. */
  readonly conversation: string | undefined;
  /** The part of the conversation that is held here; the host has it all. */
  readonly turns: readonly ShownTurn[];
  /** There are turns before and after those held. */
  readonly before: boolean;
  readonly after: boolean;
  /** The turn that is being answered, held here or not. */
  readonly running: string | undefined;
  /** The summary that earlier turns are sent as. */
  readonly compaction: ShownCompaction | undefined;
  /** The turn to go to, a new object each time; without an id, the end. */
  readonly reveal: { readonly turnId: string | undefined } | undefined;
  /** How often the find widget was asked for; 0 while it is closed. */
  readonly findRequests: number;
  /** What the last search has found, and what it was for. */
  readonly found: { readonly query: string; readonly matchCase: boolean; readonly found: readonly FoundIn[] } | undefined;
  /** Undefined until the first snapshot. */
  readonly status: Status | undefined;
  readonly announcement: Announcement | undefined;
  /** What would be sent now. */
  readonly meter: ShownMeter | undefined;
  /** What goes with the next question. */
  readonly attachments: readonly ShownAttachment[];
  /** What was attached to the message that is being edited. */
  readonly editAttachments: readonly ShownAttachment[];
  /** What came of the last edit, a new object each time. */
  readonly edited: { readonly id: string; readonly taken: boolean } | undefined;
  /** What goes out when the answer ends. */
  readonly queue: readonly ShownQueued[];
  /** A question waits for their texts. */
  readonly gathering: boolean;
  /** What the last `@` has found. */
  readonly suggestions: Suggested | undefined;
  /** The turn that was the last to fail while the page was there to see it. */
  readonly failed: string | undefined;
  /** What the host knows as the draft, a new object each time. */
  readonly offered: { readonly text: string } | undefined;
  /** What was asked and stays in the message box, a new object each time. Apart, because a snapshot may follow at once. */
  readonly givenBack: { readonly text: string } | undefined;
  /** What was typed in another place that shows the chat, a new object each time. */
  readonly typed: { readonly text: string } | undefined;
}

export function initialState(epoch: string): ViewState {
  return {
    epoch,
    conversation: undefined,
    turns: [],
    before: false,
    after: false,
    running: undefined,
    compaction: undefined,
    reveal: undefined,
    findRequests: 0,
    found: undefined,
    status: undefined,
    announcement: undefined,
    meter: undefined,
    attachments: [],
    editAttachments: [],
    edited: undefined,
    queue: [],
    gathering: false,
    suggestions: undefined,
    failed: undefined,
    offered: undefined,
    givenBack: undefined,
    typed: undefined,
  };
}

/** Turns held here at most, and about how many characters: twice what the host sends at once. */
const heldTurns = 60;
const heldText = 400_000;

/** Turns that are kept however long they are. */
const leastHeld = 2;

/** Lets go of turns at one end until what is held is within bounds. */
function trimmed(state: ViewState, end: PageDirection): ViewState {
  const weigh = ({ prompt, thought, text, references }: ShownTurn): number =>
    prompt.length + thought.length + text.length + references.reduce((sum, each) => sum + each.text.length, 0);
  let weight = state.turns.reduce((sum, turn) => sum + weigh(turn), 0);
  let { turns } = state;
  while (turns.length > leastHeld && (turns.length > heldTurns || weight > heldText)) {
    const gone = turns.at(end === 'before' ? 0 : -1);
    weight -= gone ? weigh(gone) : 0;
    turns = end === 'before' ? turns.slice(1) : turns.slice(0, -1);
  }
  return turns === state.turns ? state : { ...state, turns, [end]: true };
}

function withWindow(state: ViewState, { turns, before, after, running, compaction }: TurnWindow): ViewState {
  return { ...state, turns, before, after, running, compaction };
}

/** The same conversation, with more in it: what is read stays where it is, and the end of it is as the host has it now. */
function grown(state: ViewState, window: TurnWindow): TurnWindow {
  const ids = new Set(window.turns.map(({ id }) => id));
  const overlap = state.turns.findIndex(({ id }) => ids.has(id));
  if (window.after || !window.before || state.turns.length === 0) {
    return window;
  }
  return overlap === -1
    ? { ...window, turns: state.turns, before: state.before, after: true }
    : { ...window, turns: [...state.turns.slice(0, overlap), ...window.turns], before: overlap === 0 ? window.before : state.before };
}

function announcementFor(turn: ShownTurn): Announcement {
  return turn.end === undefined ? 'started' : turn.end.type;
}

function withTurn(state: ViewState, id: string, change: (turn: ShownTurn) => ShownTurn): ViewState {
  // The turn that changes is nearly always the last one.
  const index = state.turns.findLastIndex((turn) => turn.id === id);
  const turn = state.turns[index];
  return turn === undefined ? state : { ...state, turns: state.turns.with(index, change(turn)) };
}

type Optional = 'end' | 'usage' | 'json' | 'progress';

function without(turn: ShownTurn, ...fields: readonly Optional[]): ShownTurn {
  const { end, usage, json, progress, ...rest } = turn;
  const kept = (field: Optional): boolean => !fields.includes(field);
  return {
    ...rest,
    ...(end && kept('end') ? { end } : {}),
    ...(usage && kept('usage') ? { usage } : {}),
    ...(json && kept('json') ? { json } : {}),
    ...(progress && kept('progress') ? { progress } : {}),
  };
}

/**
 * The state after a message. Turns that a message does not concern stay the very same objects, so that their articles
 * are not drawn again. A message of another epoch was meant for an earlier page and changes nothing.
 */
export function reduce(state: ViewState, message: ToPage): ViewState {
  if (message.epoch !== state.epoch) {
    return state;
  }
  switch (message.type) {
    case 'snapshot':
      return {
        ...withWindow(state, message.conversation === state.conversation ? grown(state, message.window) : message.window),
        conversation: message.conversation,
        status: message.status,
        offered: { text: message.draft },
        found: message.conversation === state.conversation ? state.found : undefined,
        // The first one of a page is shown where it was read before it was hidden.
        reveal: [undefined, message.conversation].includes(state.conversation) ? state.reveal : { turnId: undefined },
      };
    case 'window':
      return { ...withWindow(state, message.window), reveal: { turnId: message.reveal } };
    case 'page': {
      if (state.turns.at(message.direction === 'before' ? 0 : -1)?.id !== message.turnId) {
        // Another window has come since it was asked for.
        return state;
      }
      const sent = new Set(message.turns.map(({ id }) => id));
      const held = state.turns.filter(({ id }) => !sent.has(id));
      const turns = message.direction === 'before' ? [...message.turns, ...held] : [...held, ...message.turns];
      const far = message.direction === 'before' ? 'after' : 'before';
      return trimmed({ ...state, turns, [message.direction]: message.more }, far);
    }
    case 'turnStarted': {
      const { turn } = message;
      // One that is here already came with a window, which is newer than this.
      const known = state.after || state.turns.some(({ id }) => id === turn.id);
      const started = {
        ...state,
        turns: known ? state.turns : [...state.turns, turn],
        running: turn.end === undefined ? turn.id : state.running,
        announcement: announcementFor(turn),
        failed: turn.end?.type === 'failed' ? turn.id : state.failed,
      };
      return trimmed(started, 'before');
    }
    case 'append':
      return withTurn(state, message.turnId, (turn) => ({
        ...turn,
        thought: turn.thought + message.thought,
        text: turn.text + message.text,
        // An answer that goes on thinks once more.
        ...(message.thoughtMs === undefined ? {} : { thoughtMs: (turn.thoughtMs ?? 0) + message.thoughtMs }),
      }));
    case 'turnEnded': {
      const next = withTurn(state, message.turnId, (turn) => ({
        ...without(turn, 'progress'),
        end: message.end,
        ...(message.usage ? { usage: message.usage } : {}),
        ...(message.json ? { json: message.json } : {}),
      }));
      const ended = state.running === message.turnId;
      return next === state && !ended
        ? state
        : {
            ...next,
            running: ended ? undefined : state.running,
            announcement: message.end.type,
            failed: message.end.type === 'failed' ? message.turnId : state.failed,
          };
    }
    case 'turnContinued': {
      const next = withTurn(state, message.turnId, (turn) => without(turn, 'end', 'usage', 'json'));
      return { ...next, running: message.turnId, announcement: 'started' };
    }
    case 'progress':
      return withTurn(state, message.turnId, (turn) =>
        message.progress ? { ...turn, progress: message.progress } : without(turn, 'progress'),
      );
    case 'turnRemoved':
      return {
        ...state,
        turns: state.turns.filter((turn) => turn.id !== message.turnId),
        running: state.running === message.turnId ? undefined : state.running,
      };
    case 'status':
      return { ...state, status: message.status };
    case 'draft':
      return { ...state, givenBack: { text: message.text } };
    case 'typed':
      return { ...state, typed: { text: message.text } };
    case 'compaction':
      return { ...state, compaction: message.compaction };
    case 'attachments':
      return { ...state, attachments: message.items, gathering: message.gathering };
    case 'editAttachments':
      return { ...state, editAttachments: message.items };
    case 'edited': {
      const { id, taken, left } = message;
      return { ...state, edited: { id, taken }, ...(left === '' ? {} : { givenBack: { text: left } }) };
    }
    case 'meter':
      return { ...state, meter: message.meter };
    case 'queue':
      return { ...state, queue: message.items };
    case 'suggestions':
      // What was asked for first may be found last.
      return message.request < (state.suggestions?.request ?? 0) ? state : { ...state, suggestions: { request: message.request, items: message.items } };
    case 'openFind':
      return { ...state, findRequests: state.findRequests + 1 };
    case 'found':
      return { ...state, found: { query: message.query, matchCase: message.matchCase, found: message.found } };
    case 'focusInput':
    case 'ping':
    case 'places':
    case 'step':
      return state;
  }
}
