import type { RequestSettings } from '../chat/ports.ts';
import type { TestFramework } from '../context/tests/frameworks.ts';
import type { ChatRequest } from '../model.ts';
import { fenced } from './fence.ts';
import { placeParts, type Region } from './region.ts';

/** Where tests are to be written. */
export interface TestTarget {
  readonly path: string;
  readonly framework: TestFramework;
  /** What the file holds already; empty for a new one, and for that of the tested code. */
  readonly existing: string;
  /** The tests go into the file of the tested code, at its end. */
  readonly isSource: boolean;
  /** How the tested file is named in an import from there, such as `../src/cart.ts`; empty where that means nothing. */
  readonly importPath: string;
}

const system =
  'You write tests into a test file. Answer with exactly one fenced code block that holds only the text to be written there: no explanation before or after it.';

/** The request of Generate Tests. `region` is what is tested. */
export function testsRequest(settings: RequestSettings, region: Region, target: TestTarget): ChatRequest {
  const { path, framework, existing, isSource, importPath } = target;
  const place = isSource
    ? 'They go at the end of the file with that code: write only what is to be added, as the language has tests beside the code that they test. Where the file has tests already, write new ones with a module or names of their own.'
    : existing === ''
      ? 'It is new: write the whole file, with its imports.'
      : 'It is there already. What you write is put at its end: write only new tests, and only those imports that are missing.';
  const text = [
    ...placeParts(region),
    `Code to test:\n${fenced(region.code, region.language)}`,
    [`Test file: ${path}`, `Framework: ${framework.name}${framework.hint === '' ? '' : ` (${framework.hint})`}`, ...(importPath === '' ? [] : [`Import the tested code from: ${importPath}`])].join('\n'),
    ...(existing === '' ? [] : [`The test file so far:\n<tests>\n${existing}\n</tests>`]),
    `Task: write tests for the code above. ${place} Cover the usual case, the edges (empty, one, many, limits) and each way it fails; one behaviour to a test, named after it. Test through what callers use, add no dependency, and follow the style of the tests that are there.`,
  ].join('\n\n');
  return { model: settings.model, system, messages: [{ role: 'user', text }], parameters: settings.parameters };
}
