import * as vscode from 'vscode';
import * as v from 'valibot';
import { normaliseBaseUrl } from '../core/baseUrl.ts';
import type { RequestSettings } from '../core/chat/ports.ts';
import { authForms } from '../core/endpoint.ts';
import { builtInEndpoints, endpointBase, type EndpointProfile } from '../core/endpoints.ts';
import { maxTokensFor } from '../core/limits.ts';
import type { Overrides } from '../core/parameters/overrides.ts';
import type { Excess, Limits } from '../core/usage/budget.ts';
import { settingDefaults, type EndpointSetting, type SettingId, type SettingValues } from '../ids.ts';

/** Everything the person set, read once, checked and clamped. Read anew after each change. */
export interface Settings extends RequestSettings {
  /** The active endpoint; undefined when its settings cannot be used, and `problem` says why. */
  readonly endpoint: EndpointProfile | undefined;
  /** Most tokens of a folder or of the workspace that is attached; `auto`: what the model has room for. */
  readonly workspaceTokens: 'auto' | number;
  /** What may be spent before the person is asked. */
  readonly budget: Limits;
  /** Longest silence on a stream, ms; 5 s to 1 h. */
  readonly stallTimeoutMs: number;
  /** What is wrong, localized, naming the setting; empty when nothing is. */
  readonly problem: string;
}

const price = v.pipe(v.number(), v.minValue(0));

