import { request } from 'node:http';
import type { HostTestEvent } from './events.ts';

/** Sends events one after another, as JSON, to an address on this machine. */
export class Report {
  readonly #address: string;
  #sent: Promise<void> = Promise.resolve();

  constructor(address: string) {
    this.#address = address;
  }

  add(event: HostTestEvent): void {
    this.#sent = this.#sent.then(() => this.#send(event));
  }

  /** Resolves when everything added has arrived; rejects when something could not be delivered. */
  sent(): Promise<void> {
    return this.#sent;
  }

  /** By node:http, because the editor replaces `fetch` by its own. */
  #send(event: HostTestEvent): Promise<void> {
    return new Promise((resolve, reject) => {
      const call = request(this.#address, { method: 'POST' }, (response) => {
        response.resume();
        response.once('end', resolve);
      });
      call.once('error', reject);
      call.end(JSON.stringify(event));
    });
  }
}
