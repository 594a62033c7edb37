import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ScenarioName } from './scenarios.ts';

/** `finished`: all that was meant to be sent was. `client-closed`: the client left first. `broken`: the simulator cut it. */
export type Outcome = 'finished' | 'client-closed' | 'broken';

/** A request that arrived whole, and how its response went. */
export interface RequestRecord {
  /** Counts from 0, in the order of arrival. */
  readonly index: number;
  readonly method: string;
  /** With the query, if there was one. */
  readonly path: string;
  /** As received, key included: tests look at it. */
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON body; undefined when there was none or it is not JSON. */
  readonly body: unknown;
  /** Unix time, ms. */
  readonly receivedAt: number;
  /** The misbehaviour that it was answered with, if any. */
  readonly scenario: ScenarioName | undefined;
  /** HTTP status of the answer; 0 before there is one. */
  readonly status: number;
  /** Pieces of text sent so far. */
  readonly tokensSent: number;
  /** Undefined while the response is open. */
  readonly outcome: Outcome | undefined;
  /** Settles when the response is over; never rejects. */
  readonly ended: Promise<Outcome>;
}

/** A record that the simulator is still writing. */
export class OpenRecord implements RequestRecord {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly receivedAt = Date.now();
  readonly ended: Promise<Outcome>;
  scenario: ScenarioName | undefined = undefined;
  tokensSent = 0;
  outcome: Outcome | undefined = undefined;
  private broken = false;

  constructor(
    readonly index: number,
    request: IncomingMessage,
    readonly body: unknown,
    private readonly response: ServerResponse,
  ) {
    this.method = request.method ?? '';
    this.path = request.url ?? '';
    this.headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
    );
    this.ended = new Promise((resolve) => {
      response.once('close', () => {
        this.outcome = response.writableFinished ? 'finished' : this.broken ? 'broken' : 'client-closed';
        resolve(this.outcome);
      });
    });
  }

  get status(): number {
    return this.response.headersSent ? this.response.statusCode : 0;
  }

  /** Destroys the socket in mid-answer; harmless when the response is over. */
  breakOff(): void {
    this.broken = true;
    this.response.destroy();
  }
}

interface Waiter {
  readonly wants: (record: RequestRecord) => boolean;
  readonly resolve: (record: RequestRecord) => void;
  readonly reject: (error: Error) => void;
}

/** All requests of one simulator, and those who wait for the next. */
export class Journal {
  readonly records: OpenRecord[] = [];
  private readonly waiters = new Set<Waiter>();

  add(request: IncomingMessage, body: unknown, response: ServerResponse): OpenRecord {
    const record = new OpenRecord(this.records.length, request, body, response);
    this.records.push(record);
    for (const waiter of [...this.waiters]) {
      if (waiter.wants(record)) {
        this.waiters.delete(waiter);
        waiter.resolve(record);
      }
    }
    return record;
  }

  /** The first request, past or future, that matches and whose index is above `afterIndex`. Rejects when the journal closes. */
  waitFor(match: (record: RequestRecord) => boolean, afterIndex: number): Promise<RequestRecord> {
    const wants = (record: RequestRecord) => record.index > afterIndex && match(record);
    const found = this.records.find(wants);
    return found
      ? Promise.resolve(found)
      : new Promise((resolve, reject) => {
          this.waiters.add({ wants, resolve, reject });
        });
  }

  close(): void {
    for (const record of this.records) {
      if (record.outcome === undefined) {
        record.breakOff();
      }
    }
    for (const waiter of this.waiters) {
      waiter.reject(new Error('the simulator was closed before such a request came'));
    }
    this.waiters.clear();
  }
}
