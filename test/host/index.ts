// The tests inside an extension host: VS Code calls `run`.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { inspect } from 'node:util';
import Mocha from 'mocha';
import { Report } from './report.ts';

/** In milliseconds. A test in a real editor waits for a window at times, but not for long. */
const testTimeout = 30_000;

/** The script outside prints; in here nobody would see it. */
class Silent extends Mocha.reporters.Base {}

/**
 * Runs every *.test.js beside this file, or those with LATHE_ONLY in their names. With an address in LATHE_RESULTS the outcome of each goes there, where a script
 * waits for it; without, it is printed. Rejects when a test fails, and when there is none.
 */
export async function run(): Promise<void> {
  const address = process.env['LATHE_RESULTS'];
  const report = address === undefined ? undefined : new Report(address);
  let failures: number;
  try {
    failures = await runAll(report);
  } catch (error) {
    report?.add({ type: 'broken', reason: inspect(error) });
    throw error;
  } finally {
    report?.add({ type: 'end' });
    await report?.sent();
  }
  if (failures > 0) {
    throw new Error(`${failures} tests failed`);
  }
}

/** Resolves with the number of failures. */
async function runAll(report: Report | undefined): Promise<number> {
  const only = process.env['LATHE_ONLY'] ?? '';
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.test.js') && file.includes(only),
  );
  if (files.length === 0) {
    throw new Error(`There is no *.test.js in ${__dirname}`);
  }
  const mocha = new Mocha({ timeout: testTimeout, forbidOnly: true, reporter: report === undefined ? 'spec' : Silent });
  for (const file of files.sort()) {
    mocha.addFile(path.join(__dirname, file));
  }
  return new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.on('pass', (test) => report?.add({ type: 'passed', name: test.fullTitle(), ms: test.duration ?? 0 }));
    // The runner passes hooks that failed, too.
    runner.on('fail', (test, error) =>
      report?.add({ type: 'failed', name: test.fullTitle(), reason: failureText(error as unknown) }),
    );
    runner.on('pending', (test) => report?.add({ type: 'skipped', name: test.fullTitle() }));
  });
}

/** With the difference that an assertion carries, which its message only shortens. */
function failureText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : inspect(error);
}
