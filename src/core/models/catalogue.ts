import type { EndpointProfile } from '../endpoints.ts';
import { toFailure, type Failure } from '../errors.ts';
import { knownModel } from './known.ts';
import { findModel } from './modelId.ts';
import type { ModelInfo, Price } from './modelInfo.ts';
import type { ModelNotes } from './modelNotes.ts';

/** A list as an endpoint gave it once. */
export interface ModelList {
  /** ms since 1970. */
  readonly at: number;
  readonly models: readonly ModelInfo[];
}

/** Where lists are kept, by address. Neither throws. */
export interface ModelListStore {
  get(address: string): ModelList | undefined;
  set(address: string, list: ModelList): void;
}

/** A model of the list, with what was learnt by using it. */
export interface CatalogueEntry extends ModelInfo {
  /** It is listed, but a call failed then because it is not served, ms since 1970. */
  readonly unavailableAt?: number;
}

export interface Catalogue {
  readonly entries: readonly CatalogueEntry[];
  /** When the list was fetched, ms since 1970; undefined when there is none. */
  readonly at?: number;
  /** Why there is no newer one. */
  readonly failure?: Failure;
}

export interface CatalogueDeps {
  readonly list: (signal: AbortSignal) => Promise<readonly ModelInfo[]>;
  readonly store: ModelListStore;
  readonly notes: ModelNotes;
  /** ms since 1970. */
  readonly now: () => number;
}

/** How long a list is good, ms: a day. */
const freshMs = 86_400_000;

/** What models there are at an endpoint, what they cost and hold. */
export class ModelCatalogue {
  private readonly fetching = new Map<string, Promise<Failure | undefined>>();

  constructor(private readonly deps: CatalogueDeps) {}

  /** What is known without asking. */
  known(endpoint: EndpointProfile): Catalogue {
    const list = this.deps.store.get(endpoint.baseUrl);
    return list ? { entries: list.models.map((model) => this.entry(endpoint, model)), at: list.at } : { entries: [] };
  }

  /**
   * The list of the active endpoint, fetched when there is none, when it is older than a day, or when `refresh` is set. The old one
   * is kept when that fails. Throws only after an abort.
   */
  async load(endpoint: EndpointProfile, signal: AbortSignal, refresh = false): Promise<Catalogue> {
    const list = this.deps.store.get(endpoint.baseUrl);
    if (list && !refresh && this.deps.now() - list.at < freshMs) {
      return this.known(endpoint);
    }
    let running = this.fetching.get(endpoint.baseUrl);
    if (!running) {
      running = this.fetch(endpoint, signal).finally(() => this.fetching.delete(endpoint.baseUrl));
      this.fetching.set(endpoint.baseUrl, running);
    }
    const failure = await running;
    signal.throwIfAborted();
    return failure ? { ...this.known(endpoint), failure } : this.known(endpoint);
  }

  /** The person's own price, else the listed one, else the one we know; undefined when it is unknown. */
  price(endpoint: EndpointProfile, model: string): Price | undefined {
    const own = findModel(Object.entries(endpoint.prices).map(([id, price]) => ({ id, price })), model);
    // What we know of prices is of ModelsLab's.
    const ours = endpoint.name === 'ModelsLab' ? knownModel(model)?.price : undefined;
    return own?.price ?? this.find(endpoint, model)?.price ?? ours;
  }

  /** Tokens, question and answer together: what a refusal told, else what is listed, else what we know. */
  contextWindow(endpoint: EndpointProfile, model: string): number | undefined {
    return (
      this.deps.notes.get(endpoint, model).contextWindow ??
      this.find(endpoint, model)?.contextWindow ??
      knownModel(model)?.contextWindow
    );
  }

  /** All that is known of the model: what is listed, laid over what we know. `listed`: whether the endpoint lists it. */
  facts(endpoint: EndpointProfile, model: string): { readonly model: ModelInfo; readonly listed: boolean } {
    const listed = this.find(endpoint, model);
    return { model: { ...knownModel(model), ...listed, id: model }, listed: listed !== undefined };
  }

  /** What the model reads, such as `text` and `image`, as listed or as we know; undefined when nobody tells. */
  modalities(endpoint: EndpointProfile, model: string): readonly string[] | undefined {
    return this.find(endpoint, model)?.modalities ?? knownModel(model)?.modalities;
  }

  private find(endpoint: EndpointProfile, model: string): ModelInfo | undefined {
    return findModel(this.deps.store.get(endpoint.baseUrl)?.models ?? [], model);
  }

  private entry(endpoint: EndpointProfile, model: ModelInfo): CatalogueEntry {
    const { unavailableAt } = this.deps.notes.get(endpoint, model.id);
    return unavailableAt === undefined ? model : { ...model, unavailableAt };
  }

  private async fetch({ baseUrl }: EndpointProfile, signal: AbortSignal): Promise<Failure | undefined> {
    try {
      const models = await this.deps.list(signal);
      this.deps.store.set(baseUrl, { at: this.deps.now(), models });
      return undefined;
    } catch (error) {
      return toFailure(error);
    }
  }
}
