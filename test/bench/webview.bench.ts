// The chat's page in a real editor while answers stream in: how far what shows is behind what was sent, what that costs the
// renderer and the extension host, and whether a token costs the same at the end of a long answer as at its beginning.
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { makePackage } from '../../scripts/packaging/makePackage.mjs';
import type { ChatPage } from '../e2e/driver/chatPage.ts';
import { startWorkbench } from '../e2e/driver/workbench.ts';
import { median, report, type Row } from './rows.ts';
import { startPacedEndpoint, type PacedAnswer, type PacedEndpoint } from './webview/endpoint.ts';
import { elements, frameTimes, lastWordsPainted, wholeAnswer } from './webview/inPage.ts';
import { Meter } from './webview/meter.ts';
import { tokens } from './webview/text.ts';

const runs = 3;
/** Length of the idle controls, ms: as long as 3,000 tokens take at 500 a second. */
const controlMs = 6000;
const long = 100_000;

const rounded = (value: number, digits = 0): number => Number(value.toFixed(digits));
const all = (values: readonly number[], digits = 0): string => values.map((value) => value.toFixed(digits)).join(', ');

class Bench {
  readonly #endpoint: PacedEndpoint;
  readonly #chat: ChatPage;
  readonly #meter: Meter;

  constructor(endpoint: PacedEndpoint, chat: ChatPage, meter: Meter) {
    this.#endpoint = endpoint;
    this.#chat = chat;
    this.#meter = meter;
  }

