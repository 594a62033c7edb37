// What an answer of 10,000 chunks costs a client, beside the clients that a user would pick instead and the least that
// any of them could do. One server, the same bytes, all in one run and in turn; CPU of this process alone. No collection is
// forced in between: it would throw away what V8 has learnt of the shapes of the chunks, and every reader would learn it anew.
import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { aiSdk, anthropicSdk, bareLoop, latheClient, openAiSdk, withParser, type Reader } from './beside/readers.ts';
import { serve, startServer } from './beside/server.ts';
import { chunks, expected, type Wire } from './beside/stream.ts';
import { median, report, type Row } from './rows.ts';

const warmUps = 5;
const runs = 20;
const floor = 'bare JSON.parse loop';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

if (process.argv[2] === 'server') {
  await serve();
} else {
  const server = await startServer(process.argv[1] ?? '');
  try {
    const { origin } = server;
    const rows = [
      ...(await measure('chat', {
        [floor]: bareLoop(origin, 'chat'),
        'undici with eventsource-parser': withParser(origin, 'chat'),
        Lathe: latheClient(origin, 'chat'),
        openai: openAiSdk(origin),
        '@ai-sdk/openai-compatible': aiSdk(origin),
      })),
      ...(await measure('messages', {
        [floor]: bareLoop(origin, 'messages'),
        'undici with eventsource-parser': withParser(origin, 'messages'),
        Lathe: latheClient(origin, 'messages'),
        '@anthropic-ai/sdk': anthropicSdk(origin),
      })),
      ...(await memory(latheClient(origin, 'chat', '?megabytes=100'))),
    ];
    report(rows);
  } finally {
    server.stop();
  }
}

/** User and system time of one reading, ms. */
async function cpuOf(name: string, read: Reader): Promise<number> {
  const before = process.cpuUsage();
  const found = await read();
  const { user, system } = process.cpuUsage(before);
  assert.deepEqual(found, expected, name);
  return (user + system) / 1000;
}

async function measure(wire: Wire, readers: Readonly<Record<string, Reader>>): Promise<readonly Row[]> {
  const names = Object.keys(readers);
  const cpu = new Map<string, number[]>(names.map((name) => [name, []]));
  for (let run = -warmUps; run < runs; run++) {
    for (const name of run % 2 === 0 ? names : names.toReversed()) {
      const ms = await cpuOf(name, readers[name]!);
      if (run >= 0) {
        cpu.get(name)?.push(ms);
      }
    }
  }
  const least = cpu.get(floor) ?? [];
  return names.map((name) => {
    const own = cpu.get(name) ?? [];
    const ratio = median(own.map((ms, run) => ms / (least[run] ?? NaN)));
    return {
      name: `CPU of ${chunks.toLocaleString('en-US')} chunks, ${wire}: ${name}`,
      value: Number(median(own).toFixed(1)),
      unit: 'ms',
      note: name === floor ? `the floor; one event a write over loopback, median of ${runs} runs in turn` : `${ratio.toFixed(2)} times the floor`,
    };
  });
}

/** What stays in memory while 100 MB stream by, and nothing of them is kept. */
async function memory(read: Reader): Promise<readonly Row[]> {
  collect();
  const before = process.memoryUsage();
  let highest = 0;
  const timer = setInterval(() => {
    collect();
    highest = Math.max(highest, process.memoryUsage().heapUsed);
  }, 200);
  const started = performance.now();
  await read();
  clearInterval(timer);
  collect();
  const after = process.memoryUsage();
  const megabytes = (bytes: number): number => Number((bytes / 2 ** 20).toFixed(1));
  return [
    { name: 'heap after a stream of 100 MB, over before', value: megabytes(after.heapUsed - before.heapUsed), unit: 'MB', note: `after forced collection; ${Math.round(performance.now() - started)} ms` },
    { name: 'highest heap within it, over before', value: megabytes(highest - before.heapUsed), unit: 'MB', note: 'collected and looked at five times a second' },
    { name: 'resident memory after it, over before', value: megabytes(after.rss - before.rss), unit: 'MB' },
  ];
}
