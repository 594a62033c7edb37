import assert from 'node:assert/strict';
import { identifiersIn } from '../../../../src/core/context/identifiers.ts';
import { importsOf } from '../../../../src/core/context/imports.ts';
import { isSecretFile } from '../../../../src/core/context/secretFiles.ts';

describe('names in a piece of code', () => {
  it('are types and calls first, each once, with their places; none of strings, comments and keywords', () => {
    const code = 'const sum = add(price, "Text") // Note\nreturn new Cart<Line>(sum, price);';
    const found = identifiersIn(code, 10);
    assert.deepEqual(found.map(({ name }) => name), ['add', 'Cart', 'Line', 'sum', 'price']);
    assert.ok(found.every(({ name, offset }) => code.startsWith(name, offset)));
    assert.deepEqual(identifiersIn(code, 2).map(({ name }) => name), ['add', 'Cart']);
  });
});

describe('imports of a file', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['typescript', "import { a,\n  b } from 'x';\nimport c from 'd';\n\nfoo();\nexport { e } from 'f';", "import { a,\n  b } from 'x';\nimport c from 'd';\nexport { e } from 'f';"],
    ['python', 'import os\nfrom a import (\n    b,\n)\nx = 1', 'import os\nfrom a import (\n    b,\n)'],
    ['go', 'package main\n\nimport (\n\t"fmt"\n)\n\nfunc main() {}', 'package main\nimport (\n\t"fmt"\n)'],
    ['rust', 'use a::{\n  b,\n};\nfn main() {}', 'use a::{\n  b,\n};'],
    ['cpp', '#include <x>\r\n#pragma once\r\nint a;', '#include <x>'],
    ['markdown', 'import this', ''],
  ];
  for (const [language, text, expected] of cases) {
    it(`are found in ${language}`, () => {
      assert.equal(importsOf(text, language), expected);
    });
  }
});

describe('files that hold secrets', () => {
  for (const path of ['.env', 'a/.env.local', 'prod.env', 'config/secrets.yml', 'id_rsa', '.ssh/config', 'server.KEY', '.npmrc', 'a\\.aws\\x.txt', 'credentials.json', 'x.tfvars',
    '.envrc', '.env-prod', 'app.env.local', 'client_secret.json', 'clientSecret.json', 'credentials-prod.json', 'my-secrets.yml', 'kubeconfig', 'local.settings.json', 'secrets', 'api_keys.txt', 'apiKeys.json', 'secrets.sh',
  ]) {
    it(`are known: ${path}`, () => {
      assert.ok(isSecretFile(path));
    });
  }
  it('are no others', () => {
    for (const path of ['src/environment.ts', 'keys.ts', 'secret_santa.py', 'monkey.go', 'src/credentialsForm.tsx', 'secretFiles.ts', 'credentials.py', 'api_keys.go', 'docs/secrets.md', 'secretary.json', 'environment.json', 'settings.json']) {
      assert.ok(!isSecretFile(path), path);
    }
  });
});
