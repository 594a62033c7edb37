import * as vscode from 'vscode';
import type { Connection } from '../core/endpoint.ts';
import { originOf, type EndpointProfile } from '../core/endpoints.ts';
import { LatheError } from '../core/errors.ts';
import { DisposableStore, Emitter, type Disposable } from '../core/lifecycle.ts';
import type { Logger } from '../core/logger.ts';
import type { EndpointStatus } from '../protocol/messages.ts';
import { clearKey, setKey } from './commands/keys.ts';
import type { KeyStore } from './secrets.ts';
import { onSettingsChanged, readSettings, type Settings } from './settings.ts';

/** The endpoint that the settings name, with its key: what is sent where, and what the panel says of it. */
export class ActiveEndpoint implements Disposable {
  private readonly store = new DisposableStore();
  private readonly changed: Emitter<void>;
  private current: Settings = readSettings();

  constructor(
    private readonly keys: KeyStore,
    logger: Logger,
  ) {
    this.changed = new Emitter((error) => {
      logger.error('a listener of the settings failed', error);
    });
    this.store.add(
      onSettingsChanged(() => {
        this.current = readSettings();
        this.changed.emit();
      }),
    );
    this.store.add(
      keys.onDidChange(() => {
        this.changed.emit();
      }),
    );
  }

  /** The settings as they are now. */
  get settings(): Settings {
    return this.current;
  }

  /** For the log: what is asked, and where. */
  get description(): string {
    const { endpoint, model } = this.current;
    return endpoint ? `${model} at ${endpoint.name}, ${originOf(endpoint)} (${endpoint.wire}, key: ${endpoint.auth})` : 'no usable endpoint';
  }

  /** Tells when the settings, or any key, changed. */
  readonly onDidChange = (listener: () => void): Disposable => this.changed.on(listener);

  dispose(): void {
    this.store.dispose();
  }

  /** What one request needs. Throws `endpoint-invalid` or `key-missing`; nothing has been sent then. */
  readonly connect = async (): Promise<Connection> => {
    const { endpoint, problem, stallTimeoutMs } = this.current;
    if (!endpoint) {
      throw new LatheError({ code: 'endpoint-invalid', retryable: false, detail: problem });
    }
    if (endpoint.auth === 'none') {
      return { endpoint, key: undefined, idleTimeoutMs: stallTimeoutMs };
    }
    const key = await this.keys.find(endpoint);
    if (key === undefined) {
      throw new LatheError({ code: 'key-missing', retryable: false });
    }
    return { endpoint, key, idleTimeoutMs: stallTimeoutMs };
  };

  readonly status = async (): Promise<EndpointStatus> => {
    const { endpoint, problem, model } = this.current;
    return {
      endpoint: endpoint?.name ?? '',
      origin: endpoint ? originOf(endpoint) : '',
      model,
      modelOnce: false,
      key: endpoint ? await this.keys.state(endpoint) : 'not-needed',
      keyVariable: endpoint?.keyVariable ?? '',
      keyUrl: endpoint?.keyUrl ?? '',
      note: endpoint?.note ?? '',
      problem,
    };
  };

  /** Asks for the key; false when none was given. */
  async setKey(): Promise<boolean> {
    const endpoint = this.usable();
    return endpoint !== undefined && (await setKey(endpoint, this.keys));
  }

  async clearKey(): Promise<void> {
    const endpoint = this.usable();
    if (endpoint) {
      await clearKey(endpoint, this.keys);
    }
  }

  /** True when a key is there or none is needed; else asks for one. */
  readonly ensureKey = async (): Promise<boolean> => {
    const endpoint = this.usable();
    if (!endpoint) {
      return false;
    }
    return endpoint.auth === 'none' || (await this.keys.find(endpoint)) !== undefined || (await this.setKey());
  };

  /** The active endpoint and its model; undefined when its settings cannot be used, which the person is then told. */
  readonly active = (): { readonly endpoint: EndpointProfile; readonly model: string } | undefined => {
    const endpoint = this.usable();
    return endpoint && { endpoint, model: this.current.model };
  };

  private usable(): EndpointProfile | undefined {
    const { endpoint, problem } = this.current;
    if (!endpoint) {
      void vscode.window.showErrorMessage(problem);
    }
    return endpoint;
  }
}
