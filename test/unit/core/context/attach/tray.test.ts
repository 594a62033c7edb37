import assert from 'node:assert/strict';
import type { TakeOptions, Taken, Taker, TrayStore } from '../../../../../src/core/context/attach/ports.ts';
import { parseStoredTray, type Source, type StoredTray } from '../../../../../src/core/context/attach/source.ts';
import { Tray } from '../../../../../src/core/context/attach/tray.ts';

/** Files by name, which can be changed, be gone, or take their time. */
class FakeTaker implements Taker {
  readonly texts = new Map<string, string>();
  readonly questions: string[] = [];
  /** Called before anything is given. */
  wait: (signal: AbortSignal) => Promise<void> = () => Promise.resolve();

  label(source: Source): string {
    return 'uri' in source ? source.uri.replace('file:///', '') : source.kind;
  }

  async take(source: Source, signal: AbortSignal, { question }: TakeOptions): Promise<Taken> {
    this.questions.push(question);
    await this.wait(signal);
    signal.throwIfAborted();
    const label = this.label(source);
    const text = this.texts.get(label);
    return text === undefined
      ? { type: 'fault', label, fault: 'missing' }
      : { type: 'text', reference: { label, path: label, language: '', text, outline: '', kind: source.kind }, tokens: text.length, warnings: [], note: '' };
  }
}

class FakeStore implements TrayStore {
  stored: StoredTray = { sources: [], off: [] };
  readonly released: Source[] = [];

  load(): StoredTray {
    return this.stored;
  }

  save(stored: StoredTray): void {
    this.stored = parseStoredTray(JSON.parse(JSON.stringify(stored)));
  }

  release(source: Source): void {
    this.released.push(source);
  }
}

const file = (name: string): Source => ({ kind: 'file', uri: `file:///${name}` });
const signal = new AbortController().signal;

describe('the tray', () => {
  let taker: FakeTaker;
  let store: FakeStore;
  let tray: Tray;
  let ids = 0;
  const open = (): Tray => new Tray({ taker, store, newId: () => String(ids++), onError: (error) => { throw error; } });
  const settled = async (): Promise<void> => {
    while (tray.items.some(({ taken }) => taken === undefined)) {
      await new Promise((resolve) => { setImmediate(resolve); });
    }
  };
  const labels = (): readonly string[] => tray.items.map(({ label, on }) => (on ? label : `(${label})`));
  const gathered = async (): Promise<readonly string[]> => {
    const result = await tray.gather('Why?', signal);
    assert.equal(result.type, 'ready');
    return result.references.map(({ text }) => text);
  };

  beforeEach(() => {
    taker = new FakeTaker();
    taker.texts.set('a', 'text of a').set('b', 'text of b').set('rules', 'be kind');
    store = new FakeStore();
    tray = open();
  });

  it('takes texts as they are when the question is sent, and tells what is asked', async () => {
    tray.add(file('a'));
    await settled();
    taker.texts.set('a', 'newer');
    assert.deepEqual(await gathered(), ['newer']);
    assert.equal(taker.questions.at(-1), 'Why?');
  });

  it('has each thing once, rules before what is open before what was added', () => {
    tray.add(file('a'));
    tray.add(file('a'));
    tray.offer('active', [file('b')]);
    tray.offer('rules', [{ kind: 'rules', uri: 'file:///rules' }]);
    assert.deepEqual(labels(), ['rules', 'b', 'a']);
    tray.add(file('b'));
    assert.deepEqual(labels(), ['rules', 'a', 'b']);
  });

  it('does not send what is switched off, and remembers that for whatever is open next', async () => {
    tray.offer('active', [file('a')]);
    tray.switch(tray.items[0]!.id, false);
    assert.deepEqual(await gathered(), []);
    tray.offer('active', [file('b')]);
    assert.deepEqual(labels(), ['(b)']);
    tray = open();
    tray.offer('active', [file('a')]);
    assert.deepEqual(labels(), ['(a)']);
    tray.switch(tray.items[0]!.id, true);
    assert.deepEqual(await gathered(), ['text of a']);
  });

  it('keeps what was added over a restart, and lets go of it when it was sent or removed', async () => {
    tray.add(file('a'));
    tray.add(file('b'));
    tray = open();
    assert.deepEqual(labels(), ['a', 'b']);
    tray.remove(tray.items[0]!.id);
    await gathered();
    tray.sent();
    assert.deepEqual(store.released, [file('a'), file('b')]);
    assert.deepEqual(open().items, []);
  });

  it('looks again at what is chosen by the question, for whoever wants to see it before', async () => {
    const id = tray.add(file('a'));
    await settled();
    taker.texts.set('a', 'as the question wants it');
    const taken = await tray.lookFor(id, 'Where?');
    assert.equal(taken?.type === 'text' && taken.reference.text, 'as the question wants it');
    assert.equal(taker.questions.at(-1), 'Where?');
    assert.equal(await tray.lookFor('gone', 'Where?'), undefined);
    taker.wait = (given) => new Promise((_, reject) => { given.addEventListener('abort', () => { reject(given.reason as Error); }); });
    const outdone = tray.lookFor(id, 'Where?');
    tray.remove(id);
    assert.equal(await outdone, undefined);
  });

  it('refuses once to send without what has just gone, and then goes without it', async () => {
    tray.add(file('a'));
    tray.add(file('b'));
    await settled();
    taker.texts.delete('a');
    assert.deepEqual(await tray.gather('', signal), { type: 'faults', labels: ['a'] });
    assert.deepEqual(await gathered(), ['text of b']);
    assert.deepEqual(labels(), ['a', 'b'], 'its chip tells so');
  });

  it('ends gathering when it is given up, and keeps everything', async () => {
    tray.add(file('a'));
    await settled();
    taker.wait = (given) => new Promise((_, reject) => { given.addEventListener('abort', () => { reject(given.reason as Error); }); });
    const controller = new AbortController();
    const gathering = tray.gather('', controller.signal);
    controller.abort();
    await assert.rejects(gathering, { name: 'AbortError' });
    assert.deepEqual(labels(), ['a']);
  });

  it('gives up looking at what is removed', async () => {
    let given: AbortSignal | undefined;
    taker.wait = (each) => {
      given = each;
      return new Promise(() => undefined);
    };
    const id = tray.add(file('a'));
    await Promise.resolve();
    tray.remove(id);
    assert.equal(given?.aborted, true);
  });

  it('reads back what is sound of what another version has kept', () => {
    assert.deepEqual(parseStoredTray(undefined), { sources: [], off: [] });
    assert.deepEqual(parseStoredTray({ sources: [file('a'), { kind: 'new' }, 7], off: ['active'] }), { sources: [file('a')], off: ['active'] });
    const page = { kind: 'page', url: 'https://example.com/', title: '', text: 'x', isCut: false } as const;
    const unsound = [{ kind: 'file', uri: 'ü:a' }, { kind: 'folder', uri: '' }, { ...page, url: 'example' }, { kind: 'commit', repository: '', hash: 'a', title: '' }];
    assert.deepEqual(parseStoredTray({ sources: [...unsound, page, { kind: 'problems', uri: '' }], off: [] }).sources, [page, { kind: 'problems', uri: '' }]);
  });
});
