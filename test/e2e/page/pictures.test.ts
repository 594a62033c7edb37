import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { axeFaults } from './axe.ts';
import type { ShownAttachment, ShownCompaction, ShownQueued, ShownSuggestion, ShownTurn, Status } from '../../../src/protocol/messages.ts';
import type { ShownMeter } from '../../../src/protocol/meter.ts';
import { meter, nearMeter, overBudget, paid } from './moneySamples.ts';
import { PageHost, type ThemeName } from './pageHost.ts';
import { attachments, codeAnswer, codePlaces, finished, parameters, richAnswer, suggestions, thought, turn } from './samples.ts';

interface Scene {
  readonly name: string;
  readonly turns: readonly ShownTurn[];
  readonly status?: Partial<Status>;
  readonly width?: number;
  readonly height?: number;
  readonly draft?: string;
  readonly openThought?: boolean;
  readonly compaction?: ShownCompaction;
  readonly attachments?: readonly ShownAttachment[];
  /** What `@` finds. */
  readonly suggestions?: readonly ShownSuggestion[];
  /** What goes out when the answer ends. */
  readonly queue?: readonly ShownQueued[];
  /** The first question is being edited. */
  readonly editing?: boolean;
  /** What is looked for. */
  readonly find?: string;
  /** What would be sent, unfolded. */
  readonly meter?: ShownMeter;
  /** What the last answer took is unfolded. */
  readonly usage?: boolean;
  /** What is asked with is unfolded. */
  readonly parameters?: boolean;
}

const prompt = 'Write a Python function to sort a list';
const reference = { label: 'sort.py:3-14', language: 'python', text: 'def sort(items):\n    return sorted(items)\n' };
const failure = {
  code: 'auth',
  message: 'ModelsLab did not accept the API key.',
  detail: 'Invalid API key provided.',
  actions: ['setKey', 'retry', 'showLog'] as const,
};

const compaction: ShownCompaction = {
  turnId: '1',
  summary: 'You asked for a **merge sort** in Python:\n\n- stable, `O(n log n)`\n- not in place',
  usage: { text: '12,204 in, 410 out · price unknown', title: 'Tokens as the endpoint counted them' },
};
const twoTurns = [finished('1', { prompt, thought }), finished('2', { prompt: 'And in place?', text: 'Then use `list.sort`.' })];

const queue: readonly ShownQueued[] = [
  { id: 'a', text: 'And now the same in Rust', along: [{ label: 'sort.py:3-14', kind: 'lines' }, { label: 'cart.ts', kind: 'file' }] },
  { id: 'b', text: 'Then write the tests for both of them, with the empty list and one of a single element, and say which of the two is faster', along: [] },
];
const versions = [finished('1', { prompt, references: [{ ...reference, kind: 'lines' }], version: { number: 2, of: 3 } }), finished('2')];

const changed = {
  ...parameters,
  values: { ...parameters.values, temperature: 1.3, format: 'schema', schema: '{ "type": "object" }' },
  remarks: { topP: 'The endpoint refused this for the model; it is not sent.' },
} as const;

