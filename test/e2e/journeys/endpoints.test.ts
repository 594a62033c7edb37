import assert from 'node:assert/strict';
import type { QuickInput } from '../driver/quickInput.ts';
import { simulatorKey, startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { atHome, type Home } from './atHome.ts';

const otherModel = 'deepseek-ai-DeepSeek-V3';

describe('where requests go', () => {
  let home: Home;
  let other: Simulator;
  let input: QuickInput;
  before(async () => {
    home = await atHome();
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
    await chat.startNew();
    await chat.ask('Home again?');
    assert.match(await chat.finishedAnswer(0), /Home again/);
    assert.match(JSON.stringify(home.simulator.journal.at(-1)?.body), /Home again/);
  });
});
