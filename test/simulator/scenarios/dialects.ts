import type { Scenario } from '../plan.ts';

// Complete answers in a form that is hard to read.

export const dialects = {
  'split-utf8': {
    summary: 'multi-byte characters, each cut over two writes',
    plan: (plain) => ({
      ...plain,
      cutCharacters: true,
      reply: {
        thought: `${plain.reply.thought} Größe, 思考, 🧠.`,
        text: `Größe: naïve café, 日本語のテキスト, Ελληνικά, 👩‍💻🚀.\n\n${plain.reply.text}`,
      },
    }),
  },
  'split-think': {
    summary: 'the think tags a character at a time, inside the text on the Messages wire too; the answer mentions the tag',
    plan: (plain) => ({
      ...plain,
      inlineThought: true,
      reply: { ...plain.reply, text: `${plain.reply.text}\n\nA \`<think>\` in an answer is only text, and so is \`</think>\`.` },
      split: (text) =>
        text
          .split(/(<\/?think>)/)
          .flatMap((part) => (/^<\/?think>$/.test(part) ? Array.from(part) : plain.split(part))),
    }),
  },
  'json-instead-of-sse': {
    summary: 'a stream request is answered with the JSON body of a plain answer',
    plan: (plain) => ({ ...plain, asJson: true }),
  },
} as const satisfies Readonly<Record<string, Scenario>>;
