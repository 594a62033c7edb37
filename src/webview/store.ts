import type { FoundIn } from '../protocol/find.ts';
import type { PageDirection, ShownCompaction, ShownTurn, Status, ToPage, TurnWindow } from '../protocol/messages.ts';

/** What a screen reader is told; never each token. */
export type Announcement = 'started' | 'finished' | 'stopped' | 'failed';

/** All that the page shows, apart from draft, scroll position and open sections. */
export interface ViewState {
  readonly epoch: string;
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
  /** What the last search has found. */
  readonly found: readonly FoundIn[] | undefined;
  /** Undefined until the first snapshot. */
  readonly status: Status | undefined;
  readonly announcement: Announcement | undefined;
  /** Text that the host offers for the message box, a new object each time. */
  readonly offered: { readonly text: string } | undefined;
}

export function initialState(epoch: string): ViewState {
  return {
    epoch,
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
    offered: undefined,
  };
}

/** Turns held here at most, and about how many characters: twice what the host sends at once. */
const heldTurns = 60;
const heldText = 400_000;

/** Turns that are kept however long they are. */
const leastHeld = 2;

/** Lets go of turns at one end until what is held is within bounds. */
function trimmed(state: ViewState, end: PageDirection): ViewState {
  const weigh = (turn: ShownTurn): number => turn.prompt.length + turn.thought.length + turn.text.length;
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

function announcementFor(turn: ShownTurn): Announcement {
  return turn.end === undefined ? 'started' : turn.end.type;
}

function withTurn(state: ViewState, id: string, change: (turn: ShownTurn) => ShownTurn): ViewState {
  // The turn that changes is nearly always the last one.
  const index = state.turns.findLastIndex((turn) => turn.id === id);
  const turn = state.turns[index];
  return turn === undefined ? state : { ...state, turns: state.turns.with(index, change(turn)) };
}

type Optional = 'end' | 'usage' | 'progress';

function without(turn: ShownTurn, ...fields: readonly Optional[]): ShownTurn {
  const { end, usage, progress, ...rest } = turn;
  const kept = (field: Optional): boolean => !fields.includes(field);
  return {
    ...rest,
    ...(end && kept('end') ? { end } : {}),
    ...(usage && kept('usage') ? { usage } : {}),
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
      return { ...withWindow(state, message.window), status: message.status, offered: { text: message.draft } };
    case 'window':
      return { ...withWindow(state, message.window), reveal: { turnId: message.reveal } };
    case 'page': {
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
      };
      return trimmed(started, 'before');
    }
    case 'append':
      return withTurn(state, message.turnId, (turn) => ({
        ...turn,
        thought: turn.thought + message.thought,
        text: turn.text + message.text,
        ...(message.thoughtMs === undefined ? {} : { thoughtMs: message.thoughtMs }),
      }));
    case 'turnEnded': {
      const next = withTurn(state, message.turnId, (turn) => ({
        ...without(turn, 'progress'),
        end: message.end,
        ...(message.usage ? { usage: message.usage } : {}),
      }));
      const ended = state.running === message.turnId;
      return next === state && !ended
        ? state
        : { ...next, running: ended ? undefined : state.running, announcement: message.end.type };
    }
    case 'turnContinued': {
      const next = withTurn(state, message.turnId, (turn) => without(turn, 'end', 'usage'));
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
      return { ...state, offered: { text: message.text } };
    case 'compaction':
      return { ...state, compaction: message.compaction };
    case 'openFind':
      return { ...state, findRequests: state.findRequests + 1 };
    case 'found':
      return { ...state, found: message.found };
    case 'focusInput':
    case 'ping':
    case 'places':
    case 'step':
      return state;
  }
}