  /** Has a question answered in a new conversation. `behind`: from last byte to last token painted; `whole`: from first byte, ms. */
  async stream(answer: PacedAnswer): Promise<{ readonly behind: number; readonly whole: number }> {
    const { frame } = this.#chat;
    if ((await this.#chat.turns.count()) > 0) {
      await this.#chat.startNew();
    }
    const painted = lastWordsPainted(frame);
    const sent = this.#endpoint.answer(answer);
    await this.#chat.ask('Go on.');
    const [at, { first, last }] = await Promise.all([painted, sent]);
    await frame.locator('article.reply:not([aria-busy="true"])').waitFor();
    return { behind: at - last, whole: at - first };
  }

  async pace(): Promise<readonly Row[]> {
    const cpuOf = async (work: () => Promise<unknown>): Promise<number> => {
      const before = await this.#meter.rendererCpu();
      await work();
      return (await this.#meter.rendererCpu()) - before;
    };
    const idle = await cpuOf(() => setTimeout(controlMs));
    const behind: number[] = [];
    const cpu: number[] = [];
    for (let run = 0; run < runs; run++) {
      cpu.push(await cpuOf(async () => behind.push((await this.stream({ pieces: tokens(3000), pace: 500 })).behind)));
    }
    return [
      { name: '3,000 tokens at 500 a second: last byte to last token painted', value: median(behind), unit: 'ms', note: `median of ${all(behind)}` },
      { name: '3,000 tokens at 500 a second: processor time of the renderers', value: rounded(median(cpu), 2), unit: 's', note: `median of ${all(cpu, 2)}; an idle window of that length ${idle.toFixed(2)}` },
    ];
  }

  async frames(): Promise<readonly Row[]> {
    const { frame } = this.#chat;
    const idle: number[] = [];
    const streaming: number[] = [];
    for (let run = 0; run < runs; run++) {
      idle.push(await frameTimes(frame, setTimeout(controlMs)));
      streaming.push(await frameTimes(frame, this.stream({ pieces: tokens(3000), pace: 500 })));
    }
    const ratio = median(streaming) / median(idle);
    return [
      { name: 'p95 frame at 500 tokens a second', value: rounded(median(streaming), 1), unit: 'ms', note: `${ratio.toFixed(2)} times the idle page's ${median(idle).toFixed(1)}; of ${all(streaming, 1)} and ${all(idle, 1)}` },
    ];
  }

  async burst(): Promise<readonly Row[]> {
    const pieces = tokens(20_000);
    const sections = pieces.join('').match(/^## /gm)?.length;
    const whole: number[] = [];
    const behind: number[] = [];
    const peaks: number[] = [];
    for (let run = 0; run < runs; run++) {
      await this.#meter.forgetPeak();
      const before = await this.#meter.hostMemory();
      const taken = await this.stream({ pieces, pace: Infinity });
      peaks.push((await this.#meter.hostMemory()).peak - before.now);
      whole.push(taken.whole);
      behind.push(taken.behind);
      assert.deepEqual(await wholeAnswer(this.#chat.frame), { sections, ended: true }, 'nothing of the burst is cut');
    }
    return [
      { name: 'burst of 20,000 tokens, 107 KB: first byte to last token painted', value: median(whole), unit: 'ms', note: `median of ${all(whole)}; after the last byte ${all(behind)}; all ${sections} sections are there` },
      { name: 'burst of 20,000 tokens: extension host, highest over before', value: rounded(Math.max(...peaks), 1), unit: 'MB', note: `resident; highest of ${all(peaks, 1)}` },
    ];
  }

  /** Processor time of the main thread, and elements, at each tenth of a very long answer. */
  async tenths(): Promise<readonly Row[]> {
    const mark = async (): Promise<readonly [number, number, number]> => [performance.now(), await this.#meter.mainThread(), await elements(this.#chat.frame)];
    const control = [await mark(), await setTimeout(controlMs).then(mark)] as const;
    const idle = (control[1][1] - control[0][1]) / (control[1][0] - control[0][0]);
    const marks: Promise<readonly [number, number, number]>[] = [];
    const onSent = (count: number): void => {
      if (count >= (marks.length * long) / 10) {
        marks.push(mark());
      }
    };
    const { behind } = await this.stream({ pieces: tokens(long), pace: 2500, onSent });
    const taken = await Promise.all(marks);
    const times = taken.slice(1).map(([at, main], index) => {
      const [from, before] = taken[index] ?? [NaN, NaN];
      return (main - before - idle * (at - from)) / (long / 10_000);
    });
    const [first = NaN, last = NaN] = [times[0], times.at(-1)];
    const counts = taken.map(([, , count]) => count);
    return [
      { name: "main thread's processor time per 1,000 tokens, last tenth of 100,000", value: rounded(last, 1), unit: 'ms', note: `${(last / first).toFixed(2)} times the first tenth; tenths: ${all(times, 1)}; the idle window's ${(idle * 1000).toFixed(0)} ms/s taken off; last token painted ${behind} ms after the last byte` },
      { name: 'elements in the page, most at the tenths of 100,000 tokens', value: Math.max(...counts), unit: '', note: `at the beginning and at each tenth: ${all(counts)}` },
    ];
  }
}

const endpoint = await startPacedEndpoint();
const workbench = await startWorkbench({
  settings: { 'lathe.endpoints': { ModelsLab: { baseUrl: endpoint.baseUrl } } },
  env: { MODELSLAB_API_KEY: 'bench' },
  webviewMessages: 'unheard',
  vsix: (await makePackage()).vsix,
});
try {
  const chat = await workbench.window.chat();
  const meter = await Meter.of(workbench.window.page, workbench.server.userDataDir);
  const bench = new Bench(endpoint, chat, meter);
  // The first answer loads what the others find there.
  await bench.stream({ pieces: tokens(1000), pace: 500 });
  const rows: Row[] = [];
  for (const part of ['pace', 'frames', 'burst', 'tenths'] as const) {
    const found = await bench[part]();
    // What is known already, should a later part fail.
    found.forEach(({ name, value, unit, note }) => {
      console.error(`${name}: ${value} ${unit} (${note ?? ''})`);
    });
    rows.push(...found);
  }
  report(rows);
} finally {
  await workbench.close();
  endpoint.close();
}
