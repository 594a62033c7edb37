import assert from 'node:assert/strict';
import type { ChatPage } from '../driver/chatPage.ts';
import { atHome, type Home } from './atHome.ts';

describe('when the endpoint misbehaves', () => {
  let home: Home;
  let chat: ChatPage;
  before(async () => {
    home = await atHome({ settings: { 'lathe.stallTimeout': 13 } });
    chat = await home.workbench.window.chat();
  });
  after(() => home.close());
  beforeEach(async () => {
    await chat.startNew();
  });

  const failures: readonly (readonly [string, RegExp, string])[] = [
    ['http-401', /refused the API key/, 'Set API key'],
    ['http-402', /out of credit/, 'Retry'],
    ['http-429', /too many requests waiting. Try again in 2 s/, 'Retry'],
    ['http-503', /not able to answer now/, 'Retry'],
    ['http-200-error', /ModelsLab/, 'Retry'],
    ['html-502', /not able to answer now/, 'Retry'],
  ];
  for (const [scenario, message, button] of failures) {
    it(`says what happened and what to do: ${scenario}`, async () => {
      await chat.ask(`/simulate ${scenario}`);
      const alert = chat.answers.first().getByRole('alert');
      await alert.waitFor();
      assert.match(await alert.innerText(), message);
      assert.doesNotMatch(await alert.innerText(), /<\w+|simulator-key/);
      await alert.getByRole('button', { name: button }).waitFor();
    });
  }

  const cut: readonly (readonly [string, RegExp])[] = [
    ['error-mid-stream', /ModelsLab/],
    ['cut', /cut off/],
    ['no-finish', /cut off/],
  ];
  for (const [scenario, message] of cut) {
    it(`keeps what came before it: ${scenario}`, async () => {
      await chat.ask(`/simulate ${scenario}`);
      const alert = chat.answers.first().getByRole('alert');
      await alert.waitFor();
      assert.match(await alert.innerText(), message);
      const whole = await chat.answers.first().innerText();
      assert.ok(whole.replace(await alert.innerText(), '').trim().length > 30, whole);
    });
  }

  it('says when no data comes, ends the wait, and keeps what came', async () => {
    await chat.ask('/simulate stall');
    await chat.frame.locator('.progress-line').filter({ hasText: /No data for 1\d s/ }).waitFor();
    const alert = chat.answers.first().getByRole('alert');
    await alert.waitFor();
    assert.match(await alert.innerText(), /No data came/);
    assert.equal(await chat.frame.locator('.progress-line').count(), 0);
    assert.match(await chat.answers.first().innerText(), /Simulated/);
    await alert.getByRole('button', { name: 'Continue' }).waitFor();
  });

  it('leaves out what the endpoint refuses by name, says so, and remembers', async () => {
    home.simulator.next('ok-site-parameter');
    await chat.ask('Do you like it warm?');
    await home.workbench.webviewMessage(({ from, text }) => from === 'host' && text.includes('did not take temperature, asking again'));
    assert.match(await chat.finishedAnswer(0), /Do you like it warm\?/);
    await chat.ask('And now?');
    await chat.finishedAnswer(1);
    const asked = home.simulator.journal.slice(-3).map(({ body }) => 'temperature' in (body as object));
    assert.deepEqual(asked, [true, false, false]);
    assert.equal(await chat.alerts.count(), 0);
  });

  const survived = ['split-utf8', 'split-think', 'no-done', 'json-instead-of-sse'];
  const contractual = ['form-json-as-stream', 'form-no-blank-lines', 'ends-cut-after-finish', 'chunks-odd', 'form-other-wire'];
  for (const scenario of contractual) {
    it(`takes it as the answer that it is: ${scenario}`, async () => {
      await chat.ask(`/simulate ${scenario}`);
      assert.match(await chat.finishedAnswer(0), /^Hello, world/);
      assert.equal(await chat.alerts.count(), 0);
    });
  }

  const refused: readonly (readonly [string, RegExp])[] = [
    ['status-403', /plan/],
    ['status-404', /model/i],
    ['status-400-context', /longer than the model/],
    ['error-redirect', /moved to https/],
    ['error-challenge', /a form that Lathe does not know/],
    ['answer-processing', /processing 42/],
  ];
  for (const [scenario, message] of refused) {
    it(`says what happened, without a tag or a key: ${scenario}`, async () => {
      await chat.ask(`/simulate ${scenario}`);
      const alert = chat.answers.first().getByRole('alert');
      await alert.waitFor();
      assert.match(await alert.innerText(), message);
      assert.doesNotMatch(await alert.innerText(), /<\w+|simulator-key|key=secret/);
    });
  }

  for (const scenario of survived) {
    it(`takes it as the answer that it is: ${scenario}`, async () => {
      await chat.ask(`/simulate ${scenario}`);
      const text = await chat.finishedAnswer(0);
      assert.equal(await chat.alerts.count(), 0);
      assert.doesNotMatch(text, /\ufffd/);
      // After the folded thought comes the answer, and no tag between them.
      assert.match(text, /^Thought[^\n]*\n+(Simulated|Größe)/);
    });
  }

  it('says that the tokens ran out while thinking, and asks again with more of them', async () => {
    await chat.ask('/simulate length-thinking');
    await chat.answers.first().getByText('ran out of tokens while thinking').waitFor();
    await chat.button('Raise the limit and ask again').click();
    const record = await home.simulator.waitForRequest((each) => JSON.stringify(each.body).includes('"max_tokens":80000'));
    assert.ok(record);
    await chat.finishedAnswer(0);
  });

  it('answers the same question when asked again', async () => {
    // Two more tries come by themselves.
    home.simulator.next('http-503', 3);
    await chat.ask('Is it back?');
    await chat.frame.getByRole('button', { name: 'Retry' }).click();
    await chat.frame.getByRole('alert').waitFor({ state: 'hidden' });
    assert.match(await chat.finishedAnswer(0), /Is it back\?/);
    assert.equal(await chat.questions.count(), 1);
  });

  it('asks again by itself before anything was shown, and says so meanwhile', async () => {
    home.simulator.next('http-429');
    await chat.ask('Are you free?');
    await chat.frame.locator('.progress-line').filter({ hasText: /too many requests waiting\. Asking again in \d s/ }).waitFor();
    assert.match(await chat.finishedAnswer(0), /Are you free\?/);
    assert.equal(await chat.frame.locator('.progress-line').count(), 0);
    assert.equal(await chat.alerts.count(), 0);
  });

  it('goes on with an answer that was cut off, in the same place', async () => {
    await chat.ask('/simulate cut');
    await chat.answers.first().getByRole('alert').waitFor();
    const before = await chat.answers.first().locator('.markdown').innerText();
    await chat.button('Continue').click();
    await chat.frame.getByRole('alert').waitFor({ state: 'hidden' });
    await chat.finishedAnswer(0);
    const after = await chat.answers.first().locator('.markdown').innerText();
    assert.ok(after.length > before.length && after.startsWith(before.trimEnd().slice(0, 30)), after);
    assert.equal(await chat.answers.count(), 1);
    const record = home.simulator.journal.at(-1);
    assert.match(JSON.stringify(record?.body), /Your answer was cut off/);
  });

  it('says what an answer took', async () => {
    await chat.ask('Hello');
    await chat.finishedAnswer(0);
    await chat.frame.locator('.usage summary').filter({ hasText: /^\d+ in, \d+ out · listed at \$0\.00, may not be your bill$/ }).waitFor();
  });

  it('loses nothing of what is typed while an answer streams', async () => {
    await chat.ask('/simulate slow 400');
    await chat.streamingAnswer.locator('p').first().waitFor();
    await chat.message.fill('my next question');
    await chat.message.press('Enter');
    await chat.queued.filter({ hasText: 'my next question' }).waitFor();
    await chat.stop.click();
    // What was stopped is no good moment: the message waits to be sent.
    await chat.frame.getByRole('status').filter({ hasText: '1 waiting' }).waitFor();
    await chat.queued.getByRole('button', { name: 'Send now' }).click();
    await chat.questions.nth(1).filter({ hasText: 'my next question' }).waitFor();
    await chat.finishedAnswer(1);
  });

  // The last one: it leaves half-written files.
  it('waits for a free place while five requests run, and says so', async () => {
    const { window } = home.workbench;
    home.simulator.next('slow', 5, 4000);
    const before = home.simulator.journal.length;
    for (const file of ['README.md', 'docs/opening-hours.txt', 'go/main.go', 'python/sort.py', 'src/cart.ts']) {
      await window.editor.open(file);
      await window.runCommand('Lathe: Generate...');
      await window.quickInput.answer('something long');
    }
    const last = await home.simulator.waitForRequest(({ index }) => index === before + 4);
    await chat.ask('Is there a place?');
    await chat.frame.locator('.progress-line').filter({ hasText: 'Waiting for a free place: five requests to ModelsLab are running' }).waitFor();
    assert.equal(home.simulator.journal.length, before + 5, 'the sixth is not sent');
    // Ends what streams into the open file; then, as nothing does, all of it.
    await window.runCommand('Lathe: Stop');
    assert.match(await chat.finishedAnswer(0), /Is there a place\?/);
    assert.equal(last.outcome, 'client-closed');
    await window.runCommand('Lathe: Stop');
    await window.statusBarItem('Lathe is').waitFor({ state: 'hidden' });
  });
});
