import { Emitter, type Disposable } from '../../lifecycle.ts';
import type { Reference } from '../../chat/events.ts';
import type { TakeOptions, Taken, Taker, TrayStore } from './ports.ts';
import { keyOf, type Source } from './source.ts';

/** `hand`: the person added it. `active`: what is open in the editor. `rules`: the project's instructions. */
export type Origin = 'hand' | 'active' | 'rules';

/** One chip above the message box. */
export interface Attachment {
  readonly id: string;
  readonly source: Source;
  readonly origin: Origin;
  /** Off: it is offered and not sent. What was added by hand is always on. */
  readonly on: boolean;
  readonly label: string;
  /** As far as it is known; undefined while it is being looked at. */
  readonly taken: Taken | undefined;
  /** 0 to 1 while that takes long. */
  readonly progress: number | undefined;
}

export interface TrayDeps {
  readonly taker: Taker;
  readonly store: TrayStore;
  readonly newId: () => string;
  readonly onError: (error: unknown) => void;
}

interface Item {
  readonly id: string;
  source: Source;
  readonly origin: Origin;
  on: boolean;
  taken: Taken | undefined;
  progress: number | undefined;
  looking: AbortController | undefined;
}

/** What `gather` found: what goes with the question, or those that cannot be sent and were not known to be. */
export type Gathered =
  | { readonly type: 'ready'; readonly references: readonly Reference[] }
  | { readonly type: 'faults'; readonly labels: readonly string[] };

/**
 * What goes with the next question: what the person added, and what is offered of its own and may be switched off. It holds what
 * things point to; their texts are taken anew when the question is sent.
 */
export class Tray implements Disposable {
  private readonly changed: Emitter<void>;
  private offers: Item[] = [];
  private added: Item[];
  /** Keys of rules that are off, and `active` for what is open in the editor. */
  private readonly off: Set<string>;

  constructor(private readonly deps: TrayDeps) {
    this.changed = new Emitter(deps.onError);
    const { sources, off } = deps.store.load();
    this.off = new Set(off);
    this.added = sources.map((source) => this.item(source, 'hand', true));
    for (const item of this.added) {
      void this.look(item);
    }
  }

  readonly onDidChange = (listener: () => void): Disposable => this.changed.on(listener);

  /** Rules first, then what is open, then what was added; what was added is not offered again. */
  get items(): readonly Attachment[] {
    const added = new Set(this.added.map(({ source }) => keyOf(source)));
    const offers = this.offers.filter(({ source }) => !added.has(keyOf(source)));
    return [...offers, ...this.added].map((item) => ({
      id: item.id,
      source: item.source,
      origin: item.origin,
      on: item.on,
      label: item.taken?.type === 'text' ? item.taken.reference.label : (item.taken?.label ?? this.deps.taker.label(item.source)),
      taken: item.taken,
      progress: item.progress,
    }));
  }

  /** Adds it, unless it is there already; returns its id. */
  add(source: Source): string {
    const there = this.added.find((item) => keyOf(item.source) === keyOf(source));
    if (there) {
      return there.id;
    }
    const item = this.item(source, 'hand', true);
    this.added.push(item);
    void this.look(item);
    this.save();
    return item.id;
  }

  /** Takes out what was added. */
  remove(id: string): void {
    const item = this.added.find((each) => each.id === id);
    if (item) {
      this.added = this.added.filter((each) => each !== item);
      this.letGo(item);
      this.save();
    }
  }

  /** Sends what is offered, or does not; remembered. */
  switch(id: string, on: boolean): void {
    const item = this.offers.find((each) => each.id === id);
    if (item && item.on !== on) {
      item.on = on;
      const key = offKey(item);
      if (on) {
        this.off.delete(key);
      } else {
        this.off.add(key);
      }
      this.save();
    }
  }

  /** What is offered of this origin from now on. */
  offer(origin: 'active' | 'rules', sources: readonly Source[]): void {
    const wanted = new Set(sources.map(keyOf));
    const current = this.offers.filter((item) => item.origin === origin);
    const known = new Map(current.map((item) => [keyOf(item.source), item]));
    if (wanted.size === known.size && [...wanted].every((key) => known.has(key))) {
      return;
    }
    const next = sources.map((source) => {
      const kept = known.get(keyOf(source));
      if (kept) {
        return kept;
      }
      const item = this.item(source, origin, true);
      item.on = !this.off.has(offKey(item));
      void this.look(item);
      return item;
    });
    for (const item of current.filter((each) => !next.includes(each))) {
      item.looking?.abort();
    }
    const others = this.offers.filter((item) => item.origin !== origin);
    this.offers = origin === 'rules' ? [...next, ...others] : [...others, ...next];
    this.changed.emit();
  }

