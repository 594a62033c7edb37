import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ConversationEvent } from '../../../src/core/chat/events.ts';
import { journalLines, parseLines } from '../../../src/core/chat/journal.ts';
import { appendLines } from '../../../src/node/wholeLines.ts';
import { runs } from '../fuzz.ts';

const named = (title: string): ConversationEvent => ({ type: 'titled', title });

/** A file that takes no more than so many bytes of each write, and then, as a disk that is full, none; and all of it later. */
class ShortFile {
  text = Buffer.alloc(0);

  constructor(
    private readonly takes: number[],
    private readonly between: () => string,
  ) {}

  readonly write = (bytes: Uint8Array): Promise<number> => {
    const most = this.takes.shift();
    if (most === -1) {
      return Promise.reject(new Error('no space left'));
    }
    const taken = bytes.subarray(0, most === undefined ? bytes.length : most % (bytes.length + 1));
    this.text = Buffer.concat([this.text, taken, Buffer.from(this.between())]);
    return Promise.resolve(taken.length);
  };
}

/** Appends as often as it takes. */
async function append(file: ShortFile, text: string): Promise<void> {
  let rest: Uint8Array = Buffer.from(text);
  while (rest.length > 0) {
    await appendLines(rest, file.write, (left) => {
      rest = left;
    }).catch(() => undefined);
  }
}

describe('lines that are appended whole', () => {
  it('are there once each and in order, wherever writes are cut and whatever another window leaves in between', async () => {
    const take = fc.oneof(fc.constant(-1), fc.nat());
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 8 }), fc.array(take, { maxLength: 12 }), fc.array(fc.constantFrom('', '\n', '\n{"type":"rem', '\n{"ty')), async (names, takes, others) => {
        // Each of its writes begins with a newline too.
        const left = [...others];
        const file = new ShortFile([...takes], () => left.shift() ?? '');
        for (const name of names) {
          await append(file, journalLines([named(name)]));
        }
        assert.deepEqual(parseLines(file.text.toString()), names.map(named));
      }),
      runs(),
    );
  });

  it('are not doubled when only the end of the last line was not written', async () => {
    const line = journalLines([{ type: 'text', turn: 'a', text: 'words' }]);
    const file = new ShortFile([line.length, -1], () => '');
    await append(file, line);
    await append(file, line.replace('words', 'more'));
    assert.deepEqual(parseLines(file.text.toString()).map((entry) => 'text' in entry && entry.text), ['words', 'more']);
  });
});
