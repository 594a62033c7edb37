import type { RequestSettings } from '../chat/ports.ts';
import type { ChatRequest } from '../model.ts';

/** The place where code is to be written. */
export interface GenerateContext {
  /** What the person asked for. */
  readonly instruction: string;
  readonly path: string;
  /** VS Code language id. */
  readonly language: string;
  /** Text just before and just after the cursor. */
  readonly before: string;
  readonly after: string;
  /** Such as `4 spaces` or `tabs`. */
  readonly indentation: string;
}

const cursor = '<CURSOR/>';

const system =
  'You write code into a file at the place marked by the cursor. Answer with exactly one fenced code block that holds only the new code: no explanation before or after it, nothing that already stands in the file. Match the style and names of the file.';

/** The request of Generate: one message, no memory of the chat. */
export function generateRequest(settings: RequestSettings, context: GenerateContext): ChatRequest {
  const text = [
    `File: ${context.path}\nLanguage: ${context.language}\nIndentation: ${context.indentation}`,
    `The file around the cursor, which is marked ${cursor}:\n<file>\n${context.before}${cursor}${context.after}\n</file>`,
    `Write at the cursor: ${context.instruction}`,
  ].join('\n\n');
  return { model: settings.model, system, messages: [{ role: 'user', text }], parameters: settings.parameters };
}
