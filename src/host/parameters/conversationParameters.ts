import type { ChatSession } from '../../core/chat/session.ts';
import { Emitter, type Disposable } from '../../core/lifecycle.ts';
import type { Logger } from '../../core/logger.ts';
import type { ModelNotes } from '../../core/models/modelNotes.ts';
import { withFormat, withOverrides } from '../../core/parameters/overrides.ts';
import { presets } from '../../core/parameters/presets.ts';
import type { ParameterValues, ShownParameters } from '../../protocol/parameters.ts';
import { saveParameters, type Settings } from '../settings.ts';
import { remarksOn, presetLabel } from './parameterText.ts';
import { overridesOf, valuesOf } from './parameterValues.ts';

/** What the conversation asks with: the settings, and what the person changed for it alone. */
export class ConversationParameters {
  private readonly changed: Emitter<void>;

  constructor(
    private readonly session: Pick<ChatSession, 'overrides' | 'configure'>,
    /** What the next question would be asked with if nothing were changed for the conversation. */
    private readonly settings: () => Settings,
    private readonly notes: ModelNotes,
    logger: Logger,
  ) {
    this.changed = new Emitter((error) => {
      logger.error('a listener of the parameters failed', error);
    });
  }

  readonly onDidChange = (listener: () => void): Disposable => this.changed.on(listener);

  /** What the next question is asked with. */
  get current(): Settings {
    return withOverrides(this.settings(), this.session.overrides);
  }

  get shown(): ShownParameters {
    const settings = this.settings();
    const refused = settings.endpoint ? (this.notes.get(settings.endpoint, settings.model).refused ?? []) : [];
    const values = valuesOf(withOverrides(settings, this.session.overrides));
    return {
      values,
      defaults: valuesOf(settings),
      presets: presets.map(({ id, values }) => ({ id, label: presetLabel(id), values })),
      remarks: remarksOn(settings.endpoint?.wire ?? 'openai', refused, values),
    };
  }

  set(change: Partial<ParameterValues>): void {
    const settings = this.settings();
    const values = { ...valuesOf(withOverrides(settings, this.session.overrides)), ...change };
    this.session.configure(overridesOf(values, valuesOf(settings)));
    this.changed.emit();
  }

  /** The settings become what the conversation asks with; the format of answers is of the conversation alone. */
  async save(): Promise<void> {
    await saveParameters(withFormat(this.session.overrides, undefined));
    // The person may have changed it while the settings were written.
    const { format } = this.session.overrides;
    this.session.configure(format ? { format } : {});
    this.changed.emit();
  }
}
