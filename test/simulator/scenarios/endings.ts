import type { Ending, Scenario } from '../plan.ts';

// Answers that begin well.

const endsWith = (ending: Ending, summary: string): Scenario => ({
  summary,
  plan: (plain) => ({ ...plain, ending }),
});

export const endings = {
  'error-mid-stream': endsWith('error', 'an error object inside the stream, after half of the answer'),
  cut: endsWith('cut', 'the socket is destroyed after half of the answer'),
  stall: endsWith('stall', 'silence after half of the answer, until the client closes'),
  'no-done': endsWith('no-done', 'a complete answer with its finish reason, but no end marker'),
  'no-finish': endsWith('no-finish', 'the stream closes cleanly, with neither finish reason nor end marker'),
  'length-thinking': {
    summary: 'the tokens run out inside the thought: finish reason length, and no answer',
    plan: (plain) => ({ ...plain, limit: Math.max(3, Math.floor(plain.split(plain.reply.thought).length / 2)) }),
  },
} as const satisfies Readonly<Record<string, Scenario>>;
