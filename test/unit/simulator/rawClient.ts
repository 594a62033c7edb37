import { once } from 'node:events';
import { request, type ClientRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { modelNames } from '../../simulator/models.ts';
import { simulatorKey } from '../../simulator/simulator.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As they arrived: one for each write of the server, or for several. */
  readonly chunks: readonly Buffer[];
  readonly text: string;
  /** Whether the response ended as HTTP says it must. */
  readonly complete: boolean;
}

export interface Sending {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, or text that is sent as it is. */
  readonly body?: unknown;
}

export const bearer = { authorization: `Bearer ${simulatorKey}` };
export const model = modelNames[0]!;

/** A chat body with one question. */
export function asking(question: string, more: Readonly<Record<string, unknown>> = {}) {
  return { model, max_tokens: 40_000, messages: [{ role: 'user', content: question }], ...more };
}

/** Sends a request over node:http alone, with nothing that could hide what is on the wire. */
export async function open(
  url: string,
  { method = 'POST', headers = bearer, body }: Sending = {},
): Promise<{ readonly sent: ClientRequest; readonly response: IncomingMessage }> {
  const sent = request(url, { method, headers: { 'content-type': 'application/json', ...headers }, agent: false });
  sent.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  sent.on('error', () => undefined);
  // A cut connection is told as an error first; what the tests look at is what came before it.
  response.on('error', () => undefined);
  return { sent, response };
}

/** Settles when the response is over, orderly or not. */
export function closed(response: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    response.once('close', resolve);
  });
}

/** Sends a request and reads its answer to the end, orderly or not. */
export async function send(url: string, sending: Sending = {}): Promise<Answer> {
  const { response } = await open(url, sending);
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  await closed(response);
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    chunks,
    text: Buffer.concat(chunks).toString(),
    complete: response.complete,
  };
}

export interface Frame {
  readonly event: string | undefined;
  readonly data: string;
}

/** The frames of a stream whose every frame is one optional `event:` and one `data:` line. Comments are left out. */
export function framesOf(text: string): readonly Frame[] {
  return text
    .split('\n\n')
    .filter((block) => block !== '' && !block.startsWith(':'))
    .map((block) => ({ event: /^event: (.*)$/m.exec(block)?.[1], data: /^data: (.*)$/m.exec(block)?.[1] ?? '' }));
}

interface ChatChunk {
  readonly status?: string;
  readonly choices?: readonly { readonly delta: { readonly content?: string }; readonly finish_reason: string | null }[];
}

/** What a chat stream says: its content pieces, its finish reason, and whether `[DONE]` came. */
export function readChatStream(text: string) {
  const frames = framesOf(text);
  const chunks = frames.filter(({ data }) => data !== '[DONE]').map(({ data }) => JSON.parse(data) as ChatChunk);
  const pieces = chunks
    .map((chunk) => chunk.choices?.[0]?.delta.content)
    .filter((piece): piece is string => piece !== undefined && piece !== '');
  return {
    pieces,
    content: pieces.join(''),
    finish: chunks.map((chunk) => chunk.choices?.[0]?.finish_reason).findLast((reason) => typeof reason === 'string'),
    done: frames.at(-1)?.data === '[DONE]',
    failed: chunks.some(({ status }) => status === 'error'),
  };
}
