import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';

/** What each room may import: rooms of ours, then packages. The roots, `extension*.ts`, may import all. */
const rooms: Readonly<Record<string, { readonly rooms: readonly string[]; readonly packages: RegExp }>> = {
  core: { rooms: [], packages: /^(valibot|tokenx|jsonschema|diff|ignore)$/ },
  protocol: { rooms: [], packages: /^(valibot|marked)$/ },
  ids: { rooms: [], packages: /^$/ },
  llm: { rooms: ['core'], packages: /^(valibot|eventsource-parser)(\/|$)/ },
  host: { rooms: ['core', 'protocol', 'ids'], packages: /^(vscode|valibot|marked)$/ },
  node: { rooms: ['core', 'llm'], packages: /^(undici|htmlparser2|node:.*)$/ },
  webview: { rooms: ['protocol'], packages: /^(preact|marked|dompurify|highlight\.js|temml)(\/|$)/ },
};

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => {
    const text = readFileSync(`src/${file}`, 'utf8');
    return { file, text, imports: ts.preProcessFile(text, true, true).importedFiles.map((each) => each.fileName) };
  });

const roomOf = (file: string): string => (file.split('/')[0] ?? '').replace(/\.ts$/, '');
const isRoot = (file: string): boolean => /^extension(\.web)?\.ts$/.test(file);

describe('the rooms of the house', () => {
  it('import only what their place allows', () => {
    const wrong: string[] = [];
    for (const { file, imports } of files.filter((each) => !isRoot(each.file))) {
      const room = roomOf(file);
      const allowed = rooms[room];
      assert.ok(allowed, `src/${file} stands in no room`);
      for (const target of imports) {
        const own = target.startsWith('.') ? roomOf(posix.normalize(posix.join(posix.dirname(file), target))) : undefined;
        const fine = own === undefined ? allowed.packages.test(target) : own === room || allowed.rooms.includes(own);
        if (!fine) {
          wrong.push(`src/${file} imports ${target}`);
        }
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('hold no file over 400 lines, and no root over 150', () => {
    const long = files.filter(({ file, text }) => text.split('\n').length > (isRoot(file) ? 150 : 400));
    assert.deepEqual(long.map(({ file }) => file), []);
  });

  const only = (what: string, pattern: RegExp, place: RegExp): void => {
    it(`reach for ${what} in one place`, () => {
      const found = files.filter(({ text }) => pattern.test(text)).map(({ file }) => file);
      assert.ok(found.length > 0, 'the place itself must be found');
      assert.deepEqual(found.filter((file) => !place.test(file)), []);
    });
  };
  only('settings', /\bgetConfiguration\(/, /^host\/(settings|networkSettings)\.ts$/);
  only('secrets', /\bSecretStorage\b.*\n|\bcontext\.secrets\b/, /^(host\/secrets|extension)\.ts$/);
  only('the page\'s bridge', /\bacquireVsCodeApi\(/, /^webview\/api\.ts$/);
  only('undici', /from 'undici'/, /^node\//);

  it('never make html from text: the sanitizer hands over nodes', () => {
    const found = files.filter(({ text }) => /dangerouslySetInnerHTML|\b(inner|outer)HTML\b|insertAdjacentHTML/.test(text));
    assert.deepEqual(found.map(({ file }) => file), []);
  });

  it('begin with no barrel and no default export', () => {
    const found = files.filter(({ file, text }) => /(^|\/)index\.tsx?$/.test(file) || /^export default/m.test(text));
    assert.deepEqual(found.map(({ file }) => file), []);
  });
});
