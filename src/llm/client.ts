import type { Connection } from '../core/endpoint.ts';
import { LatheError, isLatheError, type Failure } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import type { ChatModel, ChatRequest, ModelDelta, Progress } from '../core/model.ts';
import { Answer } from './answer.ts';
import { ItemReader } from './body.ts';
import { decode } from './decode.ts';
import { failureInBody, failureInWords, failureOfStatus, isBareMessage, isFailure } from './errors.ts';
import { chatHttpRequest } from './httpRequest.ts';
import { linger } from './linger.ts';
import { addPlainChunk } from './plainChunk.ts';
import { opensThought } from './reasoning.ts';
import { redact, redactFailure } from './redact.ts';
import type { Transport, TransportResponse } from './transport.ts';
import type { WireItem } from './wireItem.ts';

/** Said for each network read. */
const alive: Progress = { type: 'alive' };
/** How long a connection stays open after the end marker, to be used again, ms. */
const graceAfterDoneMs = 100;
/** How long usage and the end marker are awaited after the model said why it stopped, ms. */
const graceAfterFinishMs = 3000;
/** Most of a refusal's body that is read, characters. */
const maxErrorLength = 64 * 1024;

/** The model over the wire, in both formats. Each call is one request, tried once; nothing is kept between them. */
export class LlmClient implements ChatModel {
  /** `connect` tells, before each request, where to send it and with which key; what it throws passes through unchanged. */
  constructor(
    private readonly transport: Transport,
    private readonly connect: () => Promise<Connection>,
    private readonly logger: Logger,
  ) {}

  async *stream(
    request: ChatRequest,
    signal: AbortSignal,
    onProgress?: (progress: Progress) => void,
  ): AsyncGenerator<ModelDelta, void, undefined> {
    signal.throwIfAborted();
    yield* this.exchange(request, await this.connect(), new Set(), signal, onProgress);
  }

  /** One request and its answer. `without`: fields that the endpoint refused. */
  async *exchange(
    request: ChatRequest,
    connection: Connection,
    without: ReadonlySet<string>,
    signal: AbortSignal,
    onProgress?: (progress: Progress) => void,
  ): AsyncGenerator<ModelDelta, void, undefined> {
    signal.throwIfAborted();
    const onRead = (): void => onProgress?.(alive);
    const started = performance.now();
    let outcome: string | undefined;
    try {
      onProgress?.({ type: 'sent' });
      const response = await this.transport.send(chatHttpRequest(request, connection, signal, without));
      onRead();
      if (response.status < 200 || response.status > 299) {
        const text = await readText(response.body);
        throw new LatheError(failureOfStatus(response.status, response.headers, text));
      }
      for await (const deltas of this.answer(request, connection, response, signal, onRead)) {
        for (const delta of deltas) {
          yield delta;
        }
      }
      outcome = 'finished';
    } catch (error) {
      // Whatever was thrown after an abort, the abort is why.
      signal.throwIfAborted();
      const clean = cleanError(error, connection.key);
      outcome = clean.failure.code;
      throw clean;
    } finally {
      const ms = Math.round(performance.now() - started);
      this.logger.info(`${connection.endpoint.name}: ${outcome ?? 'stopped'} after ${ms} ms`);
    }
  }

  /** One batch a network read: a delta handed through two generators one by one would cost more than its parsing. */
  private async *answer(
    request: ChatRequest,
    connection: Connection,
    response: TransportResponse,
    signal: AbortSignal,
    onRead: () => void,
  ): AsyncGenerator<readonly ModelDelta[], void, undefined> {
    const answer = new Answer({ thoughtOpened: opensThought(request.model), tools: (request.tools ?? []).length > 0 });
    const contentType = response.headers['content-type'] ?? '';
    let told: Failure | undefined;
    const items = new ItemReader(contentType, (item) => {
      told ??= this.decode(item, connection, response, answer);
    });
    try {
      for await (const bytes of linger(response.body, graceFor(answer))) {
        onRead();
        items.feed(bytes);
        throwIfTold();
        yield answer.take();
      }
      items.end(false);
      throwIfTold();
    } catch (error) {
      if (!told && isConnectionError(error)) {
        // The last event may lack but its blank line.
        items.end(true);
      }
      const broke = !told && isConnectionError(error);
      // A connection that breaks after the model has said why it stopped took nothing away.
      if (signal.aborted || !broke || !(answer.hasFinished || answer.isDone)) {
        yield answer.abandon();
        throwIfTold();
        throw broke && answer.began ? asCutOff(error) : error;
      }
    }
    signal.throwIfAborted();
    const { deltas, failure } = answer.end();
    yield deltas;
    if (failure) {
      throw new LatheError(failure);
    }

    function throwIfTold(): void {
      if (told) {
        throw new LatheError(told);
      }
    }
  }

  private decode(
    item: WireItem,
    { endpoint }: Connection,
    response: TransportResponse,
    answer: Answer,
  ): Failure | undefined {
    if (answer.isDone) {
      return undefined;
    }
    switch (item.type) {
      case 'done':
        answer.addDone();
        return undefined;
      case 'plain':
        return failureInWords(item.text);
      case 'bad':
        this.logger.warn(`${endpoint.name}: ${item.length} characters of the stream could not be read`);
        if (item.lost) {
          answer.addLoss();
        }
        return undefined;
      case 'json': {
        const { value, event } = item;
        if (event !== 'error' && addPlainChunk(value, answer)) {
          answer.addChunk();
          return undefined;
        }
        // Read even beside an error: an error may come in the same chunk as the last words.
        const known = decode(value, event, endpoint.wire, answer);
        if (known) {
          answer.addChunk();
        }
        if (isFailure(value, event) || (!known && isBareMessage(value))) {
          return failureInBody(value, response.headers);
        }
        return undefined;
      }
    }
  }
}

/** Counted from the moment the state is reached, so that a chatty endpoint cannot prolong it. */
function graceFor(answer: Answer): () => number | undefined {
  let finishedAt: number | undefined;
  let doneAt: number | undefined;
  return () => {
    if (answer.isDone) {
      doneAt ??= performance.now();
      return doneAt + graceAfterDoneMs - performance.now();
    }
    if (answer.hasFinished) {
      finishedAt ??= performance.now();
      return finishedAt + graceAfterFinishMs - performance.now();
    }
    return undefined;
  };
}

/** A refusal's body, as far as it can be read: the status alone is worth telling. */
async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const chunk of body) {
      text += decoder.decode(chunk, { stream: true });
      if (text.length > maxErrorLength) {
        break;
      }
    }
  } catch {
    // An abort is noticed by the caller; a broken or silent connection leaves what came.
  }
  return text;
}

function isConnectionError(error: unknown): boolean {
  return isLatheError(error) && (error.failure.code === 'network' || error.failure.code === 'stalled');
}

/** After the answer began, a broken connection is an answer cut off. */
function asCutOff(error: unknown): unknown {
  return isLatheError(error) && error.failure.code === 'network'
    ? new LatheError({ ...error.failure, code: 'cut-off' }, { cause: error })
    : error;
}

/** The error as one of ours, without the key: an endpoint may have echoed it. */
function cleanError(error: unknown, key: string | undefined): LatheError {
  if (isLatheError(error)) {
    const failure = redactFailure(error.failure, key);
    return failure.detail === error.failure.detail && failure.parameter === error.failure.parameter ? error : new LatheError(failure);
  }
  const words = redact(error instanceof Error ? `${error.name}: ${error.message}` : 'unknown', key);
  return new LatheError({ code: 'internal', retryable: false, detail: words });
}
