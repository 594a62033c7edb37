const newline = 10;

/**
 * Appends whole lines, so that what another writer leaves in the middle of a line, before or in between, costs no more than that
 * line. `write` may take fewer bytes than it is given, as when a disk fills; a line that is cut so is written once more, on a line of
 * its own. `lines` end with a newline, or are what an earlier call has left. `left` is told after each write what is still to be
 * written, so that it is known when `write` throws.
 */
export async function appendLines(
  lines: Uint8Array,
  write: (bytes: Uint8Array) => Promise<number>,
  left: (rest: Uint8Array, written: number) => void,
): Promise<void> {
  let rest = lines;
  while (rest.length > 0) {
    // One write, so that another window's cannot come in between. The first byte ends the line that somebody may have left open.
    const bytes = onNewLine(rest);
    const written = await write(bytes);
    rest = remainder(bytes, written);
    left(rest, written);
  }
}

/** What is still to be written after a short write. */
function remainder(bytes: Uint8Array, written: number): Uint8Array {
  if (written === bytes.length || bytes[written] === newline) {
    return bytes.subarray(written);
  }
  return bytes.subarray(written === 0 ? 0 : bytes.lastIndexOf(newline, written - 1) + 1);
}

function onNewLine(bytes: Uint8Array): Uint8Array {
  return bytes[0] === newline ? bytes : Buffer.concat([Uint8Array.of(newline), bytes]);
}
