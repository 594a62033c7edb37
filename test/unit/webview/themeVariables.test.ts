import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';

describe('The style sheets', () => {
  const folder = 'media/chat';
  const sheets = readdirSync(folder).map((file) => [file, readFileSync(`${folder}/${file}`, 'utf8')] as const);
  const themes = JSON.parse(readFileSync('test/e2e/page/themes.json', 'utf8')) as Readonly<Record<string, Readonly<Record<string, string>>>>;
  const known = new Set(Object.values(themes).flatMap((theme) => Object.keys(theme)));

  it('use only variables that VS Code sets', () => {
    const unknown = sheets.flatMap(([file, css]) =>
      [...css.matchAll(/--vscode-[\w-]+/g)].map(([name]) => name).filter((name) => !known.has(name)).map((name) => `${file}: ${name}`),
    );
    assert.deepEqual(unknown, []);
  });

  it('name no colour of their own', () => {
    const colours = sheets.flatMap(([file, css]) => (css.match(/#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(/gi) ?? []).map((colour) => `${file}: ${colour}`));
    assert.deepEqual(colours, []);
  });

  it('are all part of the page', () => {
    const entry = readFileSync('media/chat.css', 'utf8');
    assert.deepEqual(sheets.map(([file]) => file).filter((file) => !entry.includes(`./chat/${file}`)), []);
  });
});
