import type { Endpoint } from './endpoint.ts';
import type { Price } from './models/modelInfo.ts';

/** What the product knows of an endpoint beyond how to talk to it. */
export interface EndpointProfile extends Endpoint {
  /** Environment variable that may hold the key; empty for none. */
  readonly keyVariable: string;
  /** Page where a person gets a key; empty when not known. */
  readonly keyUrl: string;
  /** Page where the account is topped up; empty when not known. */
  readonly creditUrl: string;
  /** Path at its origin that tells what is left on the account; empty for none. */
  readonly balancePath: string;
  /** The person's own prices, by model id; they win over what the endpoint lists. */
  readonly prices: Readonly<Record<string, Price>>;
  /** A remark of whoever set it up, shown above the conversation; empty for none. */
  readonly note: string;
}

/** What an endpoint is when its settings say nothing else: OpenAI-shaped, as nearly every server is. */
export const endpointBase: Omit<EndpointProfile, 'name' | 'baseUrl'> = {
  wire: 'openai',
  auth: 'bearer',
  modelField: 'model',
  chatPath: '/v1/chat/completions',
  headers: {},
  keyVariable: '',
  keyUrl: '',
  creditUrl: '',
  balancePath: '',
  prices: {},
  note: '',
};

const local = { ...endpointBase, auth: 'none' } as const;

/** The endpoints that need no settings. */
export const builtInEndpoints: readonly EndpointProfile[] = [
  {
    ...endpointBase,
    name: 'ModelsLab',
    baseUrl: 'https://modelslab.com/api/v7/llm',
    // Chat completions are the one path of ModelsLab's four without a /v1:
    // https://docs.modelslab.com/llm-api/chat-completions
    chatPath: '/chat/completions',
    keyVariable: 'MODELSLAB_API_KEY',
    keyUrl: 'https://modelslab.com/pricing',
    creditUrl: 'https://modelslab.com/pricing',
    // Of the account, not of the language API: https://docs.modelslab.com/general-api/wallet-balance
    balancePath: '/api/wallet_balance',
  },
  { ...local, name: 'llama.cpp', baseUrl: 'http://127.0.0.1:8080' },
  { ...local, name: 'Ollama', baseUrl: 'http://127.0.0.1:11434' },
  { ...local, name: 'LM Studio', baseUrl: 'http://127.0.0.1:1234' },
];

/** Scheme, host and port of an endpoint: where its requests, and its key, go. */
export function originOf(endpoint: Pick<Endpoint, 'baseUrl'>): string {
  return new URL(endpoint.baseUrl).origin;
}
