import type { RequestSettings } from '../chat/ports.ts';
import type { Piece, Problem } from '../context/piece.ts';
import type { ChatRequest } from '../model.ts';
import { fenced } from './fence.ts';

/** A part of a file that is to be rewritten, and what is known around it. */
export interface Region {
  /** Path as the model is told it. */
  readonly path: string;
  /** VS Code language id. */
  readonly language: string;
  /** Such as `4 spaces` or `tabs`. */
  readonly indentation: string;
  /** Name of the symbol that the region is or stands in; empty when not known. */
  readonly symbol: string;
  /** What is to be rewritten, whole lines; empty for an insertion. */
  readonly code: string;
  readonly before: string;
  readonly after: string;
  readonly pieces: readonly Piece[];
  /** Places of the pieces that there was no room for; the request does not name them. */
  readonly left: readonly string[];
  readonly problems: readonly Problem[];
}

const system = [
  'You edit one region of a file. Answer with exactly one fenced code block that holds the new text of the whole region, and nothing else: no explanation before or after it.',
  'What is in the block replaces the region as it is, so repeat its unchanged lines exactly, never shorten them to a comment such as "existing code", add no line numbers, and do not repeat text that stands before or after the region.',
  'Keep the style, names, indentation and language of the file.',
].join(' ');

/** One message, no memory of the chat. `task` says what to do; it comes last, where a model heeds it best. */
export function regionRequest(settings: RequestSettings, region: Region, task: string): ChatRequest {
  return {
    model: settings.model,
    system,
    messages: [{ role: 'user', text: [...placeParts(region), regionPart(region), `Task: ${task}`].join('\n\n') }],
    parameters: settings.parameters,
  };
}

/** What every request about a place in a file tells first. */
export function placeParts(region: Omit<Region, 'code' | 'before' | 'after' | 'left'>): readonly string[] {
  const { path, language, indentation, symbol, pieces, problems } = region;
  return [
    [`File: ${path}`, `Language: ${language}`, `Indentation: ${indentation}`, ...(symbol === '' ? [] : [`Symbol: ${symbol}`])].join('\n'),
    ...pieces.map((piece) => `${piece.title} (${piece.place}), to read only:\n${fenced(piece.text, piece.language)}`),
    ...(problems.length === 0 ? [] : [`Problems that the editor reports:\n${problems.map(problemLine).join('\n')}`]),
  ];
}

function regionPart({ before, code, after }: Region): string {
  return [
    ...(before.trim() === '' ? [] : [`The file before the region:\n<before>\n${before.replace(/\n$/, '')}\n</before>`]),
    `The region:\n<region>\n${code}\n</region>`,
    ...(after.trim() === '' ? [] : [`The file after the region:\n<after>\n${after.replace(/^\n/, '').replace(/\n$/, '')}\n</after>`]),
  ].join('\n\n');
}

function problemLine({ line, severity, message, code, related }: Problem): string {
  const head = `- line ${line}, ${severity}${code === '' ? '' : ` ${code}`}: ${message.replaceAll('\n', '\n  ')}`;
  return [head, ...related.map((each) => `  - ${each}`)].join('\n');
}
