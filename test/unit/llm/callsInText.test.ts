import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CallsInText } from '../../../src/llm/callsInText.ts';

function read(pieces: readonly string[], complete = true): { text: string; calls: readonly object[] } {
  const reader = new CallsInText();
  const text = pieces.map((piece) => reader.push(piece)).join('') + reader.end(complete);
  return { text, calls: reader.calls };
}

const block = '<tool_calls>\n{"name": "read", "arguments": {"path": "a"}}\n{"name": "list", "arguments": {}}\n</tool_calls>';
const calls = [
  { name: 'read', arguments: '{"path":"a"}' },
  { name: 'list', arguments: '{}' },
];

describe('calls that a model wrote into its answer', () => {
  it('are taken out of the text', () => {
    assert.deepEqual(read([`I look.\n${block}`]), { text: 'I look.\n', calls });
    assert.deepEqual(read([`${block}\nDone.`]), { text: '\nDone.', calls });
  });

  it('need no closing tag when the model came to its end, and are text when it did not', () => {
    const open = block.replace('</tool_calls>', '');
    assert.deepEqual(read([open]), { text: '', calls });
    assert.deepEqual(read([open], false), { text: open, calls: [] });
  });

  it('are text in mid-line, and when there is anything else in the block', () => {
    for (const text of [`The tag ${block}`, '<tool_calls>\nno call\n</tool_calls>', '<tool_calls></tool_calls>', 'a < b <tool', '<tool_calls']) {
      assert.deepEqual(read([text]), { text, calls: [] });
    }
  });

  it('are the same over any cut, and nothing else of the text is lost', () => {
    const piece = fc.constantFrom('a', '\n', ' ', '<', '<tool_calls>', block, '</tool_calls>', '<tool_', 'b\n');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.array(fc.nat(200)), fc.boolean(), (parts, cuts, complete) => {
        const text = parts.join('');
        const places = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
        const pieces = [...places, text.length].map((end, index) => text.slice(places[index - 1] ?? 0, end));
        const whole = read([text], complete);
        assert.deepEqual(read(pieces, complete), whole);
        assert.equal(whole.text.length + (whole.calls.length > 0 ? (whole.calls.length / 2) * block.length : 0) <= text.length, true);
        if (whole.calls.length === 0) {
          assert.equal(whole.text, text);
        }
      }),
    );
  });
});
