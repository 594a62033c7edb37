/** A prompt that the person keeps in a file: `.github/prompts/*.prompt.md`, in the format of VS Code's prompt files. */
export interface PromptFile {
  /** The file's name without `.prompt.md`, or the `name` of its head. */
  readonly name: string;
  readonly description: string;
  /** Where the answer goes: `edit` rewrites the region in the file, all else is a question to the chat. */
  readonly mode: 'ask' | 'edit';
  /** A model id; empty for the one of the settings. */
  readonly model: string;
  readonly body: string;
}

/** Why a file cannot be used. `line` counts from 1. */
export interface PromptFileFault {
  readonly reason: 'head-open' | 'head-line' | 'empty';
  readonly line: number;
}

/** The ending of a prompt file's name. */
export const promptFileEnding = '.prompt.md';

/**
 * Reads a prompt file. Its head is held to be flat `key: value` lines, which is all that the four keys read here can be
 * (`name`, `description`, `mode` or `agent`, `model`); what belongs to other keys, such as a list of tools, is passed over.
 */
export function parsePromptFile(fileName: string, text: string): PromptFile | PromptFileFault {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const head = new Map<string, string>();
  let body = 0;
  if (/^---\s*$/.test(lines[0] ?? '')) {
    const end = lines.findIndex((line, index) => index > 0 && /^---\s*$/.test(line));
    if (end < 0) {
      return { reason: 'head-open', line: 1 };
    }
    for (let index = 1; index < end; index++) {
      const line = lines[index] ?? '';
      if (/^\s*(?:#.*)?$/.test(line) || /^(?:\s|-\s|[\]}])/.test(line)) {
        continue;
      }
      const [, key, value] = /^([\w-]+)\s*:(?:\s+(.*))?$/.exec(line) ?? [];
      const plain = key === undefined ? undefined : read.has(key) ? scalar(value ?? '') : '';
      if (key === undefined || plain === undefined) {
        return { reason: 'head-line', line: index + 1 };
      }
      head.set(key, plain);
    }
    body = end + 1;
  }
  const rest = lines.slice(body).join('\n').trim();
  if (rest === '') {
    return { reason: 'empty', line: body + 1 };
  }
  const mode = head.get('agent') ?? head.get('mode') ?? '';
  return {
    name: head.get('name') || (fileName.endsWith(promptFileEnding) ? fileName.slice(0, -promptFileEnding.length) : fileName),
    description: head.get('description') ?? '',
    mode: mode.toLowerCase() === 'edit' ? 'edit' : 'ask',
    model: head.get('model') ?? '',
    body: rest,
  };
}

export function isFault(result: PromptFile | PromptFileFault): result is PromptFileFault {
  return 'reason' in result;
}

const read = new Set(['name', 'description', 'mode', 'agent', 'model']);

/** A value on one line, with or without quotes; undefined for what is no such value. */
function scalar(value: string): string | undefined {
  const text = value.trim();
  const [, double, single] = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)')\s*(?:#.*)?$/.exec(text) ?? [];
  if (double !== undefined) {
    return double.replaceAll(/\\(.)/g, (_, character: string) => (character === 'n' ? '\n' : character === 't' ? '\t' : character));
  }
  if (single !== undefined) {
    return single.replaceAll("''", "'");
  }
  return /^["'>|[{&*!%@`]/.test(text) ? undefined : text.replace(/\s+#.*$/, '');
}
