import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, watch } from 'node:fs/promises';
import { promisify } from 'node:util';
import { AttachedContext } from '../driver/attachedContext.ts';
import type { QuickInput } from '../driver/quickInput.ts';
import { estimateTokens } from '../../simulator/tokens.ts';
import { simulatorKey, startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { atHome, type Home } from './atHome.ts';
import { ReviewPage } from './reviewPage.ts';

const otherModel = 'deepseek-ai-DeepSeek-V3';

describe('where requests go', () => {
  let home: Home;
  let other: Simulator;
  let input: QuickInput;
  before(async () => {
    // The terminal's words can only be read where it does not paint them.
    home = await atHome({
      prices: { 'MiniMaxAI-MiniMax-M1-40k': { input: 0.1, output: 1 } },
      settings: { 'terminal.integrated.gpuAcceleration': 'off', 'lathe.budget.turnTokens': 45_000, 'lathe.budget.day': 0.05 },
    });
    other = await startSimulator({ keys: ['an0ther-key'], tokenDelayMs: 1 });
    input = home.workbench.window.quickInput;
  });
  after(async () => {
    await home.close();
    await other.close();
  });

  it('is checked step by step, and a good endpoint has no problem', async () => {
    await input.runCommand('Lathe: Check Connection');
    await input.widget.getByText('Check Connection: ModelsLab works').waitFor();
    const rows = await input.rows.allInnerTexts();
    for (const step of ['API key', 'Proxy', 'Address', 'List of models', 'OpenAI chat completions', 'Anthropic messages', 'Counting tokens']) {
      assert.ok(rows.some((row) => row.includes(step)), `${step} in ${rows.join(' | ')}`);
    }
    assert.match(rows.join('\n'), /in the environment variable MODELSLAB_API_KEY/);
    assert.ok(!rows.join('\n').includes(simulatorKey));
    await home.workbench.window.press('Escape');
    await input.widget.waitFor({ state: 'hidden' });
  });

  it('lists the models, and sends the one that is chosen', async () => {
    await input.runCommand('Lathe: Select Model...');
    await input.rows.filter({ hasText: otherModel }).first().click();
    await input.widget.waitFor({ state: 'hidden' });
    const chat = await home.workbench.window.chat();
    await chat.frame.getByText(otherModel).first().waitFor();
    await chat.ask('Who are you?');
    await chat.finishedAnswer(0);
    assert.match(JSON.stringify(home.simulator.journal.at(-1)?.body), new RegExp(otherModel));
  });

  it('can have another model for one message, and favourites', async () => {
    const chat = await home.workbench.window.chat();
    const other = input.rows.filter({ hasText: 'MiniMaxAI-MiniMax-M2' }).first();
    await chat.frame.getByRole('button', { name: `Model: ${otherModel}` }).click();
    // The row that the list points at shows its buttons.
    await input.field.fill('MiniMaxAI-MiniMax-M2');
    await other.getByRole('button', { name: 'Add to favourites' }).click();
    await other.getByRole('button', { name: 'Remove from favourites' }).waitFor();
    await input.field.fill('');
    await input.rows.filter({ hasText: 'favourites' }).filter({ hasText: 'MiniMaxAI-MiniMax-M2' }).waitFor();
    await input.field.fill('MiniMaxAI-MiniMax-M2');
    await other.getByRole('button', { name: 'Use for the next message only' }).click();
    await chat.frame.getByRole('button', { name: 'Model: MiniMaxAI-MiniMax-M2 (next message)' }).waitFor();
    // What it would take is told of that model.
    const meter = chat.frame.getByRole('button', { name: /^Next message: / });
    await meter.click();
    const details = chat.frame.getByRole('region', { name: 'Next message' });
    await details.locator('.rows > div').filter({ hasText: /^Model\s*MiniMaxAI-MiniMax-M2$/ }).waitFor();
    await meter.click();
    await details.waitFor({ state: 'detached' });
    await chat.ask('And you?');
    await chat.finishedAnswer(1);
    assert.match(JSON.stringify(home.simulator.journal.at(-1)?.body), /"model":"MiniMaxAI-MiniMax-M2"/);
    await chat.ask('Who is it now?');
    await chat.finishedAnswer(2);
    assert.match(JSON.stringify(home.simulator.journal.at(-1)?.body), new RegExp(`"model":"${otherModel}"`));
  });

  it('tells what is known of a model, and gives its ID', async () => {
    await input.runCommand('Lathe: Select Model...');
    const row = input.rows.filter({ hasText: 'MiniMaxAI-MiniMax-M1-40k' }).first();
    await input.field.fill('MiniMaxAI-MiniMax-M1-40k');
    await row.getByRole('button', { name: 'Model info' }).click();
    await input.widget.getByText('Model Info: MiniMaxAI-MiniMax-M1-40k').waitFor();
    const facts = (await input.rows.allInnerTexts()).join(' | ');
    for (const fact of ['MiniMaxAI', '1,000,000 tokens', '40,000 tokens', '$0.1 in, $1 out per 1M tokens', 'thinks', 'https://modelslab.com/models/']) {
      assert.ok(facts.includes(fact), `${fact} in ${facts}`);
    }
    await input.rows.filter({ hasText: 'Copy model ID' }).click();
    await home.workbench.window.page.waitForFunction(async () => (await navigator.clipboard.readText()) === 'MiniMaxAI-MiniMax-M1-40k');
  });

  it('can be a new endpoint, set up step by step and checked', async () => {
    await input.runCommand('Lathe: Add Endpoint...');
    await input.rows.filter({ hasText: 'OpenAI-compatible' }).first().click();
    await input.field.and(home.workbench.window.page.locator('[placeholder="https://llm.example.com/v1"]')).waitFor();
    await input.field.fill('no address');
    await input.field.press('Enter');
    await input.message.filter({ hasText: 'full http or https URL' }).waitFor();
    await input.field.fill(`${other.baseUrl}/v1`);
    await input.field.press('Enter');
    await input.message.filter({ hasText: 'A name for it' }).waitFor();
    await input.field.fill('Other');
    await input.field.press('Enter');
    await input.message.filter({ hasText: 'The API key' }).waitFor();
    assert.equal(await input.field.getAttribute('type'), 'password');
    await input.field.fill('a-wr0ng-key');
    await input.field.press('Enter');
    // A list that stays empty says why, and the key is one step back.
    await input.widget.getByText('No list: Other refused the API key').waitFor();
    await input.widget.getByRole('button', { name: 'Back' }).click();
    await input.message.filter({ hasText: 'The API key' }).waitFor();
    await input.field.fill('an0ther-key');
    await input.field.press('Enter');
    await input.rows.filter({ hasText: 'MiniMaxAI-MiniMax-M1-40k' }).first().click();
    // The check finds that this server has its chat without /v1, and mends that.
    const wrong = input.rows.filter({ hasText: 'Choose this to use the path /chat/completions' });
    await input.widget.getByText('Check Connection: Other has one problem').waitFor();
    await wrong.click();
    await input.widget.getByText('Check Connection: Other works').waitFor();
    await home.workbench.window.press('Escape');
    const chat = await home.workbench.window.chat();
    await chat.startNew();
    await chat.ask('Are you the other one?');
    assert.match(await chat.finishedAnswer(0), /the other one/);
    assert.equal(other.journal.at(-1)?.headers['authorization'], 'Bearer an0ther-key');
    assert.ok(home.simulator.journal.every(({ headers }) => !JSON.stringify(headers).includes('an0ther-key')));
  });

  it('can be chosen among those there are', async () => {
    await input.runCommand('Lathe: Select Endpoint...');
    await input.rows.filter({ hasText: 'ModelsLab' }).first().click();
    const chat = await home.workbench.window.chat();
    await chat.frame.locator('.where').filter({ hasText: '· ModelsLab' }).waitFor();
    await chat.startNew();
    await chat.ask('Home again?');
    assert.match(await chat.finishedAnswer(0), /Home again/);
    assert.match(JSON.stringify(home.simulator.journal.at(-1)?.body), /Home again/);
  });

  it('asks with parameters of the conversation, and shows JSON as a tree', async () => {
    const chat = await home.workbench.window.chat();
    const body = (): string => JSON.stringify(home.simulator.journal.at(-1)?.body);
    await chat.startNew();
    await chat.button('Parameters').click();
    const panel = chat.frame.getByRole('region', { name: 'Parameters' });
    const temperature = panel.getByRole('spinbutton', { name: 'Temperature' });
    await temperature.fill('1.3');
    await temperature.press('Tab');
    await panel.getByRole('combobox', { name: 'Answer' }).selectOption('JSON by schema');
    const schema = panel.getByRole('textbox', { name: 'JSON schema' });
    await schema.fill('{"title":"Told",');
    await panel.getByText('This is no JSON object yet.').waitFor();
    await schema.fill('{"title":"Told","type":"object","required":["simulated","nothing"]}');
    await schema.press('Tab');
    await chat.ask('In which form?');
    await chat.finishedAnswer(0);
    assert.match(body(), /"temperature":1.3/);
    // The simulator knows no schema, as many endpoints: the request says it in words.
    assert.match(body(), /It must match this JSON Schema/);
    await chat.answers.first().getByText('The answer is JSON, but not as the schema wants it').waitFor();
    await panel.getByRole('combobox', { name: 'Answer' }).selectOption('JSON');
    await chat.ask('And now?');
    await chat.finishedAnswer(1);
    assert.match(body(), /"response_format":\{"type":"json_object"\}/);
    await chat.answers.nth(1).getByRole('group', { name: 'JSON' }).getByText('simulated:').waitFor();
    await home.workbench.window.screenshot('parameters');
    await panel.getByRole('button', { name: 'Save as Default' }).click();
    await panel.getByRole('button', { name: 'Reset' }).click();
    await chat.button('Parameters').click();
    await chat.startNew();
    await chat.ask('With the new default?');
    await chat.finishedAnswer(0);
    assert.match(body(), /"temperature":1.3/);
    assert.doesNotMatch(body(), /response_format/);
  });

  it('gives a question away as code that asks it again', async () => {
    const asked = home.simulator.journal.at(-1);
    await input.runCommand('Lathe: Copy as Code...');
    await input.rows.filter({ hasText: 'cURL' }).first().click();
    await home.workbench.window.statusBarItem('Copied. Your key is not in it').waitFor();
    const code = await home.workbench.window.page.evaluate(() => navigator.clipboard.readText());
    assert.ok(!code.includes(simulatorKey));
    await promisify(execFile)('sh', ['-c', code], { env: { ...process.env, MODELSLAB_API_KEY: simulatorKey } });
    const again = home.simulator.journal.at(-1);
    assert.ok(again && asked && again.index > asked.index);
    assert.deepEqual({ ...(again.body as object), stream: true }, asked.body);
  });

  it('gives the question that is right-clicked away, to look at first', async () => {
    const chat = await home.workbench.window.chat();
    await chat.ask('And now?');
    await chat.finishedAnswer(1);
    await chat.questions.first().click({ button: 'right' });
    await home.workbench.window.chooseInMenu(['Copy as Code...']);
    const python = input.rows.filter({ hasText: 'Python' }).first();
    await python.hover();
    await python.getByRole('button', { name: 'Open in Editor' }).click();
    const shown = home.workbench.window.editor.active.locator('.view-lines');
    await shown.getByText('urllib.request').first().waitFor();
    const text = await shown.innerText();
    // The editor paints spaces as others.
    assert.match(text, /With.the.new.default\?/);
    assert.doesNotMatch(text, /And.now\?/);
  });

  it('asks before a request that may go over the budget, and nothing of it is lost', async () => {
    const { window } = home.workbench;
    const chat = await window.chat();
    await chat.startNew();
    // What is open is attached, and counts.
    const meter = chat.frame.getByRole('button', { name: /^Next message: [\d.K]+ · .*, about [\d,]+ / });
    await meter.click();
    const details = chat.frame.getByRole('region', { name: 'Next message' });
    const attached = details.locator('.rows > div').filter({ hasText: 'Attached' });
    await attached.waitFor();
    await chat.button('Show Balance').click();
    await details.getByText('$12.34').waitFor();
    // It is asked for again as often as one likes.
    await chat.frame.locator('.link-button:focus').and(chat.button('Show Balance')).waitFor();
    await window.screenshot('meter');
    await details.press('Escape');
    await details.waitFor({ state: 'detached' });
    await window.editor.closeAll();
    await meter.click();
    await details.waitFor();
    await attached.waitFor({ state: 'detached' });
    await meter.press('Escape');
    await details.waitFor({ state: 'detached' });
    const requests = home.simulator.journal.length;
    await chat.button('Parameters').click();
    const panel = chat.frame.getByRole('region', { name: 'Parameters' });
    const most = panel.getByRole('spinbutton', { name: 'Max tokens' });
    await most.fill('50000');
    await most.press('Tab');
    await panel.getByRole('button', { name: 'Save as Default' }).click();
    await chat.button('Parameters').click();
    const context = new AttachedContext(chat);
    await context.mention('opening-hours', 'opening-hours.txt');
    await context.sized('opening-hours.txt');
    const question = '@opening-hours.txt For how much?';
    await chat.ask(question);
    const notice = chat.answers.first().getByRole('alert').filter({ hasText: /may take up to 50,\d\d\d tokens.*is 45,000/ });
    await notice.waitFor();
    await window.screenshot('budget-question');
    assert.equal(home.simulator.journal.length, requests);
    await notice.getByRole('button', { name: 'Cancel' }).click();
    await chat.frame.waitForFunction((text) => document.querySelector('textarea')?.value === text, question);
    await notice.waitFor({ state: 'detached' });
    await context.sized('opening-hours.txt');
    assert.equal(await chat.turns.count(), 0);
    await chat.message.press('Enter');
    await notice.getByRole('button', { name: 'Send Once' }).click();
    // Until it is taken out, the answer that never came counts as ended.
    await notice.waitFor({ state: 'detached' });
    assert.match(await chat.finishedAnswer(0), /For how much/);
    const foot = chat.answers.first().locator('.usage');
    const [, sent = '', out = ''] = /^([\d,]+) in, ([\d,]+) out · /.exec(await foot.locator('summary').innerText()) ?? [];
    await foot.locator('summary').click();
    await window.screenshot('usage');
    const facts = await foot.locator('.rows > div').allInnerTexts();
    const { messages } = home.simulator.journal.at(-1)?.body as { readonly messages: readonly { readonly content: string }[] };
    assert.equal(Number(sent.replaceAll(',', '')), estimateTokens(messages.map(({ content }) => content).join('\n')));
    for (const fact of [new RegExp(`^Sent\\s+${sent} tokens`), new RegExp(`^Answer\\s+${out} tokens`), /^First words after\s+[\d.]+ s/, /^Speed\s+[\d,]+ tokens\/s/, /^Estimate before sending\s+[\d,]+ tokens, /, /^Conversation so far\s/]) {
      assert.ok(facts.some((text) => fact.test(text)), `${fact} in ${facts.join(' | ')}`);
    }
    assert.equal(home.simulator.journal.length, requests + 1);
    assert.match(JSON.stringify(home.simulator.journal.at(-1)?.body), /File docs\/opening-hours\.txt:.*"max_tokens":50000/);
  });

  it('asks the same of an edit, which says that it waits for the person, and raises the budget of a request and of the day', async () => {
    const { window } = home.workbench;
    const review = new ReviewPage(window);
    const requests = home.simulator.journal.length;
    await window.editor.open('python/sort.py');
    await review.edit(1, 3, 'say what it costs');
    await window.notifications.filter({ hasText: /may take up to 50,\d\d\d tokens/ }).waitFor();
    await review.says('Waiting for you: may go over budget');
    await window.statusBarItem('Lathe is waiting for you: the budget').waitFor();
    await window.screenshot('budget-edit');
    await window.answerNotification('Cancel');
    await review.told('Not sent').first().waitFor();
    assert.equal(home.simulator.journal.length, requests);
    await review.lens('Retry').first().click();
    await window.answerNotification('Raise Budget...');
    await input.message.filter({ hasText: 'Type a budget in tokens' }).waitFor();
    await input.field.fill('100');
    await input.message.filter({ hasText: 'This is not enough' }).waitFor();
    await input.field.fill('60000');
    await input.field.press('Enter');
    await window.notifications.filter({ hasText: /may cost up to \$0\.05\d*\. Of your budget of \$0\.05 for today, \$0\.0\d+ is spent/ }).waitFor();
    assert.equal(home.simulator.journal.length, requests);
    await window.answerNotification('Raise Budget...');
    await input.message.filter({ hasText: 'Type a budget in USD' }).waitFor();
    await input.field.fill('1');
    await input.field.press('Enter');
    const asked = await home.simulator.waitForRequest(({ body }) => JSON.stringify(body ?? '').includes('say what it costs'));
    assert.equal(await asked.ended, 'finished');
    await review.lens('Accept').first().waitFor();
    await window.runCommand('Lathe: Reject Changes');
    await review.status.waitFor({ state: 'hidden' });
    await window.editor.closeAll();
    const chat = await window.chat();
    await chat.ask('Is there enough now?');
    assert.match(await chat.finishedAnswer(1), /enough now/);
  });

  it('gives its address and key to Claude Code, in one terminal, when the person agrees', async () => {
    const { page } = home.workbench.window;
    const { folder } = home.workbench;
    assert.ok(folder);
    await input.runCommand('Lathe: Use with Claude Code...');
    const question = page.getByRole('dialog').filter({ hasText: 'ANTHROPIC_AUTH_TOKEN is your key' });
    await question.getByRole('button', { name: 'Open Terminal' }).click();
    await page.locator('.xterm-rows').getByText('claude --model').waitFor();
    const written = new AbortController();
    const changes = watch(folder, { signal: written.signal });
    // An interrupt would take along what is typed right behind it.
    await page.keyboard.press('Control+U');
    await page.keyboard.type('printenv ANTHROPIC_BASE_URL ANTHROPIC_AUTH_TOKEN > seen.part; mv seen.part seen.txt\n');
    for await (const { filename } of changes) {
      if (filename === 'seen.txt') {
        break;
      }
    }
    written.abort();
    assert.equal(await readFile(`${folder}/seen.txt`, 'utf8'), `${home.simulator.baseUrl}\n${simulatorKey}\n`);
  });
});
