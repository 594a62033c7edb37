import * as vscode from 'vscode';
import { normaliseBaseUrl } from '../../core/baseUrl.ts';
import type { Client } from '../../core/client.ts';
import { builtInEndpoints, type EndpointProfile } from '../../core/endpoints.ts';
import { toFailure } from '../../core/errors.ts';
import { keyProblem } from '../commands/keys.ts';
import { describeFailure } from '../errorText.ts';
import type { KeyStore } from '../secrets.ts';
import { endpointNames, saveActiveEndpoint, saveEndpoint, saveModel } from '../settings.ts';
import { nameFor, profileOf, settingOf, type EndpointDraft } from './endpointDraft.ts';
import { askChoice, askText, type Step, type StepPlace } from './inputs.ts';

export interface AddEndpointDeps {
  readonly client: Client;
  readonly keys: KeyStore;
  /** The model that is set now. */
  readonly model: () => string;
}

/** How long a server on this machine has to answer, ms. */
const localPatienceMs = 1500;

interface KindItem extends vscode.QuickPickItem {
  readonly change: Partial<EndpointDraft>;
}

type Question = (draft: EndpointDraft, place: StepPlace, deps: AddEndpointDeps) => Promise<Step<Partial<EndpointDraft>>>;

/**
 * Asks step by step for an endpoint, writes it and makes it the active one. Nothing is written before the last step, so that leaving
 * changes nothing. Resolves to whether there is a new endpoint to be checked.
 */
export async function addEndpoint(deps: AddEndpointDeps): Promise<boolean> {
  const drafts: EndpointDraft[] = [{ wire: 'openai', address: '', name: '', key: '', model: deps.model() }];
  for (;;) {
    const draft = drafts.at(-1);
    if (!draft) {
      return false;
    }
    // A built-in endpoint has an address, a name, and needs no key.
    const questions: readonly Question[] = draft.builtIn ? [askKind, askModel] : [askKind, askAddress, askName, askKey, askModel];
    const question = questions[drafts.length - 1];
    if (!question) {
      await save(draft, deps.keys);
      return true;
    }
    const place = { title: vscode.l10n.t('Add Endpoint'), step: drafts.length, steps: questions.length };
    const answer = await question(draft, place, deps);
    if (answer === 'cancelled') {
      return false;
    }
    if (answer === 'back') {
      drafts.pop();
    } else {
      drafts.push({ ...draft, ...answer.value });
    }
  }
}

async function askKind(_draft: EndpointDraft, place: StepPlace, { client }: AddEndpointDeps): Promise<Step<Partial<EndpointDraft>>> {
  const local = builtInEndpoints.filter(({ auth }) => auth === 'none');
  const itemOf = (endpoint: EndpointProfile, state: string): KindItem => ({
    label: endpoint.name,
    description: state === '' ? endpoint.baseUrl : `${endpoint.baseUrl} · ${state}`,
    change: { builtIn: endpoint },
  });
  const compatible: readonly KindItem[] = [
    { label: vscode.l10n.t('OpenAI-compatible'), description: vscode.l10n.t('any server with chat completions'), change: { wire: 'openai' } },
    { label: vscode.l10n.t('Anthropic-compatible'), description: vscode.l10n.t('any server with messages'), change: { wire: 'anthropic' } },
  ];
  const answer = await askChoice<KindItem>(place, {
    placeholder: vscode.l10n.t('Which endpoint?'),
    items: [...local.map((endpoint) => itemOf(endpoint, '')), ...compatible],
    load: async (signal) => {
      const states = await Promise.all(local.map((endpoint) => stateOf(client, endpoint, signal)));
      return [...local.map((endpoint, index) => itemOf(endpoint, states[index] ?? '')), ...compatible];
    },
  });
  return typeof answer === 'string' ? answer : { value: answer.value.change };
}

async function stateOf(client: Client, endpoint: EndpointProfile, signal: AbortSignal): Promise<string> {
  try {
    const patient = AbortSignal.any([signal, AbortSignal.timeout(localPatienceMs)]);
    await client.listModelsOf({ endpoint, key: undefined, idleTimeoutMs: localPatienceMs }, patient);
    return vscode.l10n.t('running');
  } catch {
    return vscode.l10n.t('not running');
  }
}

async function askAddress(draft: EndpointDraft, place: StepPlace): Promise<Step<Partial<EndpointDraft>>> {
  const answer = await askText(place, {
    prompt: vscode.l10n.t('Address of the API. A trailing /v1 or the path of a call may stay on it.'),
    placeholder: 'https://llm.example.com/v1',
    value: draft.address,
    problem: (text) =>
      normaliseBaseUrl(text) === undefined ? vscode.l10n.t('This must be a full http or https URL without a user name, a query or a fragment.') : undefined,
  });
  return typeof answer === 'string' ? answer : { value: { address: answer.value } };
}

async function askName(draft: EndpointDraft, place: StepPlace): Promise<Step<Partial<EndpointDraft>>> {
  const taken = endpointNames();
  const answer = await askText(place, {
    prompt: vscode.l10n.t('A name for it'),
    value: draft.name || nameFor(draft.address, taken),
    problem: (text) =>
      text === '' ? vscode.l10n.t('It needs a name.') : taken.includes(text) ? vscode.l10n.t('There is an endpoint of this name already.') : undefined,
  });
  return typeof answer === 'string' ? answer : { value: { name: answer.value } };
}

async function askKey(draft: EndpointDraft, place: StepPlace): Promise<Step<Partial<EndpointDraft>>> {
  const answer = await askText(place, {
    prompt: vscode.l10n.t("The API key, kept in VS Code's secret storage and sent only to {0}. Empty when it needs none.", new URL(draft.address).origin),
    password: true,
    problem: (text) => (text === '' ? undefined : keyProblem(text)),
  });
  return typeof answer === 'string' ? answer : { value: { key: answer.value } };
}

async function askModel(draft: EndpointDraft, place: StepPlace, { client }: AddEndpointDeps): Promise<Step<Partial<EndpointDraft>>> {
  const endpoint = profileOf(draft);
  const answer = await askChoice<vscode.QuickPickItem>(place, {
    placeholder: vscode.l10n.t('Choose a model, or type its ID'),
    items: [],
    typed: (text) => (text === '' ? undefined : { label: text, alwaysShow: true }),
    load: async (signal) => {
      const models = await client.listModelsOf({ endpoint, key: draft.key || undefined, idleTimeoutMs: 10_000 }, signal);
      return models.map(({ id, name }) => ({ label: id, ...(name === undefined ? {} : { description: name }) }));
    },
    // An empty list by itself would not tell that the key was wrong, which one step back mends.
    unloaded: (error) => vscode.l10n.t('No list: {0}', describeFailure(toFailure(error), endpoint.name).message),
  });
  return typeof answer === 'string' ? answer : { value: { model: answer.value.label } };
}

async function save(draft: EndpointDraft, keys: KeyStore): Promise<void> {
  const profile = profileOf(draft);
  const setting = settingOf(draft);
  if (setting) {
    await saveEndpoint(profile.name, setting);
  }
  if (draft.key !== '') {
    await keys.store(profile, draft.key);
  }
  await saveModel(draft.model);
  await saveActiveEndpoint(profile.name);
}
