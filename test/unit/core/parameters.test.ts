import assert from 'node:assert/strict';
import type { RequestSettings } from '../../../src/core/chat/ports.ts';
import { isSame, withFormat, withOverrides } from '../../../src/core/parameters/overrides.ts';
import { presets } from '../../../src/core/parameters/presets.ts';
import { overridesOf, valuesOf } from '../../../src/host/parameters/parameterValues.ts';

const settings: RequestSettings = {
  endpointName: 'E',
  model: 'm',
  system: 'Be kind.',
  parameters: { maxTokens: 100, temperature: 0.7, topP: 0.9, frequencyPenalty: 0, presencePenalty: 0 },
};
const defaults = valuesOf(settings);

describe('what a conversation asks with', () => {
  it('is the settings but for what was changed, and fields hold all of it', () => {
    const overrides = overridesOf({ ...defaults, system: 'Be brief.', temperature: 1.2, format: 'json' }, defaults);
    assert.deepEqual(overrides, { system: 'Be brief.', temperature: 1.2, format: { type: 'json' } });
    const own = withOverrides(settings, overrides);
    assert.deepEqual(own, { ...settings, system: 'Be brief.', parameters: { ...settings.parameters, temperature: 1.2 }, format: { type: 'json' } });
    assert.deepEqual(valuesOf(own), { ...defaults, system: 'Be brief.', temperature: 1.2, format: 'json' });
    assert.deepEqual(overridesOf(defaults, defaults), {});
  });

  it('stays within what endpoints take, whatever the page says', () => {
    const odd = overridesOf({ ...defaults, temperature: 9, topP: -1, maxTokens: 0.4, frequencyPenalty: Number.NaN, presencePenalty: Infinity }, defaults);
    assert.deepEqual(odd, { temperature: 2, topP: 0, maxTokens: 1, presencePenalty: 2 });
  });

  it('takes a schema that is one, and asks for any JSON until then', () => {
    const schema = (text: string): unknown => overridesOf({ ...defaults, format: 'schema', schema: text }, defaults).format;
    assert.deepEqual(schema('{"title":"A list!","type":"array"}'), { type: 'schema', name: 'A_list_', schema: { title: 'A list!', type: 'array' } });
    assert.deepEqual(schema('{}'), { type: 'schema', name: 'answer', schema: {} });
    for (const none of ['', '{', '[]', 'null', '"a"', '1']) {
      assert.deepEqual(schema(none), { type: 'json' });
    }
  });

  it('is the same in any order of its fields', () => {
    assert.ok(isSame({ topP: 1, system: 'a' }, { system: 'a', topP: 1 }));
    assert.ok(!isSame({ topP: 1 }, { topP: 0.9 }));
    assert.deepEqual(withFormat({ topP: 1, format: { type: 'json' } }, undefined), { topP: 1 });
  });

  it('has a preset of all that ModelsLab\'s page begins with', () => {
    assert.deepEqual(presets.find(({ id }) => id === 'page')?.values, {
      system: 'You are a helpful AI assistant specialized in providing accurate and detailed responses.',
      ...{ temperature: 0.7, maxTokens: 1000, topP: 0.9, frequencyPenalty: 0, presencePenalty: 0 },
    });
  });

  it('has presets that need no moving into their range', () => {
    for (const { values } of presets) {
      const all = { ...defaults, ...values };
      assert.deepEqual(valuesOf(withOverrides(settings, overridesOf(all, defaults))), all);
    }
  });
});
