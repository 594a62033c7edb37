import assert from 'node:assert/strict';
import fc from 'fast-check';
import { codeInfo } from '../../../../src/webview/markdown/codeInfo.ts';
import { runs } from '../../fuzz.ts';

const rows: readonly (readonly [info: string, code: string, language: string, file: string])[] = [
  ['', '', '', ''],
  ['ts', 'let a', 'ts', ''],
  ['ts src/a.ts', '', 'ts', 'src/a.ts'],
  ['ts:src/a.ts', '', 'ts', 'src/a.ts'],
  ['src/a.ts', '', 'ts', 'src/a.ts'],
  ['cart.py', '', 'py', 'cart.py'],
  ['12:15:src/app/Todo.tsx', '', 'tsx', 'src/app/Todo.tsx'],
  ['ts title="src/my file.ts"', '', 'ts', ''],
  ['ts title="src/a.ts"', '', 'ts', 'src/a.ts'],
  ['ts {1,3} filename=src/a.ts', '', 'ts', 'src/a.ts'],
  ['python file=\'x/y.py\'', '', 'python', 'x/y.py'],
  ['js{1,3-4}', '', 'js{1,3-4}', ''],
  ['dockerfile Dockerfile', '', 'dockerfile', 'Dockerfile'],
  ['c++', '', 'c++', ''],
  ['ts', '// src/a.ts\nlet a', 'ts', 'src/a.ts'],
  ['py', '# File: x/y.py\nimport z', 'py', 'x/y.py'],
  ['html', '<!-- web/index.html -->\n<p>', 'html', 'web/index.html'],
  ['css', '/* a.css */\np {}', 'css', 'a.css'],
  ['sql', '-- db/a.sql\nselect', 'sql', 'db/a.sql'],
  ['ts', '// This sorts.\nlet a', 'ts', ''],
  ['ts', '// TODO\nlet a', 'ts', ''],
  ['ts', '// 1.5\nlet a', 'ts', ''],
  ['bash', '#!/bin/sh\nls', 'bash', ''],
  ['text', 'version 1.2.3', 'text', ''],
];

describe('What an answer says of its code', () => {
  for (const [info, code, language, file] of rows) {
    it(`${JSON.stringify(info)} before ${JSON.stringify(code)}`, () => {
      assert.deepEqual(codeInfo(info, code), { language, file });
    });
  }

  it('is read of anything without a throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (info, code) => {
        codeInfo(info, code);
      }),
      runs(),
    );
  });
});
