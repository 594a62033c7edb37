import type { Place, TextEdit } from './lineChange.ts';

/**
 * What a document told of beside the edits that it was asked to make, as it is once those are made; undefined when it did not
 * tell of all of them. VS Code adds one of its own to the next edit after Enter: the spaces of the line that was left go. Line
 * ends are the document's.
 */
export function besideEcho(told: readonly TextEdit[], made: readonly TextEdit[]): readonly TextEdit[] | undefined {
  const ours = made.map(sign);
  const others: TextEdit[] = [];
  for (const edit of told) {
    const index = ours.indexOf(sign(edit));
    if (index >= 0) {
      ours.splice(index, 1);
    } else {
      others.push(edit);
    }
  }
  return ours.length === 0 ? others.map((edit) => moved(edit, made)) : undefined;
}

/** Where an edit is once `made` are made, none of which overlaps it. */
function moved({ start, end, text }: TextEdit, made: readonly TextEdit[]): TextEdit {
  const move = (place: Place): Place => made.filter((edit) => isBefore(edit.end, start)).reduce((at, edit) => after(at, edit, place), place);
  return { start: move(start), end: move(end), text };
}

/** `at` moved on by an edit that ends before `original`, which is the same place before any edit. */
function after(at: Place, { start, end, text }: TextEdit, original: Place): Place {
  const lines = text.split(/\r\n|\n/);
  const line = at.line + lines.length - 1 - (end.line - start.line);
  if (end.line !== original.line) {
    return { line, character: at.character };
  }
  const before = lines.length === 1 ? start.character : 0;
  return { line, character: at.character - end.character + before + (lines.at(-1)?.length ?? 0) };
}

function isBefore(a: Place, b: Place): boolean {
  return a.line < b.line || (a.line === b.line && a.character <= b.character);
}

function sign({ start, end, text }: TextEdit): string {
  return `${start.line}:${start.character}-${end.line}:${end.character} ${text.replaceAll('\r\n', '\n')}`;
}
