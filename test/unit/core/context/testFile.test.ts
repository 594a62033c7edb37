import assert from 'node:assert/strict';
import { frameworkFor } from '../../../../src/core/context/tests/frameworks.ts';
import { isTestPath } from '../../../../src/core/context/tests/naming.ts';
import { importPathOf, testFileFor } from '../../../../src/core/context/tests/testFile.ts';

describe('the test file of a source', () => {
  const cases: readonly (readonly [string, string, readonly string[], string])[] = [
    ['is the one of its name', 'src/cart.ts', ['test/cart.spec.ts', 'src/a.test.ts'], 'test/cart.spec.ts'],
    ['is named as the neighbours are', 'src/cart.ts', ['src/a.ts', 'src/a.spec.ts'], 'src/cart.spec.ts'],
    ['stands beside it where nothing tells', 'src/cart.ts', ['src/a.ts'], 'src/cart.test.ts'],
    ['goes to __tests__ as those do', 'src/b/cart.ts', ['src/a/x.ts', 'src/a/__tests__/x.test.ts'], 'src/b/__tests__/cart.test.ts'],
    ['goes to a tree that mirrors the sources', 'src/core/b/cart.ts', ['src/core/x.ts', 'test/unit/core/x.test.ts'], 'test/unit/core/b/cart.test.ts'],
    ['is in tests for Python', 'python/sort.py', ['python/a.py'], 'tests/test_sort.py'],
    ['is named as the Python neighbours are', 'shop/sort.py', ['tests/a_test.py', 'shop/a.py'], 'tests/sort_test.py'],
    ['is beside it for Go', 'go/main.go', [], 'go/main_test.go'],
    ['is in the tree of tests for Java', 'app/src/main/java/a/Cart.java', [], 'app/src/test/java/a/CartTest.java'],
    ['is in tests for Rust where tests are there', 'crates/a/src/lib.rs', ['crates/a/Cargo.toml', 'crates/a/tests/api.rs'], 'crates/a/tests/lib.rs'],
    ['is a spec for Ruby', 'lib/cart.rb', [], 'spec/cart_spec.rb'],
    ['goes by no test of another language', 'src/cart.ts', ['tests/test_x.py', 'x.py'], 'src/cart.test.ts'],
    ['keeps the extension of TSX', 'src/View.tsx', [], 'src/View.test.tsx'],
  ];
  for (const [what, source, paths, expected] of cases) {
    it(what, () => {
      assert.deepEqual(testFileFor(source, [source, ...paths]), { path: expected, exists: paths.includes(expected) });
    });
  }

  it('is told from sources by its name or folder', () => {
    for (const path of ['a.test.ts', 'a_test.go', 'test_a.py', 'CartTest.java', 'CartTests.cs', 'a_spec.rb', 'tests/it.rs', 'app/src/test/java/a/Base.java', 'src/b/__tests__/cart.ts', 'crates/a/tests/it.rs', 'test/unit/src/a.ts']) {
      assert.ok(isTestPath(path), path);
    }
    for (const path of ['a.ts', 'latest.ts', 'contest.py', 'tests/conftest.py', 'tests/__init__.py', 'src/testing.go', 'src/main/java/com/acme/test/Foo.java', 'app/src/main/kotlin/a/spec/Foo.kt', 'src/core/test/runner.ts', 'internal/test/http.go']) {
      assert.ok(!isTestPath(path), path);
    }
  });

  it('imports the source by a path of its own', () => {
    assert.equal(importPathOf('src/cart.ts', 'src/cart.test.ts', true), './cart.ts');
    assert.equal(importPathOf('src/core/cart.ts', 'test/unit/core/cart.test.ts', false), '../../../src/core/cart');
  });
});

describe('the test framework', () => {
  const cases: readonly (readonly [string, string, Record<string, string>, string, string])[] = [
    ['vitest by package.json', 'typescript', { 'package.json': '{"devDependencies":{"vitest":"^3"}}' }, '', 'vitest'],
    ['jest by package.json', 'javascript', { 'package.json': '{"devDependencies":{"ts-jest":"1"}}' }, '', 'jest'],
    ['mocha by package.json', 'typescriptreact', { 'package.json': '{"devDependencies":{"mocha":"1"}}' }, '', 'mocha'],
    ['what a neighbour uses, before what the manifest says', 'typescript', { 'package.json': '{"devDependencies":{"vitest":"^3"}}' }, "import { test } from 'node:test';", 'node:test'],
    ['node:test where nothing tells', 'typescript', { 'package.json': '{}' }, '', 'node:test'],
    ['pytest by pyproject', 'python', { 'pyproject.toml': '[tool.pytest.ini_options]' }, '', 'pytest'],
    ['unittest where nothing tells', 'python', {}, '', 'unittest'],
    ['unittest by a neighbour', 'python', { 'pyproject.toml': 'pytest' }, 'import unittest\nclass A(unittest.TestCase): pass', 'unittest'],
    ['go test', 'go', { 'go.mod': 'module x' }, '', 'go test'],
    ['testify', 'go', { 'go.mod': 'require github.com/stretchr/testify v1' }, '', 'go test with testify'],
    ['cargo test', 'rust', { 'Cargo.toml': '' }, '', 'cargo test'],
    ['JUnit 5 by Gradle', 'java', { 'build.gradle': 'useJUnitPlatform()' }, '', 'JUnit 5'],
    ['JUnit 4 by Maven', 'java', { 'pom.xml': '<artifactId>junit</artifactId>' }, '', 'JUnit 4'],
    ['NUnit by a project file', 'csharp', { 'a.csproj': '<PackageReference Include="NUnit" />' }, '', 'NUnit'],
    ['xUnit where nothing tells', 'csharp', {}, '', 'xUnit'],
    ['RSpec', 'ruby', { Gemfile: "gem 'rspec'" }, '', 'RSpec'],
    ['a word for unknown languages', 'cobol', {}, '', 'the usual one of the language'],
  ];
  for (const [what, language, manifests, example, expected] of cases) {
    it(`is ${what}`, () => {
      assert.equal(frameworkFor(language, manifests, example).name, expected);
    });
  }
});
