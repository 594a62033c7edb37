// npm test: every stage in order (those that share nothing side by side), each to its end even when one before has failed, and the sum on the last line.
// `node scripts/test.mjs <stage>... [--only <part of a test file's name>]` runs those stages and what they need.
import { parseArgs } from 'node:util';
import { runMain } from './runMain.mjs';
import { stages, together } from './stages/stages.mjs';

await runMain(async () => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { only: { type: 'string', default: '' } } });
  const unknown = positionals.find((name) => !stages.has(name));
  if (unknown !== undefined) {
    throw new Error(`There is no stage "${unknown}", only ${[...stages.keys()].join(', ')}.`);
  }
  const named = positionals.length > 0 ? positionals : [...stages.keys()];
  const wanted = new Set(named.flatMap((name) => [...(stages.get(name)?.needs ?? []), name]));

  let passed = 0;
  /** What failed, by name. @type {string[]} */
  const failures = [];
  /** @type {Set<string>} */
  const broken = new Set();
  /** @param {string} name */
  const runStage = async (name) => {
    const { stage, needs } = /** @type {import('./stages/stages.mjs').StageWithNeeds} */ (stages.get(name));
    const started = Date.now();
    /** @param {string} outcome */
    const close = (outcome) => {
      console.log(`== ${name}: ${outcome} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    };
    const missing = needs.filter((need) => broken.has(need));
    if (missing.length > 0) {
      failures.push(`${name}: not run`);
      close(`not run, because ${missing.join(' and ')} failed`);
      return;
    }
    try {
      const counts = await stage(values.only);
      passed += counts?.passed ?? 0;
      failures.push(...(counts?.failures ?? []).map((failure) => `${name}: ${failure}`));
      close(counts === undefined ? 'ok' : `${counts.passed} passed, ${counts.failed} failed`);
    } catch (error) {
      // A check that failed is one failure beside those of the tests.
      failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      broken.add(name);
      console.error(error instanceof Error ? error.message : error);
      close('failed');
    }
  };
  for (const group of together([...stages.keys()].filter((name) => wanted.has(name)))) {
    await Promise.all(group.map(runStage));
  }
  process.exitCode = failures.length > 0 ? 1 : 0;
  // Once more at the end, where a reader of a long output looks first.
  for (const failure of failures) {
    console.log(`✘ ${failure}`);
  }
  console.log(`${passed} passed, ${failures.length} failed`);
});
