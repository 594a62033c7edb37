import assert from 'node:assert/strict';
import { frameworkFor, isManifest } from '../../../../src/core/context/tests/frameworks.ts';
import { holdsTests } from '../../../../src/core/context/tests/holdsTests.ts';
import { isTestName } from '../../../../src/core/context/tests/naming.ts';
import { testedBy, testFileFor } from '../../../../src/core/context/tests/testFile.ts';

/** A project as people have it: its files, the code to test, and where its tests belong. `tested`: the code of the test that is there. */
interface Project {
  readonly framework: string;
  readonly language: string;
  readonly files: Readonly<Record<string, string>>;
  readonly source: string;
  readonly expected: string;
  readonly tested?: string;
}

const projects: readonly Project[] = [
  {
    framework: 'vitest',
    language: 'typescript',
    files: {
      'package.json': '{ "scripts": { "test": "vitest run" }, "devDependencies": { "vitest": "^3.2.0", "jest": "^29" } }',
      'src/cart.ts': '',
      'src/price.ts': '',
      'src/price.test.ts': "import { expect, it } from 'vitest';\nimport { price } from './price';\n\nit('is in cents', () => {\n  expect(price(1)).toBe(100);\n});\n",
    },
    source: 'src/cart.ts',
    expected: 'src/cart.test.ts',
    tested: 'src/price.ts',
  },
  {
    framework: 'jest',
    language: 'typescriptreact',
    files: {
      'package.json': '{ "devDependencies": { "jest": "^29", "ts-jest": "^29" } }',
      'src/components/Cart.tsx': '',
      'src/components/Price.tsx': '',
      'src/components/__tests__/Price.test.tsx': "import { render } from '@testing-library/react';\n\ndescribe('Price', () => {\n  it('shows', () => {\n    expect(render(<Price />)).toBeTruthy();\n  });\n});\n",
    },
    source: 'src/components/Cart.tsx',
    expected: 'src/components/__tests__/Cart.test.tsx',
    tested: 'src/components/Price.tsx',
  },
  {
    framework: 'mocha',
    language: 'javascript',
    files: {
      'package.json': '{ "scripts": { "test": "mocha" }, "devDependencies": { "mocha": "^11", "chai": "^4" } }',
      'lib/cart.js': '',
      'lib/price.js': '',
      'test/price.spec.js': "const { expect } = require('chai');\n\ndescribe('price', function () {\n  it('is in cents', function () {});\n});\n",
    },
    source: 'lib/cart.js',
    expected: 'test/cart.spec.js',
    tested: 'lib/price.js',
  },
  {
    framework: 'node:test',
    language: 'javascript',
    files: {
      'package.json': '{ "type": "module", "scripts": { "test": "node --test" } }',
      'cart.js': '',
      'price.js': '',
      'test/price.test.js': "import test from 'node:test';\n\ntest('is in cents', () => {});\n",
    },
    source: 'cart.js',
    expected: 'test/cart.test.js',
    tested: 'price.js',
  },
  {
    framework: 'pytest',
    language: 'python',
    files: {
      'pyproject.toml': '[project]\nname = "shop"\n\n[tool.pytest.ini_options]\ntestpaths = ["tests"]\n',
      'src/shop/cart.py': '',
      'src/shop/price.py': '',
      'tests/conftest.py': 'import pytest\n',
      'tests/test_price.py': 'from shop.price import price\n\n\ndef test_is_in_cents():\n    assert price(1) == 100\n',
    },
    source: 'src/shop/cart.py',
    expected: 'tests/test_cart.py',
    tested: 'src/shop/price.py',
  },
  {
    framework: 'unittest',
    language: 'python',
    files: {
      'shop/cart.py': '',
      'shop/price.py': '',
      'shop/test_price.py': 'import unittest\n\n\nclass PriceTest(unittest.TestCase):\n    def test_cents(self):\n        self.assertEqual(1, 1)\n',
    },
    source: 'shop/cart.py',
    expected: 'shop/test_cart.py',
    tested: 'shop/price.py',
  },
  {
    framework: 'go test with testify',
    language: 'go',
    files: {
      'go.mod': 'module shop\n\ngo 1.24\n\nrequire github.com/stretchr/testify v1.10.0\n',
      'internal/cart/cart.go': '',
      'internal/cart/price.go': '',
      'internal/cart/price_test.go': 'package cart\n\nimport (\n\t"testing"\n\n\t"github.com/stretchr/testify/assert"\n)\n\nfunc TestPrice(t *testing.T) {\n\tassert.Equal(t, 1, 1)\n}\n',
    },
    source: 'internal/cart/cart.go',
    expected: 'internal/cart/cart_test.go',
    tested: 'internal/cart/price.go',
  },
  {
    framework: 'go test',
    language: 'go',
    files: { 'go.mod': 'module shop\n', 'main.go': '' },
    source: 'main.go',
    expected: 'main_test.go',
  },
  {
    framework: 'cargo test',
    language: 'rust',
    files: {
      'Cargo.toml': '[package]\nname = "shop"\n',
      'src/cart.rs': '',
      'src/price.rs': '',
      'tests/price.rs': 'use shop::price;\n\n#[test]\nfn is_in_cents() {\n    assert_eq!(price::price(1), 100);\n}\n',
    },
    source: 'src/cart.rs',
    expected: 'tests/cart.rs',
    tested: 'src/price.rs',
  },
  {
    framework: 'JUnit 5',
    language: 'java',
    files: {
      'build.gradle': "dependencies { testImplementation 'org.junit.jupiter:junit-jupiter:5.11.0' }\ntest { useJUnitPlatform() }\n",
      'src/main/java/shop/Cart.java': '',
      'src/main/java/shop/Price.java': '',
      'src/test/java/shop/PriceTest.java': 'package shop;\n\nimport org.junit.jupiter.api.Test;\n\nclass PriceTest {\n    @Test\n    void isInCents() {\n    }\n}\n',
    },
    source: 'src/main/java/shop/Cart.java',
    expected: 'src/test/java/shop/CartTest.java',
    tested: 'src/main/java/shop/Price.java',
  },
  {
    framework: 'JUnit 4',
    language: 'java',
    files: {
      'pom.xml': '<dependency><groupId>junit</groupId><artifactId>junit</artifactId><version>4.13.2</version><scope>test</scope></dependency>',
      'src/main/java/shop/Cart.java': '',
    },
    source: 'src/main/java/shop/Cart.java',
    expected: 'src/test/java/shop/CartTest.java',
  },
  {
    framework: 'kotlin.test',
    language: 'kotlin',
    files: {
      'build.gradle.kts': 'dependencies {\n    testImplementation(kotlin("test"))\n}\n',
      'src/main/kotlin/shop/Cart.kt': '',
    },
    source: 'src/main/kotlin/shop/Cart.kt',
    expected: 'src/test/kotlin/shop/CartTest.kt',
  },
  {
    framework: 'RSpec',
    language: 'ruby',
    files: {
      Gemfile: "group :test do\n  gem 'rspec', '~> 3.13'\nend\n",
      'lib/shop/cart.rb': '',
      'lib/shop/price.rb': '',
      'spec/spec_helper.rb': 'RSpec.configure do |config|\nend\n',
      'spec/shop/price_spec.rb': "RSpec.describe Price do\n  it 'is in cents' do\n  end\nend\n",
    },
    source: 'lib/shop/cart.rb',
    expected: 'spec/shop/cart_spec.rb',
    tested: 'lib/shop/price.rb',
  },
  {
    framework: 'Minitest',
    language: 'ruby',
    files: {
      Gemfile: "gem 'minitest'\n",
      'lib/cart.rb': '',
      'lib/price.rb': '',
      'test/price_test.rb': "require 'minitest/autorun'\n\nclass PriceTest < Minitest::Test\n  def test_cents\n  end\nend\n",
    },
    source: 'lib/cart.rb',
    expected: 'test/cart_test.rb',
    tested: 'lib/price.rb',
  },
  {
    framework: 'PHPUnit',
    language: 'php',
    files: {
      'composer.json': '{ "require-dev": { "phpunit/phpunit": "^11" } }',
      'src/Shop/Cart.php': '',
      'src/Shop/Price.php': '',
      'tests/Shop/PriceTest.php': '<?php\n\nuse PHPUnit\\Framework\\TestCase;\n\nfinal class PriceTest extends TestCase\n{\n    public function testCents(): void {}\n}\n',
    },
    source: 'src/Shop/Cart.php',
    expected: 'tests/Shop/CartTest.php',
    tested: 'src/Shop/Price.php',
  },
  {
    framework: 'xUnit',
    language: 'csharp',
    files: {
      'Shop/Shop.csproj': '<Project Sdk="Microsoft.NET.Sdk" />',
      'Shop/Cart.cs': '',
      'Shop/Price.cs': '',
      'Shop.Tests/Shop.Tests.csproj': '<PackageReference Include="xunit" Version="2.9.0" />',
      'Shop.Tests/PriceTests.cs': 'using Xunit;\n\npublic class PriceTests\n{\n    [Fact]\n    public void IsInCents() { }\n}\n',
    },
    source: 'Shop/Cart.cs',
    expected: 'Shop.Tests/CartTests.cs',
    tested: 'Shop/Price.cs',
  },
  {
    framework: 'NUnit',
    language: 'csharp',
    files: {
      'Shop/Cart.cs': '',
      'Shop/Price.cs': '',
      'Shop.Tests/PriceTests.cs': 'using NUnit.Framework;\n\n[TestFixture]\npublic class PriceTests\n{\n    [Test]\n    public void IsInCents() { }\n}\n',
    },
    source: 'Shop/Cart.cs',
    expected: 'Shop.Tests/CartTests.cs',
    tested: 'Shop/Price.cs',
  },
];

