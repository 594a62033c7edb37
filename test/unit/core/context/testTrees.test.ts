import assert from 'node:assert/strict';
import { frameworkFor } from '../../../../src/core/context/tests/frameworks.ts';
import { testedBy, testFileFor } from '../../../../src/core/context/tests/testFile.ts';

/** What a project shows, its files, and sources with where their tests belong. `framework`: what its manifests name. */
interface Tree {
  readonly what: string;
  readonly files: string;
  readonly framework?: string;
  readonly tests: Readonly<Record<string, string>>;
}

const trees: readonly Tree[] = [
  // TypeScript and JavaScript
  {
    what: 'packages of which each has its own folder of tests',
    files: 'package.json packages/a/package.json packages/a/src/price.ts packages/a/test/price.test.ts packages/b/package.json packages/b/src/cart.ts packages/b/src/pay/card.ts',
    tests: { 'packages/b/src/cart.ts': 'packages/b/test/cart.test.ts', 'packages/b/src/pay/card.ts': 'packages/b/test/pay/card.test.ts' },
  },
  {
    what: 'packages with tests that bear the name of no file',
    files: 'package.json packages/a/package.json packages/a/src/price.ts packages/a/tests/smoke.spec.ts packages/b/package.json packages/b/src/cart.ts',
    tests: { 'packages/b/src/cart.ts': 'packages/b/tests/cart.spec.ts', 'packages/a/src/price.ts': 'packages/a/tests/price.spec.ts' },
  },
  {
    what: 'a tree of tests that bear the names of no files',
    files: 'package.json src/core/cart.ts src/web/page.ts test/core/adding.test.ts test/web/showing.test.ts',
    tests: { 'src/web/page.ts': 'test/web/page.test.ts', 'src/core/cart.ts': 'test/core/cart.test.ts' },
  },
  {
    what: 'files of the same name in several folders',
    files: 'package.json src/a/index.ts src/a/index.test.ts src/b/index.ts',
    tests: { 'src/a/index.ts': 'src/a/index.test.ts', 'src/b/index.ts': 'src/b/index.test.ts' },
  },
  {
    what: 'a tree of tests with files of the same name',
    files: 'package.json src/core/cart.ts src/web/cart.ts test/unit/core/cart.test.ts',
    tests: { 'src/core/cart.ts': 'test/unit/core/cart.test.ts', 'src/web/cart.ts': 'test/unit/web/cart.test.ts' },
  },
  {
    what: 'tests through the browser beside unit tests',
    files: 'package.json e2e/cart.spec.ts src/cart.ts src/price.ts src/deep/down/rate.ts src/deep/down/rate.test.ts',
    tests: { 'src/price.ts': 'src/price.test.ts', 'src/cart.ts': 'src/cart.test.ts' },
  },
  {
    what: 'tests through the browser alone',
    files: 'package.json cypress/e2e/login.cy.ts src/cart.ts',
    tests: { 'src/cart.ts': 'src/cart.test.ts' },
  },
  {
    what: 'Angular, without any test yet',
    files: 'angular.json package.json src/app/cart/cart.service.ts',
    framework: 'jest',
    tests: { 'src/app/cart/cart.service.ts': 'src/app/cart/cart.service.spec.ts' },
  },
  {
    what: 'Mocha, without any test yet',
    files: 'package.json lib/cart.js',
    framework: 'mocha',
    tests: { 'lib/cart.js': 'test/cart.test.js' },
  },
  {
    what: 'Deno, without any test yet',
    files: 'deno.json src/cart.ts',
    framework: 'Deno test',
    tests: { 'src/cart.ts': 'src/cart_test.ts' },
  },
  {
    what: 'a folder of tests with a helper alone',
    files: 'package.json src/cart.js test/helpers.js',
    framework: 'node:test',
    tests: { 'src/cart.js': 'test/cart.test.js' },
  },
  {
    what: 'a helper that is named as a test',
    files: 'package.json src/cart.tsx src/test-utils.tsx src/price.ts src/price.spec.ts',
    tests: { 'src/cart.tsx': 'src/cart.spec.tsx' },
  },
  {
    what: 'Jest beside React components, hooks among them',
    files: 'package.json src/components/Cart/Cart.tsx src/components/Price/Price.tsx src/components/Price/Price.test.tsx src/hooks/useCart.ts',
    tests: { 'src/components/Cart/Cart.tsx': 'src/components/Cart/Cart.test.tsx', 'src/hooks/useCart.ts': 'src/hooks/useCart.test.ts' },
  },
  {
    what: '__tests__ at the root, which mirrors',
    files: 'package.json __tests__/lib/price.test.js lib/price.js lib/cart.js app/page.js',
    tests: { 'lib/cart.js': '__tests__/lib/cart.test.js', 'app/page.js': '__tests__/app/page.test.js' },
  },
  {
    what: 'components of Vue',
    files: 'package.json src/components/Cart.vue src/components/Price.vue src/components/__tests__/Price.spec.ts',
    framework: 'vitest',
    tests: { 'src/components/Cart.vue': 'src/components/__tests__/Cart.spec.ts' },
  },
  {
    what: 'files that only play tests for the tests',
    files: 'package.json src/cart.ts src/rate.ts test/fixtures/cart.spec.ts src/rate.test.ts',
    tests: { 'src/cart.ts': 'src/cart.test.ts' },
  },
  // Python
  {
    what: 'Python tests beside the code',
    files: 'pyproject.toml shop/cart.py shop/price.py shop/test_price.py',
    tests: { 'shop/cart.py': 'shop/test_cart.py' },
  },
  {
    what: 'Python tests beside the code in a folder without a manifest',
    files: 'package.json python/sort.py python/find.py python/find_test.py',
    tests: { 'python/sort.py': 'python/sort_test.py' },
  },
  {
    what: 'Python tests in the package',
    files: 'setup.py shop/__init__.py shop/cart.py shop/price.py shop/tests/__init__.py shop/tests/test_price.py shop/pay/card.py',
    tests: { 'shop/cart.py': 'shop/tests/test_cart.py' },
  },
  {
    what: 'a tests folder in the package, still empty',
    files: 'setup.py shop/__init__.py shop/cart.py shop/tests/__init__.py',
    tests: { 'shop/cart.py': 'shop/tests/test_cart.py' },
  },
  {
    what: 'a test folder with conftest alone',
    files: 'pyproject.toml src/shop/cart.py test/conftest.py',
    tests: { 'src/shop/cart.py': 'test/test_cart.py' },
  },
  {
    what: 'unit and integration tests of Python apart',
    files: 'pyproject.toml src/shop/cart.py src/shop/price.py src/shop/pay/card.py tests/integration/test_api.py tests/unit/test_price.py',
    tests: { 'src/shop/cart.py': 'tests/unit/test_cart.py', 'src/shop/pay/card.py': 'tests/unit/pay/test_card.py' },
  },
  {
    what: 'a mirrored tree of Python tests',
    files: 'pyproject.toml shop/pay/card.py shop/stock/item.py tests/pay/test_card.py',
    tests: { 'shop/stock/item.py': 'tests/stock/test_item.py' },
  },
  {
    what: 'a mirrored tree with the name of the package',
    files: 'pyproject.toml shop/cart.py shop/pay/card.py tests/shop/test_cart.py',
    tests: { 'shop/pay/card.py': 'tests/shop/pay/test_card.py' },
  },
  {
    what: 'services of a monorepo, the one with tests',
    files: 'services/a/pyproject.toml services/a/app/price.py services/a/tests/test_price.py services/b/pyproject.toml services/b/app/cart.py',
    tests: { 'services/b/app/cart.py': 'services/b/tests/test_cart.py' },
  },
  {
    what: 'a service without any tests, in its own folder',
    files: 'package.json services/b/pyproject.toml services/b/app/cart.py',
    tests: { 'services/b/app/cart.py': 'services/b/tests/test_cart.py' },
  },
  {
    what: 'Django, with its tests.py',
    files: 'manage.py requirements.txt shop/models.py shop/tests.py blog/models.py',
    tests: { 'shop/models.py': 'shop/tests.py', 'blog/models.py': 'blog/tests.py' },
  },
  {
    what: 'Django, without any',
    files: 'manage.py shop/models.py',
    tests: { 'shop/models.py': 'shop/tests.py' },
  },
  {
    what: 'Django, with models in several apps',
    files: 'manage.py shop/models.py shop/tests/__init__.py shop/tests/test_models.py blog/models.py blog/tests/__init__.py',
    tests: { 'blog/models.py': 'blog/tests/test_models.py' },
  },
  // Go and Rust
  {
    what: 'Go, with tests of a whole program apart',
    files: 'go.mod cmd/shop/main.go internal/cart/cart.go test/e2e/shop_test.go',
    tests: { 'internal/cart/cart.go': 'internal/cart/cart_test.go' },
  },
  {
    what: 'a crate without tests: Rust has them in the file',
    files: 'Cargo.toml src/lib.rs src/cart.rs',
    tests: { 'src/cart.rs': 'src/cart.rs' },
  },
  {
    what: 'a program in Rust, which tests cannot import',
    files: 'Cargo.toml src/main.rs src/cart.rs tests/cli.rs',
    tests: { 'src/cart.rs': 'src/cart.rs' },
  },
  {
    what: 'a module of tests in Rust',
    files: 'Cargo.toml src/lib.rs src/cart/mod.rs src/cart/tests.rs',
    tests: { 'src/cart/mod.rs': 'src/cart/tests.rs' },
  },
  {
    what: 'crates of a workspace',
    files: 'Cargo.toml crates/a/Cargo.toml crates/a/src/lib.rs crates/a/tests/api.rs crates/b/Cargo.toml crates/b/src/lib.rs',
    tests: { 'crates/a/src/pay/mod.rs': 'crates/a/tests/pay.rs', 'crates/b/src/lib.rs': 'crates/b/src/lib.rs' },
  },
  // Java and Kotlin
  {
    what: 'modules of Maven, the one with tests',
    files: 'pom.xml a/pom.xml a/src/main/java/shop/Price.java a/src/test/java/shop/PriceTests.java b/pom.xml b/src/main/java/pay/Card.java',
    tests: { 'b/src/main/java/pay/Card.java': 'b/src/test/java/pay/CardTests.java' },
  },
  {
    what: 'an Android app, with tests on the device and without',
    files: 'app/build.gradle.kts app/src/main/java/a/Cart.kt app/src/androidTest/java/a/ExampleInstrumentedTest.kt app/src/test/java/a/ExampleUnitTest.kt',
    tests: { 'app/src/main/java/a/Cart.kt': 'app/src/test/java/a/CartTest.kt' },
  },
  {
    what: 'Kotlin for several platforms',
    files: 'build.gradle.kts src/commonMain/kotlin/a/Cart.kt',
    tests: { 'src/commonMain/kotlin/a/Cart.kt': 'src/commonTest/kotlin/a/CartTest.kt' },
  },
  {
    what: 'Java without a build tool',
    files: 'src/shop/Cart.java',
    tests: { 'src/shop/Cart.java': 'test/shop/CartTest.java' },
  },
  // C#
  {
    what: 'a project of tests in C#, still empty',
    files: 'Shop.sln src/Shop/Shop.csproj src/Shop/Orders/Cart.cs tests/Shop.Tests/Shop.Tests.csproj',
    tests: { 'src/Shop/Orders/Cart.cs': 'tests/Shop.Tests/Orders/CartTests.cs' },
  },
  {
    what: 'projects of C# that each have their tests',
    files: 'src/Shop/Shop.csproj src/Shop/Cart.cs src/Pay/Pay.csproj src/Pay/Card.cs tests/Shop.UnitTests/Shop.UnitTests.csproj tests/Shop.UnitTests/CartTests.cs tests/Pay.UnitTests/Pay.UnitTests.csproj',
    tests: { 'src/Pay/Card.cs': 'tests/Pay.UnitTests/CardTests.cs' },
  },
  {
    what: 'C# without tests: not into the program',
    files: 'src/Shop/Shop.csproj src/Shop/Cart.cs',
    tests: { 'src/Shop/Cart.cs': 'src/Shop.Tests/CartTests.cs' },
  },
  // Ruby
  {
    what: 'Rails with RSpec, whose helper alone is there',
    files: 'Gemfile .rspec app/models/cart.rb spec/rails_helper.rb',
    framework: 'RSpec',
    tests: { 'app/models/cart.rb': 'spec/models/cart_spec.rb' },
  },
  {
    what: 'Rails with its own tests, still empty',
    files: 'Gemfile app/models/cart.rb test/test_helper.rb',
    framework: 'Minitest',
    tests: { 'app/models/cart.rb': 'test/models/cart_test.rb' },
  },
  {
    what: 'Rails with tests through the browser and of requests',
    files: 'Gemfile app/models/cart.rb app/models/price.rb spec/system/shop_spec.rb spec/models/price_spec.rb',
    tests: { 'app/models/cart.rb': 'spec/models/cart_spec.rb' },
  },
  // PHP
  {
    what: 'Laravel as it begins',
    files: 'composer.json artisan app/Models/Cart.php tests/Feature/ExampleTest.php tests/Unit/ExampleTest.php tests/TestCase.php',
    tests: { 'app/Models/Cart.php': 'tests/Unit/CartTest.php' },
  },
  {
    what: 'Laravel with unit tests by folder',
    files: 'composer.json app/Models/Cart.php app/Models/Price.php app/Services/Pay.php tests/Unit/Models/PriceTest.php',
    tests: { 'app/Models/Cart.php': 'tests/Unit/Models/CartTest.php', 'app/Services/Pay.php': 'tests/Unit/Services/PayTest.php' },
  },
  {
    what: 'PHP without tests',
    files: 'composer.json src/Shop/Cart.php',
    tests: { 'src/Shop/Cart.php': 'tests/Shop/CartTest.php' },
  },
  // Others
  {
    what: 'a package of Dart',
    files: 'pubspec.yaml lib/src/cart.dart',
    tests: { 'lib/src/cart.dart': 'test/src/cart_test.dart' },
  },
  {
    what: 'a package of Swift',
    files: 'Package.swift Sources/Shop/Cart.swift',
    tests: { 'Sources/Shop/Cart.swift': 'Tests/ShopTests/CartTests.swift' },
  },
];

describe('in trees as projects have them', () => {
  for (const { what, files, framework, tests } of trees) {
    const paths = files.split(' ');
    for (const [source, expected] of Object.entries(tests)) {
      it(`${what}: ${source} has its tests in ${expected}`, () => {
        assert.deepEqual(testFileFor(source, paths, framework), { path: expected, exists: paths.includes(expected) });
        // In whatever order the files are listed.
        assert.equal(testFileFor(source, paths.toReversed(), framework).path, expected);
      });
    }
  }

  it('a test belongs to the file whose folders are its own', () => {
    const paths = ['src/core/cart.ts', 'src/cart.ts', 'test/core/cart.test.ts'];
    assert.equal(testedBy('test/core/cart.test.ts', paths), 'src/core/cart.ts');
  });

  it('the nearest manifest names the framework', () => {
    const manifests = { 'package.json': '{"devDependencies":{"vitest":"3"}}', 'packages/a/package.json': '{"devDependencies":{"jest":"29"}}', 'packages/package.json': '{}' };
    assert.equal(frameworkFor('typescript', manifests, '').name, 'jest');
    assert.equal(frameworkFor('ruby', { Gemfile: '', '.rspec': '--color' }, '').name, 'RSpec');
  });
});
