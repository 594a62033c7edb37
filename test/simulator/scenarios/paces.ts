import { everythingText } from '../answers/everything.ts';
import { appliedText } from '../answers/applied.ts';
import { longText, paddedText } from '../answers/lengthy.ts';
import type { Scenario } from '../plan.ts';

// Complete answers, of unusual length or speed.

export const paces = {
  slow: {
    summary: 'about 400 tokens at 50 ms each; or as many tokens as the number given',
    plan: (plain, amount) => ({
      ...plain,
      delayMs: 50,
      reply: { ...plain.reply, text: paddedText(plain.split, amount ?? 400) },
    }),
  },
  burst: {
    summary: '1,000 tokens at once; or as many as the number given, up to max_tokens',
    plan: (plain, amount) => ({
      ...plain,
      delayMs: 0,
      reply: { ...plain.reply, text: paddedText(plain.split, amount ?? 1000) },
    }),
  },
  everything: {
    summary: 'an answer with one of everything: tables, formulas, footnotes, links into the sample workspace, code of all kinds',
    plan: (plain) => ({ ...plain, reply: { ...plain.reply, text: everythingText() } }),
  },
  long: {
    summary: 'a long Markdown answer of 12 sections, or of the number given, each with a list, a table and code',
    plan: (plain, amount) => ({ ...plain, reply: { ...plain.reply, text: longText(amount ?? 12) } }),
  },
  apply: {
    summary: 'code for a file of the sample workspace',
    plan: (plain) => ({ ...plain, reply: { ...plain.reply, text: appliedText } }),
  },
} as const satisfies Readonly<Record<string, Scenario>>;
