// A process that runs test files in mocha and sends the counts to the one that started it.
// Arguments: mocha's configuration, and the built test files.
import { readFileSync } from 'node:fs';
import Mocha from 'mocha';

const [config = '', ...files] = process.argv.slice(2);
// The file is written as for mocha's command line, whose options the class takes in camel case.
const options = Object.entries(JSON.parse(readFileSync(config, 'utf8'))).map(([name, value]) => [
  name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase()),
  value,
]);
const mocha = new Mocha(Object.fromEntries(options));
for (const file of files) {
  mocha.addFile(file);
}
// test/e2e/driver/failurePictures.ts puts its listeners there.
const shared = /** @type {{ latheTestFailed?: Set<(title: string) => Promise<void>> }} */ (globalThis);
/** The tests that failed with a picture. @type {Set<import('mocha').Runnable>} */
const pictured = new Set();
/** A picture that cannot be taken must not hide why the test failed. @param {import('mocha').Runnable} test */
const takePictures = async (test) => {
  pictured.add(test);
  const title = test.fullTitle();
  await Promise.allSettled([...(shared.latheTestFailed ?? [])].map((take) => take(title)));
};
mocha.rootHooks({
  /** @this {import('mocha').Context} */
  beforeEach() {
    const test = this.currentTest;
    const { fn } = test ?? {};
    if (test && fn) {
      // In the moment of the failure, which a suite's own afterEach would tidy away.
      /** @this {import('mocha').Context} */
      test.fn = async function () {
        try {
          await /** @type {import('mocha').AsyncFunc} */ (fn).call(this);
        } catch (error) {
          await takePictures(test);
          throw error;
        }
      };
    }
  },
  /** @this {import('mocha').Context} */
  async afterEach() {
    // One that took too long has thrown nothing.
    if (this.currentTest?.state === 'failed' && !pictured.has(this.currentTest)) {
      await takePictures(this.currentTest);
    }
  },
});
await mocha.loadFilesAsync();
/** @type {string[]} */
const failures = [];
const runner = mocha.run((failed) => {
  const passed = runner.stats?.passes ?? 0;
  process.send?.({ passed, failed, failures });
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
  process.disconnect?.();
});
runner.on('fail', (test, /** @type {Error} */ error) => {
  failures.push(`${test.fullTitle()}\n      ${error.message.slice(0, 600).replaceAll('\n', '\n      ')}`);
});
