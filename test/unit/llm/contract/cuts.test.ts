import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bytesOf, contract, contractNames, outcomeOf } from '../../../simulator/contract/contract.ts';
import { FakeTransport } from '../../../fakes/transport.ts';
import { runs } from '../../fuzz.ts';
import { clientOver, turnOf, type Turn } from '../turn.ts';
import { asOutcome, requestFor, wires } from './asking.ts';

type Name = (typeof contractNames)[number];

/** Those whose end is in the bytes: a socket that breaks or is silent is another suite's. */
const whole = contractNames.filter((name) => [undefined, 'end'].includes(contract[name].chat.ending));

describe('an answer of the contract, however it is cut', () => {
  for (const [wire, format] of wires) {
    const turnOfPieces = (name: Name, pieces: readonly Uint8Array[]): Promise<Turn> => {
      const { status = 200, headers = { 'content-type': 'text/event-stream' } } = contract[name][wire];
      const transport = new FakeTransport(pieces);
      transport.status = status;
      transport.headers = headers;
      return turnOf(clientOver(transport, { wire: format }).stream(requestFor(contract[name].asked), new AbortController().signal));
    };

    it(`is the same at every byte, on the ${wire} wire`, async () => {
      for (const name of whole) {
        const wanted = outcomeOf(contract[name], wire);
        const bytes = bytesOf(contract[name][wire]);
        for (let at = 0; at <= bytes.length; at++) {
          const turn = await turnOfPieces(name, [bytes.subarray(0, at), bytes.subarray(at)]);
          assert.deepEqual(asOutcome(turn, wanted), wanted, `${name}, cut at byte ${at}`);
        }
      }
    }).timeout(60_000);

    it(`is the same in writes of any size, on the ${wire} wire`, async () => {
      const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 30 });
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...whole), sizes, async (name, lengths) => {
          const wanted = outcomeOf(contract[name], wire);
          const bytes = bytesOf(contract[name][wire]);
          const pieces: Uint8Array[] = [];
          for (let at = 0, turn = 0; at < bytes.length; turn++) {
            const length = lengths[turn % lengths.length] ?? 1;
            pieces.push(bytes.subarray(at, at + length));
            at += length;
          }
          assert.deepEqual(asOutcome(await turnOfPieces(name, pieces), wanted), wanted);
        }),
        runs(),
      );
    });
  }
});
