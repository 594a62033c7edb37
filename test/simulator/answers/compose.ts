import { questionOf, type Ask, type Reply } from '../reply.ts';
import { codeIn, linesToQuote, namesIn, proseIn, type GivenCode } from './given.ts';
import { fenced, functionFor, languageIn, languageNamed } from './languages.ts';
import { rewritten } from './region.ts';
import { starterAnswer } from './starters.ts';

/** Answers from what was asked, always the same way. The thought says that the answer is simulated. */
export function compose(ask: Ask): Reply {
  const { about, text } = answerTo(ask);
  const cut = ask.stop.reduce((least, stop) => {
    const at = stop === '' ? -1 : text.indexOf(stop);
    return at < 0 ? least : Math.min(least, at);
  }, text.length);
  return {
    // A tag that the question mentions would end the thought.
    thought: `This is the simulator, not a model: nothing here is thought through. ${about.replaceAll(/<\/?think>/g, '')} I will answer as a model might, so that the way there can be tried.`,
    text: ask.json ? JSON.stringify({ simulated: true, answer: text.slice(0, cut) }) : text.slice(0, cut),
  };
}

interface Answer {
  /** A sentence for the thought. */
  readonly about: string;
  readonly text: string;
}

function answerTo(ask: Ask): Answer {
  const question = questionOf(ask);
  const blocks = codeIn(question);
  const prose = proseIn(question);
  if (wantsOnlyCode(ask)) {
    return generate(ask, prose, blocks);
  }
  const [code] = blocks;
  if (code && /\bexplain\b/i.test(prose)) {
    return explain(code);
  }
  const starter = starterAnswer(question);
  if (starter !== undefined) {
    return { about: 'I know this question from the starter prompts.', text: starter };
  }
  return converse(ask, prose, code);
}

// Generation asks in so many words for code and nothing else, in the system message or in the question itself.
function wantsOnlyCode(ask: Ask): boolean {
  const orders = `${ask.system}\n${proseIn(questionOf(ask))}`;
  return /\b(?:only|just|nothing but)\s+(?:the\s+)?(?:\w+\s+)?(?:code|fenced)|\bcode\s+only|\bone\s+(?:single\s+)?(?:fenced\s+)?code\s+block|\bno\s+prose\b/i.test(
    orders,
  );
}

function generate(ask: Ask, prose: string, blocks: readonly GivenCode[]): Answer {
  const question = questionOf(ask);
  const region = rewritten(question);
  if (region) {
    return { about: `I was asked to write ${region.language} code in a given place.`, text: fenced(region.code, region.language) };
  }
  // Text of the file may look like a label too; the labels stand around it.
  const header = question.split('<file>', 1)[0] ?? '';
  const instruction = labelled(question, /^(?:write at the cursor|instruction|task|request)\s*:\s*(.+)$/gim) ?? firstLine(prose);
  const language =
    labelled(header, /^language(?:\s+id)?\s*(?:is|[:=])\s*["'`]?([\w#+-]+)/gim) ??
    blocks.find((block) => block.language !== '')?.language ??
    languageIn(prose) ??
    'text';
  const { fence, ...rest } = languageNamed(language);
  return {
    about: `I was asked for ${fence} code and nothing else: "${shorten(instruction, 120)}".`,
    text: fenced(functionFor(instruction, { fence, ...rest }), fence),
  };
}

function explain({ code, language }: GivenCode): Answer {
  const names = namesIn(code);
  const lines = code.split('\n').filter((line) => line.trim() !== '').length;
  const list = names.map((name) => `- \`${name}\`: appears ${times(countOf(name, code))}.`).join('\n');
  return {
    about: `I was given ${lines} lines of ${language || 'code'} to explain, about ${names.slice(0, 3).join(', ') || 'nothing with a name'}.`,
    text: [
      `*Simulated explanation* of ${lines === 1 ? '1 line' : `${lines} lines`} of ${language || 'code'}.`,
      names.length > 0 ? `It is about these names:\n\n${list}` : 'It defines no names.',
      `These lines carry most of it:\n\n${fenced(linesToQuote(code), language)}`,
      `A real model would now say what ${names[0] === undefined ? 'it' : `\`${names[0]}\``} does and why.`,
    ].join('\n\n'),
  };
}

function converse(ask: Ask, prose: string, code: GivenCode | undefined): Answer {
  const question = shorten(prose, 160);
  const earlier = ask.turns.slice(0, -1).findLast((turn) => turn.role === 'user')?.text;
  const language = languageIn(prose);
  const wantsCode = language !== undefined && /\b(?:write|create|implement|generate|function|code)\b/i.test(prose);
  return {
    about: `The question is "${question}".`,
    text: [
      `*Simulated answer.* You asked: "${question}"`,
      ...(earlier === undefined ? [] : [`Before that, you asked: "${shorten(proseIn(earlier), 160)}"`]),
      ...(code ? [`You gave me this:\n\n${fenced(linesToQuote(code.code), code.language)}`] : []),
      ...(wantsCode ? [fenced(functionFor(prose, languageNamed(language)), languageNamed(language).fence)] : []),
      'A real model would answer here. The simulator only shows how an answer arrives:\n\n- thought first, apart from the answer;\n- then **Markdown**, a few characters at a time.\n\nSend `/simulate help` for the ways in which it can go wrong.',
    ].join('\n\n'),
  };
}

// The last one counts: an instruction stands after the text of the file, which may hold the same words.
function labelled(text: string, pattern: RegExp): string | undefined {
  return [...text.matchAll(pattern)].at(-1)?.[1]?.trim();
}

function firstLine(text: string): string {
  return text.split('\n').find((line) => line.trim() !== '')?.trim() ?? '';
}

function shorten(text: string, most: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= most ? line : `${line.slice(0, most)}…`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function countOf(name: string, code: string): number {
  return code.split(/[^\w$]+/).filter((word) => word === name).length;
}
