import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { LocalServer } from '../../node/localServer.ts';
import { runs, timeoutFor } from '../../fuzz.ts';
import { done, endsWith, over, says, stop, tells, thinks, chunk } from '../../../simulator/contract/exchange.ts';
import { turnOf } from '../turn.ts';
import { overSockets, requestFor, wires } from './asking.ts';

interface Event {
  readonly channel: 'text' | 'reasoning';
  readonly words: string;
  /** What happens to it on the way. `garbage`: an event of no meaning stands before it. */
  readonly fault: 'none' | 'twice' | 'garbage' | 'lost' | 'broken';
}

interface FaultPlan {
  readonly events: readonly Event[];
  readonly end: 'done' | 'no-done' | 'close' | 'cut' | 'stall';
  /** Where the bytes end for good when they are cut or fall silent, as a part of all. */
  readonly at: number;
  /** Bytes of each write, over and over. */
  readonly writes: readonly number[];
}

const word = fc.constantFrom('a', 'bc ', 'ü', '日本', '👩‍💻', ' d\n', '"', '\\');
const event = fc.record<Event>({
  channel: fc.constantFrom('text', 'text', 'reasoning'),
  words: fc.array(word, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
  fault: fc.constantFrom('none', 'none', 'none', 'none', 'twice', 'garbage', 'lost', 'broken'),
});
const plan = fc.record<FaultPlan>({
  events: fc.array(event, { maxLength: 10 }),
  // Silence has to be waited for, so it is rare.
  end: fc.oneof({ weight: 16, arbitrary: fc.constantFrom('done', 'no-done', 'close', 'cut') }, { weight: 1, arbitrary: fc.constant('stall') }),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  writes: fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 8 }),
});

/** The events as bytes, with the words that each brings when it has come whole. */
function frames({ events, end }: FaultPlan, wire: 'chat' | 'messages'): readonly { readonly bytes: string; readonly event?: Event }[] {
  // White space of a thought's edges and before the first word is nobody's; words that matter stand between letters.
  const own = ({ channel, words }: Event): string => {
    const framed = `x${words}x`;
    if (wire === 'chat') {
      return channel === 'text' ? says(framed) : chunk({ reasoning_content: framed });
    }
    return channel === 'text' ? tells(framed) : thinks(framed);
  };
  const out = events.flatMap((each) => {
    const bytes = own(each);
    switch (each.fault) {
      case 'none':
        return [{ bytes, event: each }];
      case 'twice':
        return [{ bytes, event: each }, { bytes, event: each }];
      case 'garbage':
        return [{ bytes: ': comment\n\ndata: \n\nid: 3\n\n' }, { bytes, event: each }];
      case 'lost':
        return [];
      case 'broken':
        return [{ bytes: `${bytes.slice(0, -9)}\n\n` }];
    }
  });
  const finish = wire === 'chat' ? stop : endsWith('end_turn');
  const marker = wire === 'chat' ? done : over;
  const last = end === 'close' ? '' : end === 'no-done' ? finish : finish + marker;
  return [...out, { bytes: last }];
}

describe('random faults over real sockets', () => {
  for (const [wire, format, auth] of wires) {
    it(`lose no received word and end exactly once, on the ${wire} wire`, async () => {
      let play: (response: ServerResponse) => Promise<void> = () => Promise.resolve();
      const server = await LocalServer.start((response) => void play(response));
      const client = overSockets(server.url, format, auth, 10_000);
      const impatient = overSockets(server.url, format, auth, 200);
      try {
        await fc.assert(
          fc.asyncProperty(plan, async (faults) => {
            const parts = frames(faults, wire);
            const all = Buffer.from(parts.map(({ bytes }) => bytes).join(''));
            const broken = faults.end === 'cut' || faults.end === 'stall';
            const sent = broken ? all.subarray(0, Math.floor(all.length * faults.at)) : all;
            play = (response) => write(response, sent, faults);
            const { deltas, failure } = await turnOf((faults.end === 'stall' ? impatient : client).model.stream(requestFor(), new AbortController().signal));

            const finishes = deltas.filter(({ type }) => type === 'finish').length;
            assert.equal(finishes + (failure ? 1 : 0), 1, 'one end');
            for (const channel of ['text', 'reasoning'] as const) {
              const got = deltas.map((delta) => (delta.type === channel ? delta.text : '')).join('');
              const [least, most] = received(parts, sent.length, channel);
              assert.ok(got === least || got === most, `${JSON.stringify(got)} is neither ${JSON.stringify(least)} nor ${JSON.stringify(most)}`);
            }
            if (faults.events.some(({ fault }) => fault === 'broken') && !broken && faults.end !== 'close') {
              assert.equal(failure?.code, 'protocol', 'an answer with a hole is not called whole');
            }
          }),
          runs(),
        );
      } finally {
        client.dispose();
        impatient.dispose();
        await server.stop();
      }
    }).timeout(timeoutFor(60_000));
  }
});

/** The words of the events that came whole; and with one more that lacks but its blank line. */
function received(parts: ReturnType<typeof frames>, length: number, channel: Event['channel']): readonly [string, string] {
  let at = 0;
  let least = '';
  let most = '';
  for (const { bytes, event: each } of parts) {
    at += Buffer.byteLength(bytes);
    const words = each?.channel === channel ? `x${each.words}x` : '';
    least += at <= length ? words : '';
    most += at - 2 <= length ? words : '';
  }
  return [least, most];
}

async function write(response: ServerResponse, bytes: Uint8Array, { end, writes }: FaultPlan): Promise<void> {
  response.on('error', () => undefined);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.flushHeaders();
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = writes[turn % writes.length] ?? 1;
    response.write(bytes.subarray(at, at + size));
    at += size;
    await setImmediate();
  }
  if (end === 'cut') {
    // Once the kernel has what was written, as when a relay dies.
    await new Promise<void>((resolve) => {
      response.write('', () => {
        resolve();
      });
    });
    response.socket?.destroySoon();
  } else if (end !== 'stall') {
    response.end();
  }
}
