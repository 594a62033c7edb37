/** A test framework, as the model is told it, with how its files are named and placed. */
export interface TestFramework {
  readonly name: string;
  /** What a model often gets wrong of it; empty for nothing. */
  readonly hint: string;
}

/** Files that tell the framework, by path, with their text; those that are missing are left out. */
export type Manifests = Readonly<Record<string, string>>;

/** Names of the manifests that are looked at, beside a `*.csproj` and the like. */
export const manifestNames = [
  'package.json', 'deno.json', 'pyproject.toml', 'setup.py', 'setup.cfg', 'pytest.ini', 'tox.ini', 'requirements.txt', 'requirements-dev.txt',
  'go.mod', 'Cargo.toml', 'pom.xml', 'build.gradle', 'build.gradle.kts', 'Gemfile', '.rspec', 'composer.json', 'pubspec.yaml', 'mix.exs', 'CMakeLists.txt', 'Package.swift',
] as const;

/** Whether a file's name is that of a manifest that tells the framework. */
export function isManifest(name: string): boolean {
  return (manifestNames as readonly string[]).includes(name) || /\.(?:cs|fs|vb)proj$/.test(name);
}

/**
 * The framework that a project tests with: what a neighbouring test uses wins over what the manifests name, the deepest of which
 * wins, and over the language's own. `example` is the text of a test nearby, empty when there is none.
 */
export function frameworkFor(language: string, manifests: Manifests, example: string): TestFramework {
  const deepestFirst = Object.entries(manifests).toSorted(([a], [b]) => b.split('/').length - a.split('/').length);
  for (const [languages, candidates] of families) {
    if (languages.test(language)) {
      return (
        candidates.find(({ inTest }) => inTest.test(example)) ??
        deepestFirst.map((manifest) => candidates.find(({ inManifest }) => inManifest.test(manifest.join('\n')))).find((found) => found !== undefined) ??
        candidates.at(-1) ?? { name: 'the usual one of the language', hint: '' }
      );
    }
  }
  return { name: 'the usual one of the language', hint: '' };
}

interface Candidate extends TestFramework {
  /** In a test of it. */
  readonly inTest: RegExp;
  /** In a manifest of a project that has it. */
  readonly inManifest: RegExp;
}

const candidate = (name: string, inTest: RegExp, inManifest: RegExp, hint = ''): Candidate => ({ name, hint, inTest, inManifest });

// The last of a family is what is taken where nothing tells.
const families: readonly (readonly [RegExp, readonly Candidate[]])[] = [
  [
    /^(?:typescript|javascript)(?:react)?$|^(?:vue|svelte)$/,
    [
      candidate('vitest', /from ['"]vitest['"]/, /"vitest"\s*:/, 'import describe, it and expect from "vitest"'),
      candidate('bun test', /from ['"]bun:test['"]/, /"(?:bun-types|@types\/bun)"\s*:|\bbun test\b/, 'import from "bun:test"'),
      candidate('jest', /from ['"]@jest\/globals['"]|\bjest\./, /"(?:jest|ts-jest|@jest\/globals|react-scripts)"\s*:/, 'describe, it and expect are global'),
      candidate('mocha', /from ['"](?:mocha|chai)['"]|require\(['"]chai['"]\)/, /"mocha"\s*:/, 'describe and it are global; assert with what the project has, else node:assert/strict'),
      candidate('ava', /from ['"]ava['"]/, /"ava"\s*:/),
      candidate('Deno test', /\bDeno\.test\(/, /"(?:jsr:)?@std\/assert|deno test/),
      candidate('node:test', /['"]node:test['"]/, /node --test|tsx --test/, 'import { describe, it } from "node:test" and assert from "node:assert/strict"'),
    ],
  ],
  [
    /^python$/,
    [
      candidate('pytest', /\bimport pytest\b|^def test_/m, /\bpytest\b/, 'plain functions and assert'),
      candidate('unittest', /\bimport unittest\b|unittest\.TestCase/, /\bunittest\b/, 'classes derived from unittest.TestCase'),
    ],
  ],
  [
    /^go$/,
    [
      candidate('go test with testify', /stretchr\/testify/, /stretchr\/testify/),
      candidate('go test', /\btesting\.T\b/, /(?!)/, 'package testing, table-driven where there are several cases; the same package clause as the tested file'),
    ],
  ],
  [/^rust$/, [candidate('cargo test', /#\[test\]/, /(?!)/, '#[test] functions; in the file of the code a module with #[cfg(test)] and use super::*; in tests/ the crate by its name')]],
  [
    /^(?:java|kotlin|groovy)$/,
    [
      candidate('TestNG', /org\.testng/, /org\.testng|testng/),
      candidate('JUnit 5', /org\.junit\.jupiter/, /junit-jupiter|org\.junit\.jupiter|useJUnitPlatform/, 'org.junit.jupiter.api'),
      candidate('kotlin.test', /kotlin\.test/, /kotlin-test|kotlin\("test"\)/),
      candidate('JUnit 4', /org\.junit\.Test\b/, /\bjunit:junit\b|<artifactId>junit<\/artifactId>/, 'org.junit.Test and org.junit.Assert'),
      candidate('JUnit 5', /(?!)/, /(?!)/, 'org.junit.jupiter.api'),
    ],
  ],
  [
    /^(?:csharp|fsharp|vb)$/,
    [
      candidate('NUnit', /\busing NUnit\b|\[TestFixture\]/, /"NUnit"/i),
      candidate('MSTest', /\[TestMethod\]/, /"MSTest|Microsoft\.VisualStudio\.TestTools/i),
      candidate('xUnit', /\busing Xunit\b|\[Fact\]/, /"xunit/i, '[Fact] and [Theory]'),
    ],
  ],
  [/^ruby$/, [candidate('RSpec', /RSpec\.describe|\bdescribe\b.*\bdo\b/, /\brspec\b/), candidate('Minitest', /Minitest/, /minitest/i)]],
  [/^php$/, [candidate('Pest', /^(?:it|test)\(/m, /pestphp\/pest/), candidate('PHPUnit', /PHPUnit/, /phpunit\/phpunit/)]],
  [/^dart$/, [candidate('package:test', /package:(?:flutter_)?test/, /(?:flutter_)?test:/)]],
  [/^elixir$/, [candidate('ExUnit', /ExUnit\.Case/, /(?!)/)]],
  [/^swift$/, [candidate('Swift Testing', /\bimport Testing\b/, /(?!)/), candidate('XCTest', /\bimport XCTest\b/, /(?!)/)]],
  [
    /^(?:c|cpp)$/,
    [
      candidate('Catch2', /catch2\//, /Catch2/i),
      candidate('doctest', /doctest/, /doctest/i),
      candidate('GoogleTest', /gtest\/gtest\.h/, /gtest|googletest/i),
    ],
  ],
];
