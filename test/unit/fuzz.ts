// How often property tests try, and where they begin: 300 runs from a fixed seed by default, so that a test run answers
// for the change it is run on; `npm run fuzz` makes it 10,000 runs from a seed of its own, which it prints, so that a
// failure can be played again: LATHE_FUZZ_SEED=<seed> npm run test:unit.

const seed = Number(process.env['LATHE_FUZZ_SEED'] ?? 20_261);
const numRuns = Number(process.env['LATHE_FUZZ_RUNS'] ?? 300);
let told = false;

/** A timeout for a property that takes real time, ms: `forDefault` is what the default number of runs may take. */
export function timeoutFor(forDefault: number): number {
  return Math.ceil((forDefault * Math.max(numRuns, 300)) / 300);
}

/** Parameters for `fc.assert`. `share`: the part of the runs that a costly property takes, above 0 and at most 1. */
export function runs(share = 1): { readonly seed: number; readonly numRuns: number } {
  if (!told) {
    told = true;
    console.log(`Property tests: ${numRuns} runs each, seed ${seed}.`);
  }
  return { seed, numRuns: Math.max(1, Math.ceil(numRuns * share)) };
}
