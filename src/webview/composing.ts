/** `keyCode` of a key that an input method took, where `isComposing` is not set yet. */
const takenByInputMethod = 229;

/** Whether a key is an input method's: such an Enter takes a word, and sends nothing. */
export function isComposing(event: KeyboardEvent): boolean {
  // The only sign some input methods give is the old key code.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  return event.isComposing || event.keyCode === takenByInputMethod;
}
