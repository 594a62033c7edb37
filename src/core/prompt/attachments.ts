import type { Reference } from '../chat/events.ts';
import { fenced } from './fence.ts';

/** What is attached, with the words around it. `isTold`: an earlier message of the same request holds this very text. */
export function attachmentPart(reference: Reference, isTold: boolean): string {
  const head = headOf(reference);
  if (isTold) {
    return `${head}: as above, unchanged.`;
  }
  const { kind = 'file', text, language } = reference;
  switch (kind) {
    case 'image':
      return `${head}.`;
    case 'folder':
    case 'workspace':
    case 'problems':
      // These are lists and fences of their own.
      return `${head}:\n\n${text}`;
    case 'file':
    case 'lines':
    case 'rules':
    case 'changes':
    case 'commit':
    case 'terminal':
    case 'page':
      return `${head}:\n${fenced(text, language)}`;
  }
}

/** Texts of megabytes are not joined anew for each request. */
const keys = new WeakMap<Reference, string>();

/** Two references with the same key say the same. */
export function attachmentKey(reference: Reference): string {
  const { kind, path, label, text } = reference;
  const key = keys.get(reference) ?? [kind, path, label, text].join('\n');
  keys.set(reference, key);
  return key;
}

function headOf({ kind = 'file', path, label }: Reference): string {
  switch (kind) {
    case 'file':
      return `File ${path}`;
    case 'lines':
      return `From ${path} (${label})`;
    case 'folder':
      return `Folder ${path}`;
    case 'workspace':
      return 'The workspace';
    case 'rules':
      return `Instructions of this project (${path}), to be followed`;
    case 'problems':
      return `Problems that the editor reports (${label})`;
    case 'changes':
      return 'Changes that are not committed';
    case 'commit':
      return `Commit ${label}`;
    case 'terminal':
      return 'From the terminal';
    case 'page':
      return `Web page ${path}`;
    case 'image':
      return `Picture ${label}`;
  }
}