const scenes: readonly Scene[] = [
  { name: 'welcome', turns: [] },
  { name: 'welcome-narrow', turns: [], width: 200 },
  {
    name: 'key',
    turns: [],
    status: { key: 'missing', note: 'Answers are simulated.', problem: 'lathe.endpoint names no endpoint: "Foo".' },
  },
  { name: 'key-narrow', turns: [], status: { key: 'lost' }, width: 200 },
  { name: 'waiting', turns: [turn('1', { prompt })] },
  { name: 'silent', turns: [turn('1', { prompt, progress: { text: 'No data for {0} s', since: Date.now() - 12_000 } })] },
  { name: 'silent-narrow', turns: [turn('1', { prompt, progress: { text: 'ModelsLab has too many requests waiting. Asking again in {0} s', until: 0 } })], width: 200 },
  { name: 'thinking', turns: [turn('1', { prompt, thought })], draft: 'And in Rust?' },
  { name: 'thinking-open', turns: [turn('1', { prompt, thought })], openThought: true },
  { name: 'streaming', turns: [turn('1', { prompt, thought, thoughtMs: 7400, text: richAnswer.slice(0, 330) })] },
  { name: 'answer', turns: [finished('1', { prompt, references: [reference], thought, thoughtMs: 7400, text: richAnswer })] },
  {
    name: 'ends',
    turns: [
      finished('1', { prompt: 'Explain', references: [reference], usage: { text: '1,204 in, 3,410 out · price unknown', title: 'Tokens as the endpoint counted them' } }),
      turn('2', { text: 'As far as it got', end: { type: 'stopped', canContinue: true } }),
      turn('3', { thought, end: { type: 'finished', reason: 'length' } }),
      turn('4', { prompt: 'שלום, מה זה?', text: 'זה **מבחן** של טקסט.\n\nAnd English.', end: { type: 'failed', failure } }),
    ],
  },
  { name: 'compacted', turns: twoTurns, compaction },
  { name: 'compacted-narrow', turns: twoTurns, compaction, width: 200 },
  { name: 'attachments', turns: twoTurns, attachments },
  { name: 'attachments-narrow', turns: twoTurns, attachments, width: 200 },
  { name: 'mentions', turns: twoTurns, attachments: attachments.slice(0, 2), suggestions, draft: 'What does @ca' },
  { name: 'mentions-narrow', turns: twoTurns, suggestions, draft: '@ca', width: 200 },
  { name: 'parameters', turns: twoTurns, parameters: true, status: { parameters: changed } },
  { name: 'parameters-narrow', turns: twoTurns, parameters: true, width: 200, status: { parameters: changed } },
  {
    name: 'json',
    turns: [
      finished('1', { prompt, text: '...', json: { text: JSON.stringify({ name: 'sort', stable: true, cost: null, steps: [1, 2, { of: 'three' }] }) } }),
      finished('2', { prompt: 'And now?', json: { problem: 'The answer was to be JSON, and is not.' } }),
    ],
  },
  { name: 'queue', turns: [turn('1', { prompt, text: 'Here is' })], queue, draft: 'Another one' },
  { name: 'queue-narrow', turns: [turn('1', { prompt, end: { type: 'stopped' } })], queue, width: 200 },
  { name: 'versions', turns: versions },
  {
    name: 'commands',
    turns: [finished('1', { prompt: '/fix the loop', command: 'fix' })],
    suggestions: [
      { id: '/fix', kind: 'command', label: '/fix', detail: 'Say what is wrong and show the code mended', mention: 'fix' },
      { id: '/first-words', kind: 'promptFile', label: '/first-words', detail: 'Greets', mention: 'first-words' },
    ],
    draft: '/f',
  },
  { name: 'editing', turns: versions, editing: true, attachments: attachments.slice(0, 2) },
  { name: 'editing-narrow', turns: versions, editing: true, suggestions, width: 200 },
  { name: 'find', turns: twoTurns, find: 'place' },
  { name: 'find-narrow', turns: twoTurns, find: 'place', width: 200 },
  { name: 'code', turns: [finished('1', { prompt, text: codeAnswer, usage: { text: '1,204 in, 3,410 out · price unknown', title: 'Tokens' } })], height: 1100 },
  { name: 'code-narrow', turns: [finished('1', { prompt, text: codeAnswer })], width: 200, height: 1100 },
  { name: 'meter', turns: twoTurns, meter, attachments: attachments.slice(0, 2), draft: 'And now in Rust' },
  { name: 'meter-narrow', turns: twoTurns, meter, width: 200 },
  { name: 'meter-near', turns: twoTurns, meter: nearMeter },
  { name: 'meter-near-narrow', turns: twoTurns, meter: nearMeter, width: 200 },
  { name: 'over-budget', turns: [turn('1', { prompt, end: { type: 'failed', failure: overBudget } })] },
  { name: 'over-budget-narrow', turns: [turn('1', { prompt, end: { type: 'failed', failure: overBudget } })], width: 200 },
  { name: 'usage', turns: paid, usage: true },
  { name: 'usage-narrow', turns: paid, usage: true, width: 200 },
  { name: 'answer-narrow', turns: [finished('1', { prompt, thought, text: richAnswer })], width: 200 },
];

const themes: readonly ThemeName[] = ['dark', 'light', 'hcDark', 'hcLight'];

