import type { FromPage, TrayMessage } from './messages.ts';

/** Every type of them, and no other: the compiler sees to it. */
const types: Readonly<Record<TrayMessage['type'], true>> = {
  attach: true,
  attachUris: true,
  attachImage: true,
  removeAttachment: true,
  switchAttachment: true,
  openAttachment: true,
  suggest: true,
  chooseSuggestion: true,
};

/** Whether a message is about what is attached, be it to the next message or to the one that is being edited. */
export function isTrayMessage(message: FromPage): message is TrayMessage {
  return Object.hasOwn(types, message.type);
}
