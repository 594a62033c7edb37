import assert from 'node:assert/strict';
import fc from 'fast-check';
import { packFiles, type PackDeps, type PackWish } from '../../../../../src/core/context/files/packFiles.ts';
import { runs } from '../../../fuzz.ts';

const count = (text: string): number => Math.ceil(text.length / 4);

function deps(files: Readonly<Record<string, string | undefined>>, now = (): number => 0): PackDeps & { readonly pauses: () => number } {
  let pauses = 0;
  return {
    read: (path) => Promise.resolve(files[path]),
    count: (_, text) => count(text),
    pause: () => {
      pauses++;
      return Promise.resolve();
    },
    now,
    pauses: () => pauses,
  };
}

function wish(files: object, changes: Partial<PackWish> = {}): PackWish {
  return { paths: Object.keys(files), open: [], question: '', budget: 100_000, signal: new AbortController().signal, onProgress: () => undefined, ...changes };
}

const project = {
  'README.md': '# Project',
  'src/cart.ts': "import { price } from './price';\nexport const cart = price(1);\n",
  'src/price.ts': 'export const price = (n: number) => n;\n',
  'src/other/far.ts': 'export const far = 1;\n',
  'lib/tax.py': 'def compute_tax(amount):\n    return amount * 0.2\n',
  'package-lock.json': '{"lock": true}',
};

describe('packing files', () => {
  it('takes all that fits, in the order of the paths, with a tree of everything', async () => {
    const { text, whole, named, tokens } = await packFiles(deps(project), wish(project));
    assert.deepEqual(whole, ['README.md', 'lib/tax.py', 'src/cart.ts', 'src/other/far.ts', 'src/price.ts']);
    assert.equal(named, 1);
    assert.match(text, /^All files; of those with \* the text follows, the others are only named:\nlib\/\n {2}tax\.py \*\nsrc\/\n {2}other\/\n {4}far\.ts \*\n {2}cart\.ts \*\n {2}price\.ts \*\nREADME\.md \*\npackage-lock\.json\n\nREADME\.md:\n```md\n# Project\n```\n\nlib/);
    assert.ok(Math.abs(tokens - count(text)) < 10);
  });

  const best = async (changes: Partial<PackWish>): Promise<string | undefined> => {
    // Room for one of these files.
    const few = Object.fromEntries(Object.entries(project).map(([path, text]) => [path, path.endsWith('json') ? text : text.padEnd(400, '\n//')]));
    const { whole } = await packFiles(deps(few), wish(few, { budget: 175, ...changes }));
    assert.ok(whole.length <= 1, whole.join());
    return whole[0];
  };

  it('puts first what is open', async () => {
    assert.equal(await best({ open: ['src/other/far.ts'] }), 'src/other/far.ts');
  });

  it('puts first what names something of the question, by its path or in its text', async () => {
    assert.equal(await best({ question: 'How is the price made?' }), 'src/price.ts');
    assert.equal(await best({ question: 'Where is compute_tax?' }), 'lib/tax.py');
  });

  it('puts what an open file imports before what else is near', async () => {
    const files = { 'a/open.ts': "import '../z/used.ts';", 'a/near.ts': 'x'.repeat(300), 'z/used.ts': 'y'.repeat(300) };
    const { whole } = await packFiles(deps(files), wish(files, { open: ['a/open.ts'], budget: 140 }));
    assert.deepEqual(whole, ['a/open.ts', 'z/used.ts']);
  });

  it('lets others have a turn whenever a slice is over', async () => {
    let time = 0;
    const slow = deps(project, () => (time += 3));
    await packFiles(slow, wish(project));
    assert.ok(slow.pauses() >= 3, String(slow.pauses()));
  });

  it('ends when it is given up, and tells how far it is until then', async () => {
    const controller = new AbortController();
    const shares: number[] = [];
    await packFiles(deps(project), wish(project, { question: 'price', onProgress: (share) => shares.push(share) }));
    assert.equal(shares.at(-1), 1);
    assert.deepEqual(shares, [...shares].sort((a, b) => a - b));
    controller.abort();
    await assert.rejects(packFiles(deps(project), wish(project, { signal: controller.signal })), { name: 'AbortError' });
  });

  it('never goes over its budget, tells each file at most once, and is the same each time', async () => {
    const path = fc.stringMatching(/^(?:[a-c]\/){0,3}[a-e]\.(?:ts|py|md|lock)$/);
    const files = fc.dictionary(path, fc.option(fc.string({ maxLength: 300 }), { nil: undefined }), { maxKeys: 20, noNullPrototype: true });
    await fc.assert(
      fc.asyncProperty(files, fc.integer({ min: 50, max: 1500 }), async (all, budget) => {
        const given = wish(all, { budget, open: Object.keys(all).slice(0, 1), question: 'price of compute_tax' });
        const packed = await packFiles(deps(all), given);
        assert.ok(packed.tokens <= budget + 30, `${packed.tokens} of ${budget}`);
        assert.equal(new Set(packed.whole).size, packed.whole.length);
        assert.equal(packed.whole.length + packed.named, Object.keys(all).length);
        for (const each of packed.whole) {
          assert.ok(packed.text.includes(all[each]!.replace(/\n$/, '')), each);
        }
        assert.deepEqual(await packFiles(deps(all), given), packed);
      }),
      runs(),
    );
  });
});