describe('The page, as seen', () => {
  let host: PageHost;
  before(async () => {
    host = await PageHost.start();
    await mkdir('out/page', { recursive: true });
  });
  after(() => host.stop());

  for (const scene of scenes) {
    // High contrast changes lines and colours, not the layout: a state in a narrow view has nothing new in it.
    const worn = themes.filter((theme) => !theme.startsWith('hc') || !scene.name.endsWith('-narrow'));
    it(`${scene.name} is accessible in ${worn.join(', ')}`, async () => {
      const chat = await host.open({ width: scene.width ?? 360, ...(scene.height === undefined ? {} : { height: scene.height }) });
      await chat.snapshot(scene.turns, scene.status);
      if (scene.compaction) {
        await chat.send({ type: 'compaction', compaction: scene.compaction });
        await chat.page.locator('summary', { hasText: 'Earlier messages' }).click();
      }
      if (scene.queue) {
        await chat.send({ type: 'queue', items: scene.queue });
      }
      if (scene.editing === true) {
        await chat.page.getByRole('button', { name: 'Edit' }).first().press('Enter');
        const box = chat.page.getByRole('textbox', { name: 'Edit' });
        await box.waitFor();
        if (scene.attachments) {
          await chat.send({ type: 'editAttachments', items: scene.attachments });
        }
        if (scene.suggestions) {
          await box.pressSequentially(' @');
          await chat.waitForPosted('inEdit');
          await chat.send({ type: 'suggestions', request: 1, items: scene.suggestions });
          await chat.page.getByRole('option').first().waitFor();
        }
      }
      if (scene.find !== undefined) {
        await chat.send({ type: 'openFind' });
        await chat.page.getByRole('textbox', { name: 'Find' }).fill(scene.find);
        await chat.waitForPosted('find');
        await chat.send({ type: 'found', query: scene.find, matchCase: false, found: [{ turnId: '2', part: 'prompt', count: 1 }] });
        await chat.page.getByText('1 of 1').waitFor();
        // The button that shows under the pointer.
        await chat.page.getByRole('article', { name: 'You' }).last().hover();
      }
      if (scene.draft !== undefined) {
        await chat.page.getByRole('textbox', { name: 'Message' }).fill(scene.draft);
      }
      if (scene.attachments && scene.editing !== true) {
        await chat.send({ type: 'attachments', items: scene.attachments, gathering: false });
        if (!scene.suggestions) {
          await chat.page.locator('.chip-open').nth(1).focus();
        }
      }
      if (scene.suggestions && scene.editing !== true) {
        await chat.page.getByRole('textbox', { name: 'Message' }).focus();
        const { request } = await chat.waitForPosted('suggest');
        await chat.send({ type: 'suggestions', request, items: scene.suggestions });
        await chat.page.getByRole('option').first().waitFor();
      }
      if (scene.meter) {
        await chat.send({ type: 'meter', meter: scene.meter });
        await chat.page.getByRole('button', { name: scene.meter.name }).click();
        await chat.page.getByRole('region', { name: 'Next message' }).waitFor();
      }
      if (scene.usage === true) {
        await chat.page.locator('.usage summary').click();
      }
      if (scene.parameters) {
        await chat.page.getByRole('button', { name: 'Parameters' }).click();
        await chat.page.getByRole('textbox', { name: 'JSON schema' }).scrollIntoViewIfNeeded();
      }
      if (scene.openThought) {
        await chat.page.locator('summary', { hasText: 'Thinking' }).click();
      }
      if (scene.turns.some(({ text, end }) => text === richAnswer && end)) {
        await chat.page.locator('.hljs-keyword').first().waitFor({ state: 'attached' });
      }
      if (scene.turns.some(({ text }) => text === codeAnswer)) {
        await chat.waitForPosted('findPlaces');
        await chat.send({ type: 'places', names: codePlaces });
        await chat.page.locator('.place').first().waitFor();
      }
      if (scene.turns.some(({ text, end }) => text === richAnswer && end)) {
        await chat.page.locator('.math.drawn').first().waitFor({ state: 'attached' });
      }
      await chat.page.evaluate(() => document.fonts.ready);
      for (const theme of worn) {
        await chat.wear(theme);
        await chat.page.screenshot({ path: `out/page/${theme}-${scene.name}.png` });
        assert.deepEqual(await axeFaults(chat.page), [], theme);
      }
      assert.equal(
        await chat.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
        0,
        'wider than its view',
      );
      if (scene.name === 'answer') {
        await chat.page.locator('.scroller').evaluate((element) => { element.scrollTop = 0; });
        await chat.page.getByRole('button', { name: 'Jump to latest' }).waitFor();
        await chat.page.screenshot({ path: `out/page/${scene.name}-top.png` });
      }
      await chat.close();
    });
  }
});