const entry = v.object({
  baseUrl: v.exactOptional(v.string()),
  wire: v.exactOptional(v.picklist(['openai', 'anthropic'])),
  auth: v.exactOptional(v.picklist(authForms)),
  modelField: v.exactOptional(v.picklist(['model', 'model_id', 'both'])),
  chatPath: v.exactOptional(v.pipe(v.string(), v.startsWith('/'))),
  headers: v.exactOptional(v.record(v.string(), v.string())),
  keyVariable: v.exactOptional(v.string()),
  keyUrl: v.exactOptional(v.pipe(v.string(), v.regex(/^https:\/\//))),
  creditUrl: v.exactOptional(v.pipe(v.string(), v.regex(/^https:\/\//))),
  prices: v.exactOptional(v.record(v.string(), v.object({ input: price, output: price }))),
  note: v.exactOptional(v.string()),
});

/** `other`: a model to ask in place of the one that is set. */
export function readSettings(other?: string): Settings {
  const model = other ?? (text('lathe.model').trim() || settingDefaults['lathe.model']);
  const { endpoint, problem } = readEndpoint(text('lathe.endpoint'));
  const maxTokens = value('lathe.maxTokens');
  const workspaceTokens = value('lathe.workspaceTokens');
  return Object.freeze({
    endpointName: endpoint?.name ?? text('lathe.endpoint'),
    model,
    system: text('lathe.systemMessage'),
    parameters: Object.freeze({
      maxTokens: maxTokensFor(typeof maxTokens === 'number' ? Math.max(1, Math.round(maxTokens)) : 'auto', model),
      temperature: number('lathe.temperature', 0, 2),
      topP: number('lathe.topP', 0, 1),
      frequencyPenalty: number('lathe.frequencyPenalty', -2, 2),
      presencePenalty: number('lathe.presencePenalty', -2, 2),
    }),
    endpoint,
    problem,
    workspaceTokens: typeof workspaceTokens === 'number' ? Math.max(1000, Math.round(workspaceTokens)) : 'auto',
    budget: Object.freeze({
      turn: { usd: limit('lathe.budget.turn'), tokens: limit('lathe.budget.turnTokens') },
      day: { usd: limit('lathe.budget.day'), tokens: limit('lathe.budget.dayTokens') },
    }),
    stallTimeoutMs: number('lathe.stallTimeout', 5, 3600) * 1000,
  });
}

/** Days that conversations are kept; 0 for ever. */
export function retentionDays(): number {
  return Math.max(0, Math.floor(number('lathe.history.retentionDays', 0, 36_500)));
}

/** Calls `listener` when any of our settings changed. */
export function onSettingsChanged(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('lathe')) {
      listener();
    }
  });
}

/** The endpoint of this name, checked; undefined when it cannot be used, and `problem` says why. */
export function readEndpoint(name: string): Pick<Settings, 'endpoint' | 'problem'> {
  const all: unknown = value('lathe.endpoints');
  const own = v.is(v.record(v.string(), v.unknown()), all) ? all[name] : undefined;
  const builtIn = builtInEndpoints.find((endpoint) => endpoint.name === name);
  if (own === undefined && !builtIn) {
    return {
      endpoint: undefined,
      problem: vscode.l10n.t('No endpoint is named "{0}". Add it to lathe.endpoints, or change lathe.endpoint.', name),
    };
  }
  const parsed = v.safeParse(entry, own ?? {});
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const fields = [name, ...(issue.path ?? []).map((item) => String(item.key))].join(' > ');
    return {
      endpoint: undefined,
      problem: vscode.l10n.t('The setting lathe.endpoints > {0} cannot be used: its value is not one of those allowed.', fields),
    };
  }
  const url = parsed.output.baseUrl ?? builtIn?.baseUrl ?? '';
  const baseUrl = normaliseBaseUrl(url);
  if (baseUrl === undefined) {
    return {
      endpoint: undefined,
      problem: vscode.l10n.t('The address of the endpoint "{0}" cannot be used: "{1}". It must be a full http or https URL without a user name, a query or a fragment. Change lathe.endpoints.', name, shownUrl(url)),
    };
  }
  return { endpoint: { ...endpointBase, ...builtIn, ...parsed.output, name, baseUrl }, problem: '' };
}

/** As much of an address as can be shown: a person may have put a password or a key into the rest. */
function shownUrl(url: string): string {
  try {
    const { protocol, host } = new URL(url);
    return `${protocol}//${host}/...`;
  } catch {
    return url.replace(/^.*@/, '').replace(/[?#].*$/, '');
  }
}

function value<K extends SettingId>(id: K): SettingValues[K] {
  return vscode.workspace.getConfiguration().get<SettingValues[K]>(id, settingDefaults[id]);
}

type SettingOf<T> = { [K in SettingId]: SettingValues[K] extends T ? K : never }[SettingId];

// A settings file holds whatever was typed into it, so the declared types are hopes.
function text(id: SettingOf<string>): string {
  const found: unknown = value(id);
  return typeof found === 'string' ? found : settingDefaults[id];
}

function number(id: SettingOf<number>, least: number, most: number): number {
  const found: unknown = value(id);
  const usable = typeof found === 'number' && Number.isFinite(found) ? found : settingDefaults[id];
  return Math.min(most, Math.max(least, usable));
}

function limit(id: SettingOf<number>): number {
  return number(id, 0, Number.MAX_SAFE_INTEGER);
}

/** Makes this the limit of the person's budget. */
export async function saveLimit({ span, unit }: Pick<Excess, 'span' | 'unit'>, to: number): Promise<void> {
  await save(`lathe.budget.${span}${unit === 'tokens' ? 'Tokens' : ''}`, to);
}

/** Makes `model` the person's own choice, everywhere. */
export async function saveModel(model: string): Promise<void> {
  await save('lathe.model', model);
}

/** Makes these the person's own, for every conversation. */
export async function saveParameters({ system, temperature, maxTokens, topP, frequencyPenalty, presencePenalty }: Omit<Overrides, 'format'>): Promise<void> {
  const values = {
    'lathe.systemMessage': system,
    'lathe.temperature': temperature,
    'lathe.maxTokens': maxTokens,
    'lathe.topP': topP,
    'lathe.frequencyPenalty': frequencyPenalty,
    'lathe.presencePenalty': presencePenalty,
  } as const;
  for (const [id, given] of Object.entries(values)) {
    if (given !== undefined) {
      await save(id as keyof typeof values, given);
    }
  }
}

/** Makes the endpoint of this name the active one. */
export async function saveActiveEndpoint(name: string): Promise<void> {
  await save('lathe.endpoint', name);
}

/** Lays `change` over what the person's settings say of the endpoint; the rest of them stays as it is. */
export async function saveEndpoint(name: string, change: EndpointSetting): Promise<void> {
  const own: unknown = vscode.workspace.getConfiguration().inspect('lathe.endpoints')?.globalValue;
  const all = v.is(v.record(v.string(), v.unknown()), own) ? own : {};
  const before = all[name];
  const entry = { ...(v.is(v.record(v.string(), v.unknown()), before) ? before : {}), ...change };
  await save('lathe.endpoints', { ...all, [name]: entry });
}

/** The names of all endpoints that there are, the built-in ones first. */
export function endpointNames(): readonly string[] {
  const own: unknown = value('lathe.endpoints');
  const names = v.is(v.record(v.string(), v.unknown()), own) ? Object.keys(own) : [];
  return [...new Set([...builtInEndpoints.map(({ name }) => name), ...names])];
}

// Where requests go is the person's alone, so it is written to the settings of the person.
async function save(id: SettingId, to: unknown): Promise<void> {
  await vscode.workspace.getConfiguration().update(id, to, vscode.ConfigurationTarget.Global);
}
