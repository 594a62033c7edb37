import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { contract, contractNames, outcomeOf } from '../../../simulator/contract/contract.ts';
import { startSimulator, type Simulator } from '../../../simulator/simulator.ts';
import { turnOf } from '../turn.ts';
import { asOutcome, overSockets, requestFor, wires } from './asking.ts';

describe('the contract of answers, over real sockets', () => {
  let simulator: Simulator;
  before(async () => {
    simulator = await startSimulator({ tokenDelayMs: 0 });
  });
  after(() => simulator.close());

  for (const [wire, format, auth] of wires) {
    describe(`on the ${wire} wire`, () => {
      let client: ReturnType<typeof overSockets>;
      before(() => {
        client = overSockets(simulator.baseUrl, format, auth);
      });
      after(() => {
        client.dispose();
      });

      for (const name of contractNames) {
        const { rows, summary, asked } = contract[name];
        it(`rule ${rows.join(', ')}, ${name}: ${summary}`, async () => {
          const wanted = outcomeOf(contract[name], wire);
          const { signal } = new AbortController();
          simulator.next(name);
          const turn = await turnOf(client.model.stream(requestFor(asked), signal));
          assert.deepEqual(asOutcome(turn, wanted), wanted);
          assert.equal(simulator.journal.at(-1)?.scenario, name, 'the request itself was not refused');
          assert.equal(getEventListeners(signal, 'abort').length, 0, 'a listener was left on the signal');
        });
      }
    });
  }
});
