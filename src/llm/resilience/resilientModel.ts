import type { Connection } from '../../core/endpoint.ts';
import { LatheError, isLatheError, type Failure } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';
import type { ChatModel, ChatRequest, ModelDelta, Progress } from '../../core/model.ts';
import type { ModelNotes } from '../../core/models/modelNotes.ts';
import { jsonSchemaRefused } from '../openai/request.ts';
import { sentFields } from '../httpRequest.ts';
import { waitBefore } from './backoff.ts';
import { toldLimits } from './limits.ts';
import type { RequestPlaces } from './requestPlaces.ts';
import { refusedField } from './refusedField.ts';

/** One request to the endpoint and its answer, without a second try. */
export type Exchange = (
  request: ChatRequest,
  connection: Connection,
  without: ReadonlySet<string>,
  signal: AbortSignal,
  onProgress?: (progress: Progress) => void,
) => AsyncIterable<ModelDelta>;

export interface ResilienceDeps {
  readonly exchange: Exchange;
  readonly connect: () => Promise<Connection>;
  readonly places: RequestPlaces;
  readonly notes: ModelNotes;
  readonly logger: Logger;
  /** Resolves after `ms`; throws when `signal` aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** 0 to 1. */
  readonly random: () => number;
  /** ms since 1970. */
  readonly now: () => number;
}

/** A try that failed. */
interface Try {
  readonly sent: readonly string[];
  readonly asked: ChatRequest;
  readonly without: ReadonlySet<string>;
  /** From 1. */
  readonly attempt: number;
  /** The limit was lowered already. */
  readonly limited: boolean;
}

/** What the next try is to do otherwise. */
interface Change {
  readonly progress: Progress;
  readonly waitMs: number;
  readonly without?: string;
  readonly maxTokens?: number;
}

/**
 * The model with second tries. They come only before anything of the answer was given on: after that a second answer would be
 * billed and read twice. A field that the endpoint refuses by name is left out, now and, once that has helped, from then on; a
 * limit that it tells is kept; what may pass is tried again after a while.
 */
export class ResilientModel implements ChatModel {
  constructor(private readonly deps: ResilienceDeps) {}

  async *stream(
    request: ChatRequest,
    signal: AbortSignal,
    onProgress?: (progress: Progress) => void,
  ): AsyncGenerator<ModelDelta, void, undefined> {
    const { deps } = this;
    const dropped: string[] = [];
    let maxTokens = request.parameters.maxTokens;
    let limited = false;
    for (let attempt = 1; ; ) {
      const connection = await deps.connect();
      const note = deps.notes.get(connection.endpoint, request.model);
      const without = new Set([...(note.refused ?? []), ...dropped]);
      const parameters = { ...request.parameters, maxTokens: Math.min(maxTokens, note.maxOutput ?? Infinity) };
      const asked = { ...request, parameters };
      const place = await deps.places.take(connection.endpoint, signal, () => onProgress?.({ type: 'queued' }));
      let failure: Failure;
      let shown = false;
      try {
        let began = false;
        for await (const delta of deps.exchange(asked, connection, without, signal, onProgress)) {
          if (!began) {
            began = true;
            this.remember(connection, request.model, dropped);
          }
          // Usage alone is nothing that a second answer would repeat.
          shown ||= delta.type !== 'usage';
          yield delta;
        }
        return;
      } catch (error) {
        signal.throwIfAborted();
        if (!isLatheError(error) || shown) {
          throw error;
        }
        failure = error.failure;
      } finally {
        place();
      }
      this.note(connection, request.model, failure);
      const change = this.changeFor(failure, { sent: sentFields(asked, connection, without), asked, without, attempt, limited });
      if (!change) {
        throw new LatheError(failure);
      }
      deps.logger.info(`${connection.endpoint.name}: ${failure.code}, asking again ${change.without ? `without ${change.without}` : `in ${Math.round(change.waitMs)} ms`}`);
      onProgress?.(change.progress);
      if (change.without !== undefined) {
        dropped.push(change.without);
      } else if (change.maxTokens !== undefined) {
        ({ maxTokens } = change);
        limited = true;
      } else {
        attempt++;
        await deps.sleep(change.waitMs, signal);
      }
    }
  }

  private changeFor(failure: Failure, { sent, asked, without, attempt, limited }: Try): Change | undefined {
    const { parameters, responseFormat } = asked;
    const { maxTokens } = toldLimits(failure);
    if (!limited && maxTokens !== undefined && maxTokens < parameters.maxTokens) {
      return { progress: { type: 'without', parameter: 'max_tokens' }, waitMs: 0, maxTokens };
    }
    const refused = refusedField(failure, sent, responseFormat?.type === 'schema' && !without.has(jsonSchemaRefused));
    if (refused !== undefined) {
      return { progress: { type: 'without', parameter: refused }, waitMs: 0, without: refused };
    }
    const waitMs = waitBefore(failure, attempt, this.deps.random());
    return waitMs === undefined ? undefined : { progress: { type: 'retrying', failure, waitMs, attempt: attempt + 1 }, waitMs };
  }

  /** What a call that works teaches. */
  private remember({ endpoint }: Connection, model: string, dropped: readonly string[]): void {
    const { notes } = this.deps;
    const { refused = [], unavailableAt } = notes.get(endpoint, model);
    if (unavailableAt !== undefined) {
      notes.update(endpoint, model, { unavailableAt: undefined });
    }
    if (dropped.length > 0) {
      notes.update(endpoint, model, { refused: [...new Set([...refused, ...dropped])] });
    }
  }

  /** What a failure teaches. */
  private note({ endpoint }: Connection, model: string, failure: Failure): void {
    const { notes, now } = this.deps;
    if (failure.code === 'model-unavailable') {
      notes.update(endpoint, model, { unavailableAt: now() });
    }
    const { contextWindow, maxOutput } = toldLimits(failure);
    if (contextWindow !== undefined) {
      notes.update(endpoint, model, { contextWindow });
    }
    if (maxOutput !== undefined) {
      notes.update(endpoint, model, { maxOutput });
    }
  }
}
