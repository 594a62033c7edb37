import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mergedSettings } from '../../../scripts/start/profileSettings.mjs';
import { writeSettings } from '../../../scripts/workbench/server.mjs';

describe('the settings of a profile that is started again', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'lathe-profile-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const simulated = { 'lathe.endpoint': 'Simulator', 'lathe.endpoints': { Simulator: { baseUrl: 'http://127.0.0.1:2' } } };
  const before = { Simulator: { baseUrl: 'http://127.0.0.1:1' }, Mine: { baseUrl: 'https://mine.test' } };

  it('keep the endpoints that were added, and no model of another endpoint', async () => {
    await writeSettings(folder, { 'editor.tabSize': 3, 'lathe.endpoint': 'Mine', 'lathe.model': 'mine', 'lathe.endpoints': before });
    assert.deepEqual(await mergedSettings(folder, simulated), {
      'editor.tabSize': 3,
      'lathe.endpoint': 'Simulator',
      'lathe.endpoints': { Mine: before.Mine, Simulator: { baseUrl: 'http://127.0.0.1:2' } },
    });
  });

  it('keep the model of the endpoint that it is again', async () => {
    await writeSettings(folder, { 'lathe.endpoint': 'Simulator', 'lathe.model': 'other', 'lathe.endpoints': { Simulator: before.Simulator } });
    assert.deepEqual(await mergedSettings(folder, simulated), { ...simulated, 'lathe.model': 'other' });
    assert.deepEqual(await mergedSettings(folder, {}), {});
  });
});
