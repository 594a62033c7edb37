// Arbitrary conversations, for the properties of what keeps them.
import fc from 'fast-check';
import type { ConversationEvent } from '../../../../src/core/chat/events.ts';

// Plain objects, as JSON gives them back.
const plain = { noNullPrototype: true };
const turnId = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const text = fc.string({ unit: 'binary' });
/** Where a question goes: mostly to the end. */
const place = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  fc.record({ after: turnId }, plain),
  fc.record({ instead: turnId }, plain),
);
/** Mostly as the first answer has it. */
const run = fc.constantFrom({}, {}, { run: 'r' });

/** Its fields in the order that they are read back in. */
const withRun = <T extends { readonly type: string; readonly turn: string }>(event: fc.Arbitrary<T>): fc.Arbitrary<T & { readonly run?: string }> =>
  fc.tuple(event, run).map(([fields, of]) => ({ ...{ type: fields.type, turn: fields.turn }, ...of, ...fields }));

const question = fc.record({
  type: fc.constant('turn' as const),
  turn: turnId,
  at: fc.nat(),
  prompt: fc.record({ action: fc.constantFrom('ask' as const, 'explain' as const), text, references: fc.constant([]) }, plain),
  endpoint: fc.string(),
  model: fc.string(),
  maxTokens: fc.nat(),
}, plain);
/** How the answer was asked for; mostly in no special form. */
const format = fc.constantFrom({}, {}, { format: { type: 'json' as const } });
const placed = fc.tuple(question, format, place).map(([event, form, where]) => ({ ...event, ...form, ...where }));

export const anyEvent: fc.Arbitrary<ConversationEvent> = fc.oneof(
  placed,
  placed,
  withRun(fc.record({ type: fc.constant('text' as const), turn: turnId, text }, plain)),
  withRun(fc.record({ type: fc.constant('text' as const), turn: turnId, text }, plain)),
  withRun(fc.record({ type: fc.constant('thought' as const), turn: turnId, text: fc.string() }, plain)),
  withRun(fc.record({ type: fc.constant('thoughtEnded' as const), turn: turnId, ms: fc.nat() }, plain)),
  withRun(fc.record({ type: fc.constant('usage' as const), turn: turnId, usage: fc.record({ promptTokens: fc.nat() }, plain) }, plain)),
  withRun(fc.record({ type: fc.constant('continued' as const), turn: turnId, at: fc.nat(), endpoint: fc.string(), model: fc.string(), maxTokens: fc.nat() }, plain)),
  withRun(fc.record({ type: fc.constant('end' as const), turn: turnId, end: fc.constant({ type: 'stopped' as const }) }, plain)),
  withRun(fc.record({ type: fc.constant('end' as const), turn: turnId, end: fc.constant({ type: 'stopped' as const }), measured: fc.record({ estimate: fc.nat(), firstMs: fc.nat(), ms: fc.nat() }, { ...plain, requiredKeys: [] }) }, plain)),
  fc.record({ type: fc.constant('removed' as const), turn: turnId }, plain),
  fc.record({ type: fc.constant('shown' as const), turn: turnId }, plain),
  fc.record({ type: fc.constant('titled' as const), title: text }, plain),
  fc.record({ type: fc.constant('pinned' as const), pinned: fc.boolean() }, plain),
  fc.record({ type: fc.constant('configured' as const), overrides: fc.constantFrom({}, { system: 'Be terse.' }, { temperature: 0 }) }, plain),
  fc.record({ type: fc.constant('compacted' as const), turn: turnId, at: fc.nat(), summary: text, endpoint: fc.string(), model: fc.string() }, plain),
  fc.record({ type: fc.constant('uncompacted' as const) }, plain),
);

export const anyEvents = fc.array(anyEvent, { maxLength: 30, size: 'max' });
