import type { ShownTurn, Status, ToPage } from '../protocol/messages.ts';

/** What a screen reader is told; never each token. */
export type Announcement = 'started' | 'finished' | 'stopped' | 'failed';

/** All that the page shows, apart from draft, scroll position and open sections. */
export interface ViewState {
  readonly epoch: string;
  readonly turns: readonly ShownTurn[];
  /** Undefined until the first snapshot. */
  readonly status: Status | undefined;
  readonly announcement: Announcement | undefined;
  /** Text that the host offers for the message box, a new object each time. */
  readonly offered: { readonly text: string } | undefined;
}

export function initialState(epoch: string): ViewState {
  return { epoch, turns: [], status: undefined, announcement: undefined, offered: undefined };
}

/** The turn that is being answered; at most one. */
export function streamingTurn(state: ViewState): ShownTurn | undefined {
  return state.turns.findLast((turn) => turn.end === undefined);
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
      return { ...state, turns: message.turns, status: message.status, offered: { text: message.draft } };
    case 'turnStarted':
      return {
        ...state,
        turns: [...state.turns.filter((turn) => turn.id !== message.turn.id), message.turn],
        announcement: announcementFor(message.turn),
      };
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
      return next === state ? state : { ...next, announcement: message.end.type };
    }
    case 'turnContinued': {
      const next = withTurn(state, message.turnId, (turn) => without(turn, 'end', 'usage'));
      return next === state ? state : { ...next, announcement: 'started' };
    }
    case 'progress':
      return withTurn(state, message.turnId, (turn) =>
        message.progress ? { ...turn, progress: message.progress } : without(turn, 'progress'),
      );
    case 'turnRemoved':
      return { ...state, turns: state.turns.filter((turn) => turn.id !== message.turnId) };
    case 'status':
      return { ...state, status: message.status };
    case 'draft':
      return { ...state, offered: { text: message.text } };
    case 'focusInput':
      return state;
  }
}
