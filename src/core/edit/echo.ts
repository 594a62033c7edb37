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
  const before = made.filter((edit) => isBefore(edit.end, start)).toSorted((a, b) => (isBefore(a.start, b.start) ? -1 : 1));
  const move = (place: Place): Place => {
    // Up to `known` it is told where the text is by now: at `now`.
    let known: Place = { line: 0, character: 0 };
    let now = known;
    for (const edit of before) {
      now = endOf(edit.text, ahead(edit.start, known, now));
      known = edit.end;
    }
    return ahead(place, known, now);
  };
  return { start: move(start), end: move(end), text };
}

/** Where `place` is when what stood at `known`, before it, is at `now` and nothing between them has changed. */
function ahead(place: Place, known: Place, now: Place): Place {
  const onItsLine = place.line === known.line;
  return { line: now.line + place.line - known.line, character: onItsLine ? now.character + place.character - known.character : place.character };
}

/** Where a text ends that begins at `start`. */
function endOf(text: string, start: Place): Place {
  const lines = text.split(/\r\n|\n/);
  const last = lines.at(-1)?.length ?? 0;
  return lines.length === 1 ? { line: start.line, character: start.character + last } : { line: start.line + lines.length - 1, character: last };
}

function isBefore(a: Place, b: Place): boolean {
  return a.line < b.line || (a.line === b.line && a.character <= b.character);
}

function sign({ start, end, text }: TextEdit): string {
  return `${start.line}:${start.character}-${end.line}:${end.character} ${text.replaceAll('\r\n', '\n')}`;
}
