import type { IncomingMessage } from 'node:http';

const bodyLimitBytes = 16 * 1024 * 1024;

/** The value, or undefined when the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Undefined when the body is over the limit; it is read to its end all the same, so that the client sees the answer. */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= bodyLimitBytes) {
      chunks.push(chunk);
    }
  }
  return bytes > bodyLimitBytes ? undefined : Buffer.concat(chunks).toString();
}