describe('in the projects that people have, tests', () => {
  for (const { framework, language, files, source, expected, tested } of projects) {
    const paths = Object.keys(files);
    const named = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
    const test = paths.find((path) => !isManifest(named(path)) && (isTestName(path) || holdsTests(files[path] ?? '')));

    it(`go to ${expected}, for ${framework}`, () => {
      assert.deepEqual(testFileFor(source, paths), { path: expected, exists: false });
    });

    it(`are written for ${framework}, in ${language}`, () => {
      const manifests = Object.fromEntries(Object.entries(files).filter(([path]) => isManifest(named(path))));
      assert.equal(frameworkFor(language, manifests, files[test ?? ''] ?? '').name, framework);
    });

    if (test !== undefined) {
      it(`are known by what is in them, and by the code that they bear the name of: ${test}`, () => {
        assert.ok(holdsTests(files[test] ?? ''));
        assert.equal(testedBy(test, paths), tested);
      });
    }
  }
});

describe('a helper beside the tests', () => {
  const helpers: readonly (readonly [string, string])[] = [
    ['TypeScript', "import { it } from 'node:test';\n\n/** Runs the suite of a test. */\nexport function suite(name: string): string {\n  return name.trim();\n}\n"],
    ['Python', 'def make_cart():\n    return Cart(tests=3)\n'],
    ['Go', 'package shop\n\nfunc newTestCart() *Cart {\n\treturn &Cart{}\n}\n'],
    ['Ruby', 'module Helpers\n  def it_counts(items)\n    items.each do |item|\n    end\n  end\nend\n'],
    ['C#', 'public static class Carts\n{\n    public static Cart Tested() => new();\n}\n'],
  ];
  for (const [language, text] of helpers) {
    it(`is code as any other, in ${language}`, () => {
      assert.ok(!holdsTests(text));
    });
  }

  it('has its own test beside those that are there', () => {
    assert.equal(testFileFor('test/carts.ts', ['src/cart.ts', 'test/carts.ts', 'test/cart.test.ts']).path, 'test/carts.test.ts');
    assert.equal(testFileFor('tests/carts.py', ['shop/cart.py', 'tests/carts.py', 'tests/test_cart.py']).path, 'tests/test_carts.py');
  });
});