  /** Looks again at those that `concerns` says may have changed. */
  refresh(concerns: (source: Source) => boolean): void {
    for (const item of [...this.offers, ...this.added].filter(({ source }) => concerns(source))) {
      void this.look(item);
    }
  }

  /** Looks again at one, as it would be sent with this question. Undefined when it is gone, or is being looked at anew. */
  async lookFor(id: string, question: string): Promise<Taken | undefined> {
    const item = [...this.offers, ...this.added].find((each) => each.id === id);
    return item && this.look(item, question);
  }

  /** Puts another source in the place of one that was added, such as lines that have moved. */
  move(change: (source: Source) => Source): void {
    let moved = false;
    for (const item of this.added) {
      const next = change(item.source);
      moved ||= next !== item.source;
      item.source = next;
    }
    if (moved) {
      this.save();
    }
  }

  /** Takes the texts of all that is on, as they are now. Throws only after an abort. */
  async gather(question: string, signal: AbortSignal): Promise<Gathered> {
    const ids = new Set(this.items.filter(({ on }) => on).map(({ id }) => id));
    const items = [...this.offers, ...this.added].filter(({ id }) => ids.has(id));
    const surprises: string[] = [];
    const taken = await Promise.all(
      items.map(async (item) => {
        const before = item.taken;
        const now = await this.take(item, signal, question);
        // One that was known not to go is told by its chip; one that has just come to that is told first.
        if (now.type === 'fault' && before?.type !== 'fault' && item.origin === 'hand') {
          surprises.push(now.label);
        }
        return now;
      }),
    );
    signal.throwIfAborted();
    return surprises.length > 0
      ? { type: 'faults', labels: surprises }
      : { type: 'ready', references: taken.flatMap((each) => (each.type === 'text' ? [each.reference] : [])) };
  }

  /** All that is on, for a message that goes out later: what was added for it leaves the tray, and is the taker's to let go. */
  takeAll(): readonly { readonly label: string; readonly source: Source }[] {
    const taken = this.items.filter(({ on }) => on).map(({ label, source }) => ({ label, source }));
    for (const item of this.added) {
      item.looking?.abort();
    }
    this.added = [];
    this.save();
    return taken;
  }

  /** Takes the texts of what `takeAll` gave, as they are now. `without`: what cannot be had is left out. Throws only after an abort. */
  async gatherTaken(question: string, taken: readonly { readonly label: string; readonly source: Source }[], signal: AbortSignal, without: boolean): Promise<Gathered> {
    const all = await Promise.all(taken.map(({ source }) => this.deps.taker.take(source, signal, { question, onProgress: () => undefined })));
    signal.throwIfAborted();
    const faults = all.flatMap((each) => (each.type === 'fault' ? [each.label] : []));
    return faults.length > 0 && !without
      ? { type: 'faults', labels: faults }
      : { type: 'ready', references: all.flatMap((each) => (each.type === 'text' ? [each.reference] : [])) };
  }

  /** What `takeAll` gave is not needed any more. */
  release(taken: readonly { readonly source: Source }[]): void {
    for (const { source } of taken) {
      this.deps.store.release(source);
    }
  }

  /** The question was sent: what was added for it goes. */
  sent(): void {
    const { added } = this;
    this.added = [];
    for (const item of added) {
      this.letGo(item);
    }
    this.save();
  }

  dispose(): void {
    for (const item of [...this.offers, ...this.added]) {
      item.looking?.abort();
    }
  }

  private item(source: Source, origin: Origin, on: boolean): Item {
    return { id: this.deps.newId(), source, origin, on, taken: undefined, progress: undefined, looking: undefined };
  }

  private letGo(item: Item): void {
    item.looking?.abort();
    this.deps.store.release(item.source);
  }

  /** Undefined when something has come in between. */
  private async look(item: Item, question = ''): Promise<Taken | undefined> {
    item.looking?.abort();
    const controller = new AbortController();
    item.looking = controller;
    try {
      return await this.take(item, controller.signal, question);
    } catch (error) {
      if (!controller.signal.aborted) {
        this.deps.onError(error);
      }
      return undefined;
    }
  }

  private async take(item: Item, signal: AbortSignal, question: string): Promise<Taken> {
    const onProgress: TakeOptions['onProgress'] = (share) => {
      if (!signal.aborted) {
        item.progress = share;
        this.changed.emit();
      }
    };
    const taken = await this.deps.taker.take(item.source, signal, { question, onProgress });
    signal.throwIfAborted();
    item.taken = taken;
    item.progress = undefined;
    this.changed.emit();
    return taken;
  }

  private save(): void {
    this.deps.store.save({ sources: this.added.map(({ source }) => source), off: [...this.off] });
    this.changed.emit();
  }
}

/** What is open is one thing, whatever it is at the time; rules are switched off one by one. */
function offKey({ origin, source }: { readonly origin: Origin; readonly source: Source }): string {
  return origin === 'active' ? 'active' : keyOf(source);
}
