import assert from 'node:assert/strict';
import { once } from 'node:events';
import { contract } from '../../simulator/contract/contract.ts';
import { scenarios, simulateCommand, type ScenarioName } from '../../simulator/scenarios.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { asking, closed, framesOf, open, readChatStream, send } from './rawClient.ts';

/** How the answer to "Hello" ends. */
const wholeAnswer = /can go wrong\.$/;

describe('simulator: scenarios', () => {
  let simulator: Simulator;
  beforeEach(async () => {
    simulator = await startSimulator({ tokenDelayMs: 0 });
  });
  afterEach(() => simulator.close());

  const chat = (body: unknown = asking('Hello', { stream: true })) => send(`${simulator.baseUrl}/chat/completions`, { body });
  const messages = () => send(`${simulator.baseUrl}/v1/messages`, { body: asking('Hello', { stream: true }) });
  const last = () => simulator.journal.at(-1)!;

  const statuses: readonly (readonly [ScenarioName, number, RegExp])[] = [
    ['http-401', 401, /"message":"Invalid API key"/],
    ['http-402', 402, /"status":"error".*Insufficient credits/],
    ['http-429', 429, /"status":"error".*"retry_after":2/],
    ['http-503', 503, /"status":"error"/],
    ['http-200-error', 200, /^\{"status":"error"/],
  ];
  for (const [name, status, body] of statuses) {
    it(`${name} answers with that status and a JSON body`, async () => {
      simulator.next(name);
      const answer = await chat();
      assert.equal(answer.status, status);
      assert.equal(answer.headers['content-type'], 'application/json');
      assert.match(answer.text, body);
      assert.equal(last().scenario, name);
    });
  }

  it('html-502 answers with a page', async () => {
    simulator.next('html-502');
    const answer = await chat();
    assert.equal(answer.status, 502);
    assert.match(String(answer.headers['content-type']), /^text\/html/);
    assert.match(answer.text, /^<!DOCTYPE html>/);
  });

  it('error-mid-stream says error after part of the text, and then the end marker', async () => {
    simulator.next('error-mid-stream', 2);
    const { content, failed, done, finish } = readChatStream((await chat()).text);
    assert.match(content, /<\/think>\n\n\*Simulated/);
    assert.doesNotMatch(content, wholeAnswer);
    assert.deepEqual({ failed, done, finish }, { failed: true, done: true, finish: undefined });
    const events = framesOf((await messages()).text);
    assert.equal(events.at(-1)?.event, 'error');
    assert.ok(events.some(({ data }) => data.includes('text_delta')));
  });

  it('cut destroys the socket after part of the text', async () => {
    simulator.next('cut', 2);
    const streamed = await chat();
    assert.equal(streamed.complete, false);
    assert.match(readChatStream(streamed.text).content, /<\/think>\n\n\*Simulated/);
    assert.doesNotMatch(readChatStream(streamed.text).content, wholeAnswer);
    assert.equal(await last().ended, 'broken');
    const whole = await chat(asking('Hello'));
    assert.equal(whole.complete, false);
    assert.throws(() => JSON.parse(whole.text) as unknown);
  });

  it('stall says nothing more until the client closes', async () => {
    simulator.next('stall');
    const { sent, response } = await open(`${simulator.baseUrl}/chat/completions`, {
      body: asking('Hello', { stream: true }),
    });
    const record = last();
    let text = '';
    await new Promise<void>((resolve) => {
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        if (text.endsWith('\n\n') && readChatStream(text).content.includes('</think>\n\n*Simul')) {
          resolve();
        }
      });
    });
    // A whole answer to another request passes meanwhile: nothing more comes here.
    await chat();
    assert.equal(readChatStream(text).pieces.length, record.tokensSent);
    assert.equal(record.outcome, undefined, 'still open');
    sent.destroy();
    assert.equal(await record.ended, 'client-closed');
    assert.doesNotMatch(text, /\[DONE\]|"finish_reason":"/);
  });

  it('no-done ends after the finish reason', async () => {
    simulator.next('no-done', 2);
    const answer = await chat();
    assert.deepEqual([answer.complete, readChatStream(answer.text).finish, answer.text.includes('[DONE]')], [true, 'stop', false]);
    assert.equal(framesOf((await messages()).text).at(-1)?.event, 'message_delta');
  });

  it('no-finish ends in order without a finish reason', async () => {
    simulator.next('no-finish');
    const answer = await chat();
    assert.deepEqual([answer.complete, readChatStream(answer.text).finish, answer.text.includes('[DONE]')], [true, undefined, false]);
    assert.match(readChatStream(answer.text).content, wholeAnswer);
  });

  it('length-thinking runs out inside the thought', async () => {
    simulator.next('length-thinking');
    const { content, finish, done } = readChatStream((await chat()).text);
    assert.match(content, /^<think>/);
    assert.ok(!content.includes('</think>'));
    assert.deepEqual([finish, done], ['length', true]);
  });

  it('split-utf8 cuts characters over chunks, and loses none', async () => {
    simulator.next('split-utf8');
    const answer = await chat();
    assert.ok(answer.chunks.filter((chunk) => chunk.toString().includes('\ufffd')).length > 10);
    assert.ok(!answer.text.includes('\ufffd'));
    assert.match(readChatStream(answer.text).content, /日本語のテキスト, Ελληνικά, 👩‍💻🚀/);
  });

  it('split-think sends the tags one character at a time, on both wires', async () => {
    simulator.next('split-think', 2);
    const { pieces, content } = readChatStream((await chat()).text);
    assert.deepEqual(pieces.slice(0, 7), Array.from('<think>'));
    assert.match(content, /A `<think>` in an answer is only text/);
    const events = (await messages()).text;
    assert.ok(!events.includes('thinking_delta'));
    assert.match(events, /"text_delta","text":"<"/);
  });

  it('json-instead-of-sse answers a stream request with a plain body', async () => {
    simulator.next('json-instead-of-sse');
    const answer = await chat();
    assert.equal(answer.headers['content-type'], 'application/json');
    assert.equal((JSON.parse(answer.text) as Record<string, unknown>)['object'], 'chat.completion');
  });

  it('slow takes its time', async () => {
    const before = performance.now();
    await chat(asking('/simulate slow 3', { stream: true, max_tokens: 4 }));
    // Four pieces at 50 ms; timers may be a millisecond early.
    assert.ok(performance.now() - before >= 190);
    assert.equal(last().scenario, 'slow');
  });

  it('burst sends as many tokens as asked for', async () => {
    const { pieces, finish } = readChatStream((await chat(asking('/simulate burst 5000', { stream: true }))).text);
    assert.ok(pieces.length > 5000 && pieces.length < 5100, String(pieces.length));
    assert.equal(finish, 'stop');
  });

  it('long answers with many sections', async () => {
    simulator.next('long', 1, 3);
    assert.match(readChatStream((await chat()).text).content, /## Section 3 of 3/);
  });

  it('every scenario ends on both wires, streamed and whole', async () => {
    // Those of the contract are played byte by byte in a suite of their own.
    const byRules = (Object.keys(scenarios) as ScenarioName[]).filter((name) => !Object.hasOwn(contract, name));
    const names = byRules.filter((name) => name !== 'stall' && name !== 'slow');
    for (const name of names) {
      for (const [path, stream] of [['/chat/completions', true], ['/chat/completions', false], ['/v1/messages', true], ['/v1/messages', false]] as const) {
        simulator.next(name);
        await send(simulator.baseUrl + path, { body: asking('Hello', { stream }) });
        assert.equal(last().scenario, name);
        assert.equal(await last().ended, name === 'cut' ? 'broken' : 'finished', `${name} ${path}`);
      }
    }
  });

  it('a queued scenario serves correct requests to generate, as often as asked, before what the message says', async () => {
    simulator.next('http-503', 2);
    await send(`${simulator.baseUrl}/v1/models`, { method: 'GET' });
    await chat({});
    const body = asking('/simulate http-402', { stream: true });
    const answers = [await chat(body), await chat(body), await chat(body)];
    assert.deepEqual(answers.map(({ status }) => status), [503, 503, 402]);
  });

  it('only the last user message counts', async () => {
    const earlier = [{ role: 'user', content: '/simulate http-503' }, { role: 'assistant', content: 'x' }];
    const answer = await chat(asking('', { messages: [...earlier, { role: 'user', content: 'And now?' }] }));
    assert.equal(answer.status, 200);
  });

  it('closing the simulator breaks what is open', async () => {
    simulator.next('stall');
    const { response } = await open(`${simulator.baseUrl}/chat/completions`, { body: asking('Hello', { stream: true }) });
    response.resume();
    const over = closed(response);
    await simulator.close();
    await over;
    assert.equal(await last().ended, 'broken');
  });

  it('a client that leaves while tokens come is seen to have left', async () => {
    const { sent, response } = await open(`${simulator.baseUrl}/chat/completions`, {
      body: asking('/simulate slow', { stream: true }),
    });
    await once(response, 'data');
    sent.destroy();
    assert.equal(await last().ended, 'client-closed');
    const record = last();
    const sentBefore = record.tokensSent;
    assert.ok(sentBefore < 100);
    // Another answer of as slow a pace passes meanwhile: to the one who left, no more is sent.
    await chat(asking('/simulate slow', { stream: true, max_tokens: 4 }));
    assert.equal(record.tokensSent, sentBefore);
  });

  it('/simulate help and unknown names answer the list', async () => {
    for (const question of ['/simulate help', '/simulate', 'please /simulate nonsense']) {
      const { content } = readChatStream((await chat(asking(question, { stream: true }))).text);
      for (const name of Object.keys(scenarios)) {
        assert.ok(content.includes(`/simulate ${name}\``), name);
      }
    }
  });

  it('reads the last command of a message, and none inside a word', () => {
    assert.equal(simulateCommand('see a/simulate cut'), undefined);
    assert.deepEqual(simulateCommand('/simulate cut\nthen /simulate burst 20'), { type: 'scenario', name: 'burst', amount: 20 });
    assert.deepEqual(simulateCommand('/simulate toString'), { type: 'help', unknown: 'toString' });
  });
});
