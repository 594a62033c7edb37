import type { ChatSession } from '../../core/chat/session.ts';
import { Emitter, type Disposable } from '../../core/lifecycle.ts';
import type { Logger } from '../../core/logger.ts';
import type { EndpointStatus } from '../../protocol/messages.ts';
import { readSettings, type Settings } from '../settings.ts';

/** The model of the next message alone, where the person chose one for it. */
export class NextModel implements Disposable {
  private model: string | undefined;
  /** Settings with that model, until others are read. */
  private read: { readonly instead: Settings; readonly settings: Settings } | undefined;
  private subscription: Disposable | undefined;
  private readonly changed: Emitter<void>;

  constructor(logger: Logger) {
    this.changed = new Emitter((error) => {
      logger.error('a listener of the next model failed', error);
    });
  }

  /** Tells when one was chosen, and when it was used. */
  readonly onDidChange = (listener: () => void): Disposable => this.changed.on(listener);

  /** It is used up by the next question of this conversation. */
  follow(session: Pick<ChatSession, 'onEvent'>): void {
    this.subscription = session.onEvent((event) => {
      if (event.type === 'turn' && this.model !== undefined) {
        this.choose(undefined);
      }
    });
  }

  choose(model: string | undefined): void {
    this.model = model;
    this.changed.emit();
  }

  /** What the next question is asked with. */
  over(settings: Settings): Settings {
    if (this.model === undefined) {
      return settings;
    }
    if (this.read?.instead !== settings || this.read.settings.model !== this.model) {
      this.read = { instead: settings, settings: readSettings(this.model) };
    }
    return this.read.settings;
  }

  status(status: EndpointStatus): EndpointStatus {
    return this.model === undefined ? status : { ...status, model: this.model, modelOnce: true };
  }

  dispose(): void {
    this.subscription?.dispose();
  }
}
