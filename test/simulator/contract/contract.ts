import { toolCalls } from './calls.ts';
import type { ContractCase, Exchange, Outcome } from './exchange.ts';
import { accepts, errorForms, failuresInside, statuses } from './failures.ts';
import { forms } from './forms.ts';
import { thoughts } from './thoughts.ts';

const cases = { ...forms, ...thoughts, ...toolCalls, ...statuses, ...errorForms, ...accepts, ...failuresInside };

export type ContractName = keyof typeof cases;

/** The answers that docs/wire.md speaks of, by name, each with what a client has to make of it on either wire. */
export const contract: Readonly<Record<ContractName, ContractCase>> = cases;

export const contractNames = Object.keys(cases) as readonly ContractName[];

export function outcomeOf({ outcome }: ContractCase, wire: 'chat' | 'messages'): Outcome {
  return 'end' in outcome ? outcome : outcome[wire];
}

/** The whole body of an exchange as it goes over the wire. */
export function bytesOf({ writes }: Exchange): Uint8Array {
  return Buffer.concat(writes.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)));
}
