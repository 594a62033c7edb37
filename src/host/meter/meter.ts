import type { ChatSession } from '../../core/chat/session.ts';
import type { SessionEvent } from '../../core/chat/sessionEvent.ts';
import { DisposableStore, type Disposable } from '../../core/lifecycle.ts';
import type { Logger } from '../../core/logger.ts';
import type { ModelCatalogue } from '../../core/models/catalogue.ts';
import type { Budget } from '../../core/usage/budget.ts';
import type { TokenEstimator } from '../../core/usage/estimate.ts';
import { outlookOf, type Attached } from '../../core/usage/outlook.ts';
import type { ShownMeter } from '../../protocol/meter.ts';
import type { Settings } from '../settings.ts';
import { meterText } from './meterText.ts';
import type { Wallet } from './wallet.ts';

export interface MeterDeps {
  readonly session: Pick<ChatSession, 'conversation' | 'hasEarlier' | 'whole' | 'onEvent'>;
  /** What is attached. `isLooking`: some of it is not known yet. */
  readonly attachments: { readonly attached: readonly Attached[]; readonly isLooking: boolean };
  readonly draft: () => string;
  readonly wallet: Pick<Wallet, 'shown'>;
  /** What the next question is asked with. */
  readonly settings: () => Settings;
  readonly budget: Pick<Budget, 'closest'>;
  readonly catalogue: ModelCatalogue;
  readonly estimator: TokenEstimator;
  /** Each tells when something of it changed. */
  readonly sources: readonly { readonly onDidChange: (listener: () => void) => Disposable }[];
  readonly tell: (meter: ShownMeter | undefined) => void;
  readonly logger: Logger;
}

/** Changes of so long a time are counted together, ms. */
const restMs = 50;

/** Events after which something else would be sent. */
const concerned: ReadonlySet<SessionEvent['type']> = new Set(['turn', 'end', 'removed', 'shown', 'opened', 'extended', 'configured', 'compacted', 'uncompacted'] as const);

/** Tells the page what would be sent if the question went out now; counted when something changed, and never while a key is pressed. */
export class Meter implements Disposable {
  private readonly store = new DisposableStore();
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Nothing is counted before a page is there to show it. */
  private isShown = false;
  private run = 0;

  constructor(private readonly deps: MeterDeps) {
    for (const source of deps.sources) {
      this.store.add(source.onDidChange(this.refresh));
    }
    this.store.add(
      deps.session.onEvent(({ type }) => {
        if (concerned.has(type)) {
          this.refresh();
        }
      }),
    );
  }

  /** A page has begun, and is told. */
  readonly begin = (): void => {
    this.isShown = true;
    this.refresh();
  };

  /** Something of it may have changed. */
  readonly refresh = (): void => {
    if (this.isShown) {
      this.timer ??= setTimeout(() => {
        this.timer = undefined;
        this.count().catch((error: unknown) => {
          this.deps.logger.error('what would be sent could not be counted', error);
        });
      }, restMs);
    }
  };

  dispose(): void {
    clearTimeout(this.timer);
    this.isShown = false;
    this.store.dispose();
  }

  private async count(): Promise<void> {
    const { session, attachments, budget, catalogue, estimator } = this.deps;
    const run = ++this.run;
    const settings = this.deps.settings();
    const { endpoint, model } = settings;
    if (!endpoint) {
      this.deps.tell(undefined);
      return;
    }
    const { conversation } = session;
    const draft = this.deps.draft();
    const lacksTurns = session.hasEarlier && !(conversation.compaction && conversation.turn(conversation.compaction.turn));
    const outlook = outlookOf({ estimator, catalogue }, endpoint, settings, conversation, attachments.attached, draft);
    const closest = await budget.closest(model, outlook.sent, outlook.answer);
    if (run === this.run) {
      const balance = this.deps.wallet.shown;
      const isPartial = lacksTurns || attachments.isLooking;
      this.deps.tell({ ...meterText({ outlook, closest, model, isPartial }), ...(balance === undefined ? {} : { balance }) });
    }
    if (lacksTurns && draft.trim() !== '') {
      // All of it is needed as soon as the question is sent.
      await session.whole();
    }
  }
}
