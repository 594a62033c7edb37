import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { codeLanguages, type CodeLanguage } from '../../../../src/core/codeLanguage.ts';
import type { AuthForm, Endpoint } from '../../../../src/core/endpoint.ts';
import type { ChatRequest } from '../../../../src/core/model.ts';
import { codeOf } from '../../../../src/llm/code/code.ts';
import { chatHttpRequest } from '../../../../src/llm/httpRequest.ts';
import { simulatorKey, startSimulator, type Simulator } from '../../../simulator/simulator.ts';
import { modelsLab, request } from '../turn.ts';

type Wire = Endpoint['wire'];

const keyVariable = 'TEST_API_KEY';
const never = new AbortController().signal;
const none: ReadonlySet<string> = new Set();

/** All that some language might read as its own. */
const hostile = `a "b" 'c' \`d\` $e \${f} {$g} $(h) %i% \\n \\u0041 \\x41 \\b \b\f\t\r\n<<JSON\nJSON\n#{j} \u2028\u0007 ünï 漢字 😀 ?> */`;

const asked: ChatRequest = {
  ...request,
  system: hostile,
  messages: [{ role: 'user', text: 'Hello' }, { role: 'assistant', text: hostile }, { role: 'user', text: `${hostile}'` }],
};

const programs: Readonly<Record<CodeLanguage, { readonly command: string; readonly ending: string }>> = {
  curl: { command: 'sh', ending: 'sh' },
  python: { command: 'python3', ending: 'py' },
  javascript: { command: process.execPath, ending: 'mjs' },
  php: { command: 'php', ending: 'php' },
};

describe('a turn as code', () => {
  let simulator: Simulator;
  let folder: string;

  before(async () => {
    simulator = await startSimulator({ tokenDelayMs: 0 });
    folder = await mkdtemp(join(tmpdir(), 'lathe-code-'));
  });
  after(async () => {
    await simulator.close();
    await rm(folder, { recursive: true });
  });

  const endpoint = (change: Partial<Endpoint> = {}): Endpoint & { keyVariable: string } => ({
    ...modelsLab,
    baseUrl: simulator.baseUrl,
    keyVariable,
    ...change,
  });
  const run = async (language: CodeLanguage, code: string): Promise<string> => {
    const { command, ending } = programs[language];
    const file = join(folder, `${crypto.randomUUID()}.${ending}`);
    await writeFile(file, code);
    const { stdout } = await promisify(execFile)(command, [file], { env: { ...process.env, [keyVariable]: simulatorKey } });
    return stdout;
  };
  /** What a request to the endpoint says, answered in one piece. */
  const bodyOf = (wire: Wire, auth: AuthForm): unknown => {
    const connection = { endpoint: endpoint({ wire, auth }), key: simulatorKey, idleTimeoutMs: 0 };
    const body = JSON.parse(chatHttpRequest(asked, connection, never).body ?? '') as Record<string, unknown>;
    assert.equal(body['stream'], true);
    delete body['stream'];
    return body;
  };

  // PHP is the one that few machines have; its code is only read there.
  const runnable = codeLanguages.filter((language) => spawnSync(programs[language].command, ['-v']).error === undefined || language !== 'php');
  const cases = runnable.flatMap((language) =>
    ([['openai', 'bearer'], ['openai', 'body'], ['anthropic', 'x-api-key']] as const).map(([wire, auth]) => ({ language, wire, auth })),
  );
  for (const { language, wire, auth } of cases) {
    it(`runs as it stands: ${language}, ${wire}, key in ${auth}`, async () => {
      const code = codeOf(asked, endpoint({ auth }), { language, wire }, none);
      assert.ok(!code.includes(simulatorKey), 'the key is not in it');
      const printed = await run(language, code);
      const record = simulator.journal.at(-1);
      assert.equal(record?.status, 200);
      assert.deepEqual(record.body, bodyOf(wire, auth));
      assert.ok(printed.trim().length > 0, 'the answer is printed');
      if (language !== 'curl') {
        assert.doesNotMatch(printed, /^\s*\{/, 'its text alone');
      }
    });
  }

  it('leaves out what the endpoint refused, and says nothing of a key where none is needed', () => {
    const code = codeOf(asked, endpoint({ auth: 'none' }), { language: 'python', wire: 'openai' }, new Set(['top_p']));
    assert.doesNotMatch(code, /top_p|environ|import os/);
  });

  it('keeps a secret of the person\'s own headers out', () => {
    const headers = { 'x-team-token': 'hush', 'x-title': 'Lathe' };
    for (const language of codeLanguages) {
      const code = codeOf(asked, endpoint({ headers }), { language, wire: 'openai' }, none);
      assert.doesNotMatch(code, /hush/);
      assert.match(code, /YOUR_X_TEAM_TOKEN/);
      assert.match(code, /Lathe/);
    }
  });
});
