import * as assert from 'node:assert/strict';
import { namingOf } from '../../../../src/core/apply/naming.ts';
import { candidatesFor } from '../../../../src/core/apply/paths.ts';

const said = (info: string, code = 'run();', before = ''): string => {
  const { paths, isSure } = namingOf({ info, code, before: before === '' ? [] : [before], isCut: false });
  return paths.length === 0 ? '' : `${paths.join(', ')}${isSure ? '' : '?'}`;
};

describe('the file that code is for', () => {
  const infos: readonly (readonly [info: string, path: string])[] = [
    ['ts src/a.ts', 'src/a.ts'],
    ['ts:src/a.ts', 'src/a.ts'],
    ['src/a.ts', 'src/a.ts'],
    ['a.ts', 'a.ts'],
    ['12:20:src/a.ts', 'src/a.ts'],
    ['ts title="src/my file.ts"', 'src/my file.ts'],
    ['ts {file: "src/a.ts"}', 'src/a.ts'],
    ['ts filename=src/a.ts', 'src/a.ts'],
    ['Dockerfile', ''],
    ['ts', ''],
    ['', ''],
    ['c++', ''],
    ['asp.net', ''],
  ];
  for (const [info, path] of infos) {
    it(`is "${path}" for the fence "${info}"`, () => {
      assert.equal(said(info), path);
    });
  }

  const sentences: readonly (readonly [before: string, path: string])[] = [
    ['In `src/a.ts`:', 'src/a.ts'],
    ['**src/a.ts**', 'src/a.ts'],
    ['### 2. Update `src/a.ts`', 'src/a.ts'],
    ['src/a.ts:', 'src/a.ts'],
    ['Here is the complete file `src/a.ts`:', 'src/a.ts'],
    ['Create a new file `src/a.ts`:', 'src/a.ts?'],
    ['Now `src/a.ts` calls it, so change it:', 'src/a.ts?'],
    ['It is used in `src/a.ts` and `src/b.ts`:', 'src/a.ts, src/b.ts?'],
    ['First text of `src/b.ts`.\nNow src/a.ts:', 'src/a.ts'],
    ['With Node.js you write:', ''],
    ['See https://example.com/a/b.html for more:', ''],
    ['For example, e.g. this:', ''],
    ['In `src/style.css`:', ''],
  ];
  for (const [before, path] of sentences) {
    it(`is "${path}" below "${before.replaceAll('\n', ' ')}"`, () => {
      assert.equal(said('ts', 'run();', before), path);
    });
  }

  const comments: readonly (readonly [line: string, path: string])[] = [
    ['// src/a.ts', 'src/a.ts'],
    ['# tools/a.py', 'tools/a.py'],
    ['<!-- index.html -->', 'index.html'],
    ['/* src/a.css */', 'src/a.css'],
    ['// File: src/a.ts (updated)', 'src/a.ts'],
    ['// see a.ts for more', ''],
    ['// console.log', ''],
    ['#include "a.h"', ''],
  ];
  for (const [line, path] of comments) {
    it(`is "${path}" where the first line is "${line}"`, () => {
      assert.equal(said('', `${line}\nrun();`), path);
    });
  }

  it('is found by the end of its path, and is not sure where it has folders more', () => {
    const paths = ['src/a.ts', 'src/b/a.ts', 'lib/c.ts'];
    assert.deepEqual(candidatesFor('src/a.ts', paths), { paths: ['src/a.ts'], isLoose: false });
    assert.deepEqual(candidatesFor('./c.ts', paths), { paths: ['lib/c.ts'], isLoose: false });
    assert.deepEqual(candidatesFor('a.ts', paths), { paths: ['src/a.ts', 'src/b/a.ts'], isLoose: false });
    assert.deepEqual(candidatesFor('shop/lib/c.ts', paths), { paths: ['lib/c.ts'], isLoose: true });
    assert.deepEqual(candidatesFor('d.ts', paths), { paths: [], isLoose: false });
  });
});
