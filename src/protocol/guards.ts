import * as v from 'valibot';
import { longestQuery } from './find.ts';
import { longestMessage, type FromPage } from './messages.ts';

/** Characters; far above any real text, below what would hurt the host. */
const longText = v.pipe(v.string(), v.maxLength(4_000_000));
const messageText = v.pipe(v.string(), v.maxLength(longestMessage));
const shortText = v.pipe(v.string(), v.maxLength(1000));
/** Base64 of five million bytes. */
const longestImage = 6_700_000;
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
/** A path, a symbol or a language, as an answer names it. */
const name = v.pipe(v.string(), v.maxLength(300));

const numbers = v.array(v.pipe(v.number(), v.integer(), v.minValue(0)));

const parameters = v.strictObject({
  system: v.exactOptional(v.pipe(v.string(), v.maxLength(1_000_000))),
  temperature: v.exactOptional(v.number()),
  maxTokens: v.exactOptional(v.number()),
  topP: v.exactOptional(v.number()),
  frequencyPenalty: v.exactOptional(v.number()),
  presencePenalty: v.exactOptional(v.number()),
  format: v.exactOptional(v.picklist(['text', 'json', 'schema'])),
  schema: v.exactOptional(v.pipe(v.string(), v.maxLength(1_000_000))),
});

const trayMessages = [
  v.strictObject({ type: v.literal('attach') }),
  v.strictObject({ type: v.literal('attachUris'), uris: v.pipe(v.array(v.pipe(v.string(), v.maxLength(10_000))), v.maxLength(100_000)) }),
  v.strictObject({ type: v.literal('attachImage'), name: shortText, mediaType: shortText, base64: v.pipe(v.string(), v.maxLength(longestImage)) }),
  v.strictObject({ type: v.literal('removeAttachment'), id }),
  v.strictObject({ type: v.literal('switchAttachment'), id, on: v.boolean() }),
  v.strictObject({ type: v.literal('openAttachment'), id, question: longText }),
  v.strictObject({ type: v.literal('suggest'), request: v.pipe(v.number(), v.integer()), query: shortText, sign: v.exactOptional(v.literal('/')) }),
  v.strictObject({ type: v.literal('chooseSuggestion'), id }),
] as const;

const fromPage = v.variant('type', [
  ...trayMessages,
  v.strictObject({ type: v.literal('inEdit'), message: v.variant('type', trayMessages) }),
  v.strictObject({ type: v.literal('beginEdit'), id, anew: v.boolean() }),
  v.strictObject({ type: v.literal('endEdit') }),
  v.strictObject({ type: v.literal('ready'), epoch: id, around: v.exactOptional(id) }),
  v.strictObject({ type: v.literal('drawn') }),
  v.strictObject({ type: v.literal('pong') }),
  v.strictObject({ type: v.literal('page'), direction: v.picklist(['before', 'after']), turnId: id }),
  v.strictObject({ type: v.literal('show'), turnId: v.exactOptional(id) }),
  v.strictObject({ type: v.literal('find'), query: v.pipe(v.string(), v.maxLength(longestQuery)), matchCase: v.boolean() }),
  v.strictObject({ type: v.literal('focused'), focused: v.boolean() }),
  v.strictObject({ type: v.literal('copyLink'), turnId: id }),
  v.strictObject({ type: v.literal('ask'), text: messageText }),
  v.strictObject({ type: v.literal('sendQueued'), id }),
  v.strictObject({ type: v.literal('editQueued'), id, text: messageText, kept: numbers }),
  v.strictObject({ type: v.literal('moveQueued'), id, by: v.picklist([1, -1]) }),
  v.strictObject({ type: v.literal('removeQueued'), id }),
  v.strictObject({ type: v.literal('draft'), text: longText }),
  v.strictObject({ type: v.literal('openReference'), turnId: id, index: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  v.strictObject({ type: v.literal('stop') }),
  v.strictObject({ type: v.literal('newChat') }),
  v.strictObject({ type: v.literal('retry'), turnId: id }),
  v.strictObject({ type: v.literal('editTurn'), turnId: id, text: messageText, kept: numbers }),
  v.strictObject({ type: v.literal('regenerate'), turnId: id, chooseModel: v.boolean() }),
  v.strictObject({ type: v.literal('otherVersion'), turnId: id, by: v.picklist([1, -1]) }),
  v.strictObject({ type: v.literal('continue'), turnId: id }),
  v.strictObject({ type: v.literal('useAllMessages') }),
  v.strictObject({ type: v.literal('chooseModel') }),
  v.strictObject({ type: v.literal('askBalance') }),
  v.strictObject({ type: v.literal('setParameters'), change: parameters }),
  v.strictObject({ type: v.literal('saveParameters') }),
  v.strictObject({ type: v.literal('addCredit'), turnId: id }),
  v.strictObject({ type: v.literal('checkConnection') }),
  v.strictObject({ type: v.literal('setKey') }),
  v.strictObject({ type: v.literal('openSettings') }),
  v.strictObject({ type: v.literal('raiseLimit'), turnId: id }),
  v.strictObject({ type: v.literal('summarize'), turnId: id }),
  v.strictObject({ type: v.picklist(['sendOnce', 'raiseBudget', 'takeBack']), turnId: id }),
  v.strictObject({ type: v.literal('showLog') }),
  v.strictObject({ type: v.literal('copy'), text: longText }),
  v.strictObject({ type: v.literal('insertAtCursor'), text: longText }),
  v.strictObject({ type: v.literal('newFile'), text: longText, language: name, file: name }),
  v.strictObject({ type: v.literal('runInTerminal'), text: longText }),
  v.strictObject({ type: v.literal('openDiagram'), text: longText }),
  v.strictObject({ type: v.literal('findPlaces'), names: v.pipe(v.array(name), v.maxLength(100)) }),
  v.strictObject({ type: v.literal('openPlace'), name }),
  v.strictObject({ type: v.literal('applyCode'), turnId: id, text: longText }),
  v.strictObject({ type: v.literal('pageError'), message: v.pipe(v.string(), v.maxLength(10_000)) }),
]);

/** What the page sent, checked; undefined when it is none of ours. */
export function parseFromPage(message: unknown): FromPage | undefined {
  const result = v.safeParse(fromPage, message);
  return result.success ? result.output : undefined;
}
