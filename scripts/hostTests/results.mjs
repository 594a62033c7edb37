// Where the tests inside an editor deliver their outcome.
import { createServer } from 'node:http';

/**
 * `failures` names each failed test, with what it said.
 * @typedef {{ readonly passed: number, readonly failed: number, readonly failures: readonly string[] }} Counts
 */

/**
 * - `address`: for LATHE_RESULTS.
 * - `ended`: the counts, once the run has said that it is over. A run that broke counts as one failure.
 * @typedef {{ readonly address: string, readonly ended: Promise<Counts>, readonly close: () => void }} ResultsReceiver
 */

/**
 * Listens for the events that test/host/report.ts sends, and prints each.
 * @param {(line: string) => void} print
 * @returns {Promise<ResultsReceiver>}
 */
export const receiveResults = async (print) => {
  let passed = 0;
  /** @type {string[]} */
  const failures = [];
  /** @type {(counts: Counts) => void} */
  let end = () => undefined;
  /** @type {Promise<Counts>} */
  const ended = new Promise((resolve) => (end = resolve));

  /** @param {import('../../test/host/events.ts').HostTestEvent} event */
  const take = (event) => {
    switch (event.type) {
      case 'passed':
        passed += 1;
        print(`  ✔ ${event.name} (${event.ms} ms)`);
        break;
      case 'failed':
        failures.push(`${event.name}\n${indented(event.reason)}`);
        print(`  ✘ ${event.name}\n${indented(event.reason)}`);
        break;
      case 'skipped':
        print(`  - ${event.name}`);
        break;
      case 'broken':
        failures.push(`the run broke\n${indented(event.reason)}`);
        print(`  ✘ the run broke\n${indented(event.reason)}`);
        break;
      case 'end':
        end({ passed, failed: failures.length, failures });
        break;
    }
  };

  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (/** @type {string} */ chunk) => (body += chunk));
    request.on('end', () => {
      take(JSON.parse(body));
      response.end();
    });
  });
  await new Promise((/** @type {(value: void) => void} */ resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('The system gave no port');
  }
  return {
    address: `http://127.0.0.1:${address.port}/`,
    ended,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

/** @param {string} text */
const indented = (text) => text.replace(/^/gm, '      ');
