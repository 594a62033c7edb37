import type * as vscode from 'vscode';
import * as v from 'valibot';
import type { Endpoint } from '../core/endpoint.ts';
import { originOf, type EndpointProfile } from '../core/endpoints.ts';
import { stateKeys } from '../ids.ts';
import type { KeyState } from '../protocol/messages.ts';

const unreadable = Symbol('the secret storage could not be read');

const marksSchema = v.array(v.string());

/**
 * The one home of keys: VS Code's SecretStorage. A key belongs to an endpoint and the origin that its requests go to, so
 * that a changed address never receives a key that was meant for another. An environment variable is the second source.
 */
export class KeyStore {
  constructor(
    private readonly secrets: vscode.SecretStorage,
    /** Remembers for which endpoints a key was stored, to tell "never set" from "not kept"; never holds a key. */
    private readonly marks: vscode.Memento,
    private readonly environment: (name: string) => string | undefined,
  ) {}

  /** The key to send, or undefined when none is known. */
  async find(endpoint: EndpointProfile): Promise<string | undefined> {
    const stored = await this.read(endpoint);
    return typeof stored === 'string' ? stored : this.fromEnvironment(endpoint);
  }

  async state(endpoint: EndpointProfile): Promise<KeyState> {
    if (endpoint.auth === 'none') {
      return 'not-needed';
    }
    const stored = await this.read(endpoint);
    if (typeof stored === 'string') {
      return 'stored';
    }
    if (this.fromEnvironment(endpoint) !== undefined) {
      return 'environment';
    }
    if (stored === unreadable) {
      return 'unreadable';
    }
    return this.marked().includes(secretId(endpoint)) ? 'lost' : 'missing';
  }

  /** Whether a key was ever stored for the endpoint, on any origin, and not cleared since. */
  wasStored(endpoint: EndpointProfile): boolean {
    return this.marked().some((id) => id.startsWith(secretPrefix(endpoint)));
  }

  /** Stores the key and reads it back; throws when VS Code does not give back what it took. */
  async store(endpoint: EndpointProfile, key: string): Promise<void> {
    const id = secretId(endpoint);
    await this.secrets.store(id, key);
    if ((await this.secrets.get(id)) !== key) {
      throw new Error('the secret storage did not keep the key');
    }
    await this.mark(this.marked().filter((marked) => marked !== id).concat(id));
  }

  /** Forgets the stored key, on this origin and every other that the endpoint had. */
  async clear(endpoint: EndpointProfile): Promise<void> {
    const ofEndpoint = this.marked().filter((id) => id.startsWith(secretPrefix(endpoint)));
    for (const id of new Set([...ofEndpoint, secretId(endpoint)])) {
      await this.secrets.delete(id);
    }
    await this.mark(this.marked().filter((id) => !ofEndpoint.includes(id)));
  }

  /** Forgets every stored key, whatever endpoint it was for. */
  async clearAll(): Promise<void> {
    for (const id of this.marked()) {
      await this.secrets.delete(id);
    }
    await this.mark([]);
  }

  /** Fires when any key changed, in any window. */
  get onDidChange(): vscode.Event<unknown> {
    return this.secrets.onDidChange;
  }

  private async read(endpoint: EndpointProfile): Promise<string | typeof unreadable | undefined> {
    try {
      return await this.secrets.get(secretId(endpoint));
    } catch {
      // A keyring that is locked or broken; its words are not ours to log.
      return unreadable;
    }
  }

  private fromEnvironment(endpoint: EndpointProfile): string | undefined {
    const name = endpoint.keyVariable;
    return name === '' ? undefined : this.environment(name)?.trim() || undefined;
  }

  private marked(): readonly string[] {
    const result = v.safeParse(marksSchema, this.marks.get(stateKeys.keyMarks));
    return result.success ? result.output : [];
  }

  private async mark(ids: readonly string[]): Promise<void> {
    await this.marks.update(stateKeys.keyMarks, ids);
  }
}

function secretPrefix(endpoint: Endpoint): string {
  return `lathe.key ${JSON.stringify(endpoint.name)} `;
}

function secretId(endpoint: Endpoint): string {
  return secretPrefix(endpoint) + originOf(endpoint);
}
