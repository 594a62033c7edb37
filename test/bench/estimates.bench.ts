// How far the estimate of a question's tokens is from the endpoint's count, before anything was learnt of the model and after each answer:
// prose, code and CJK, sent one after the other to the simulator, which counts with a vocabulary that the extension does not have
// (o200k_base, by gpt-tokenizer). Each question is another text; the error is the mean of the last half of them.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { countTokens } from 'gpt-tokenizer';
import { endpointBase } from '../../src/core/endpoints.ts';
import { defaultNetwork } from '../../src/core/network.ts';
import type { ChatRequest } from '../../src/core/model.ts';
import { CalibratingModel } from '../../src/core/usage/calibratingModel.ts';
import { TokenEstimator } from '../../src/core/usage/estimate.ts';
import { createClient } from '../../src/node/client.ts';
import { FakeLogger } from '../fakes/logger.ts';
import { FakeModelNotes } from '../fakes/modelNotes.ts';
import { simulatorKey, startSimulator } from '../simulator/simulator.ts';
import { report, type Row } from './rows.ts';

const asked = 12;
const system = 'You are a helpful assistant.';
const parameters = { maxTokens: 16, temperature: 0.7, topP: 0.9, frequencyPenalty: 0, presencePenalty: 0 };

/** Texts of the repository: its documents, and its code. */
async function texts(folder: string, ending: string): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(ending)).sort();
  return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
}

/** So many pieces of some thousand characters, each another one. */
function pieces(all: readonly string[], size = 3000): readonly string[] {
  const text = all.join('\n');
  return Array.from({ length: asked }, (_, index) => text.slice(index * size, (index + 1) * size)).filter((piece) => piece.length > size / 2);
}

/** Sentences in Chinese, Japanese and Korean that say different things. */
function cjk(): readonly string[] {
  const subjects = ['编辑器', '这个函数', '新しい関数', 'テスト', '함수', '테스트', '数据库', '設定ファイル'];
  const deeds = ['读取文件并返回每一行的长度', '在发送之前估计令牌的数量', '配列を昇順に並べ替えて返します', 'ファイルが見つからないときは例外を投げます', '목록을 정렬하여 반환합니다', '파일이 없으면 오류를 알려 줍니다', '检查配置是否正确，然后重新连接服务器'];
  const words = (seed: number): string => Array.from({ length: 60 }, (_, index) => `${subjects[(index * 3 + seed) % subjects.length] ?? ''}${deeds[(index * 5 + seed * 2) % deeds.length] ?? ''}${index * seed + 7}。`).join('');
  return Array.from({ length: asked }, (_, index) => words(index + 1));
}

const kinds: Readonly<Record<string, readonly string[]>> = {
  prose: pieces([...(await texts('.', '.md')), ...(await texts('docs', '.md'))]),
  code: pieces(await texts('src/core/chat', '.ts')),
  CJK: cjk(),
};

const simulator = await startSimulator({ tokenDelayMs: 0, countTokens });
const rows: Row[] = [];
for (const [kind, questions] of Object.entries(kinds)) {
  const endpoint = { ...endpointBase, name: 'Simulator', baseUrl: simulator.baseUrl, chatPath: '/chat/completions' };
  const notes = new FakeModelNotes();
  const estimator = new TokenEstimator(notes);
  const fresh = new TokenEstimator(new FakeModelNotes());
  const connection = { endpoint, key: simulatorKey, idleTimeoutMs: 10_000 };
  const client = createClient({ connect: () => Promise.resolve(connection), notes, network: () => ({ ...defaultNetwork, proxyOff: true }), logger: new FakeLogger() });
  const model = new CalibratingModel(client, estimator, () => endpoint);
  const before: number[] = [];
  const after: number[] = [];
  for (const text of questions) {
    const request: ChatRequest = { model: 'MiniMaxAI-MiniMax-M1-40k', system, messages: [{ role: 'user', text }], parameters };
    const guesses = [fresh, estimator].map((each) => each.request(endpoint, request));
    for await (const delta of model.stream(request, new AbortController().signal)) {
      if (delta.type === 'usage' && delta.usage.promptTokens !== undefined) {
        const counted = delta.usage.promptTokens;
        const [first = NaN, learnt = NaN] = guesses.map((guess) => (100 * Math.abs(guess - counted)) / counted);
        before.push(first);
        after.push(learnt);
      }
    }
  }
  client.dispose();
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const last = (values: readonly number[]): readonly number[] => values.slice(values.length >> 1);
  rows.push(
    { name: `${kind}: error before`, value: mean(last(before)), unit: '%', note: `${questions.length} questions; nothing learnt` },
    { name: `${kind}: error after`, value: mean(last(after)), unit: '%', note: 'the same, each learnt from' },
  );
}
await simulator.close();
report(rows);
