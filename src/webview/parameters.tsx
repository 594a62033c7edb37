import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import type { ParameterName, ParameterValues, ShownParameters } from '../protocol/parameters.ts';
import { NumberField, TextField } from './fields.tsx';
import { usePage } from './page.ts';

type NumberName = 'temperature' | 'maxTokens' | 'topP' | 'frequencyPenalty' | 'presencePenalty';

/** Range and step of each number; a slider goes over the range where both ends are told. */
const numbers: Readonly<Record<NumberName, { readonly min: number; readonly max?: number; readonly step: number }>> = {
  temperature: { min: 0, max: 2, step: 0.1 },
  maxTokens: { min: 1, step: 1 },
  topP: { min: 0, max: 1, step: 0.05 },
  frequencyPenalty: { min: -2, max: 2, step: 0.1 },
  presencePenalty: { min: -2, max: 2, step: 0.1 },
};

const names = ['system', 'temperature', 'maxTokens', 'topP', 'frequencyPenalty', 'presencePenalty', 'format', 'schema'] as const;

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** What the next questions of this conversation are asked with. A change counts at once; the settings stay as they are until told otherwise. */
export function Parameters({ parameters }: { readonly parameters: ShownParameters }): JSX.Element {
  const { strings, host } = usePage();
  const id = useId();
  // A schema is kept here while it is being typed, and no JSON yet.
  const [schema, setSchema] = useState(parameters.values.schema);
  const [wantsSchema, setWantsSchema] = useState(parameters.values.format === 'schema');
  const { values, defaults, presets, remarks } = parameters;
  useEffect(() => {
    if (values.schema !== '') {
      setSchema(values.schema);
    }
    setWantsSchema((wants) => values.format === 'schema' || (wants && values.format === 'json'));
  }, [values.schema, values.format]);
  const set = (change: Partial<ParameterValues>): void => {
    host.post({ type: 'setParameters', change });
  };
  const labels: Readonly<Record<ParameterName, string>> = strings;
  const changed = names.some((name) => name !== 'schema' && values[name] !== defaults[name]);
  const format = wantsSchema ? 'schema' : values.format;
  const badSchema = wantsSchema && !isObject(schema);

  const field = (name: ParameterName, control: ComponentChildren): JSX.Element => (
    <div class={values[name] === defaults[name] ? 'parameter' : 'parameter changed'}>
      <label for={`${id}-${name}`}>{labels[name]}</label>
      {control}
      {remarks[name] !== undefined && (
        <p class="remark" id={`${id}-${name}-remark`}>
          {remarks[name]}
        </p>
      )}
    </div>
  );
  const described = (name: ParameterName): { readonly 'aria-describedby'?: string } =>
    remarks[name] === undefined ? {} : { 'aria-describedby': `${id}-${name}-remark` };
  const number = (name: NumberName): JSX.Element => {
    const { max, ...range } = numbers[name];
    const onNumber = (typed: number): void => {
      set({ [name]: Math.min(max ?? Infinity, Math.max(range.min, typed)) });
    };
    return field(
      name,
      <div class="number">
        {max !== undefined && <NumberField type="range" {...range} max={max} value={values[name]} told={parameters} aria-label={labels[name]} onNumber={onNumber} {...described(name)} />}
        <NumberField type="number" id={`${id}-${name}`} {...range} {...(max === undefined ? {} : { max })} value={values[name]} told={parameters} onNumber={onNumber} {...described(name)} />
      </div>,
    );
  };

  return (
    <section class="parameters" aria-label={strings.parameters}>
      <div class="parameter">
        <label for={`${id}-preset`}>{strings.preset}</label>
        <select
          id={`${id}-preset`}
          value=""
          onChange={(event) => {
            const preset = presets.find(({ id: each }) => each === event.currentTarget.value);
            // What it says nothing of is as ever, not what another preset has left.
            set(preset ? { ...defaults, format: values.format, schema: values.schema, ...preset.values } : {});
            event.currentTarget.value = '';
          }}
        >
          <option value="">{strings.choosePreset}</option>
          {presets.map((preset) => (
            <option key={preset.id} value={preset.id}>
              {preset.label}
            </option>
          ))}
        </select>
      </div>
      {field(
        'system',
        <TextField id={`${id}-system`} value={values.system} told={parameters} onText={(system) => { set({ system }); }} />,
      )}
      {(Object.keys(numbers) as NumberName[]).map(number)}
      {field(
        'format',
        <select
          id={`${id}-format`}
          value={format}
          {...described('format')}
          onChange={(event) => {
            const chosen = event.currentTarget.value as ParameterValues['format'];
            setWantsSchema(chosen === 'schema');
            set({ format: chosen, schema });
          }}
        >
          <option value="text">{strings.formatText}</option>
          <option value="json">{strings.formatJson}</option>
          <option value="schema">{strings.formatSchema}</option>
        </select>,
      )}
      {wantsSchema &&
        field(
          'schema',
          <>
            <textarea
              id={`${id}-schema`}
              class="code"
              rows={6}
              spellcheck={false}
              value={schema}
              aria-invalid={badSchema}
              aria-describedby={`${id}-schema-problem`}
              onInput={(event) => {
                setSchema(event.currentTarget.value);
              }}
              onChange={(event) => {
                set({ format: 'schema', schema: event.currentTarget.value });
              }}
            />
            <p class="remark" id={`${id}-schema-problem`} role="status">
              {badSchema ? strings.badSchema : ''}
            </p>
          </>,
        )}
      <div class="buttons">
        <button type="button" class="button secondary" disabled={!changed} onClick={() => { set({ ...defaults, schema }); }}>
          {strings.resetParameters}
        </button>
        <button type="button" class="button secondary" disabled={!changed} onClick={() => { host.post({ type: 'saveParameters' }); }}>
          {strings.saveParameters}
        </button>
      </div>
    </section>
  );
}
