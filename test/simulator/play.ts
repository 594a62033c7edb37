import type { Exchange } from './contract/exchange.ts';
import type { Line } from './line.ts';
import { isMidway, type Performance, type Refusal } from './plan.ts';
import type { Finish, Piece, Wire } from './wire.ts';

const midStreamError = 'Simulated: Service temporarily unavailable. Please try again later.';

/** Answers as planned. Returns quietly when the client leaves before the end. */
export async function play(plan: Refusal | Performance | Exchange, wire: Wire, stream: boolean, line: Line): Promise<void> {
  try {
    if (!('kind' in plan)) {
      await playExchange(plan, line);
    } else if (plan.kind === 'refusal') {
      line.head(plan.status, plan.contentType);
      line.end(plan.body);
    } else if (stream && !plan.asJson) {
      await playStream(plan, wire, line);
    } else {
      await playWhole(plan, wire, line);
    }
  } catch (error) {
    if (!line.closed.aborted) {
      throw error;
    }
  }
}

async function playExchange({ status = 200, headers, writes, ending = 'end' }: Exchange, line: Line): Promise<void> {
  line.head(status, headers ?? { 'content-type': 'text/event-stream' });
  for (const bytes of writes) {
    await line.write(bytes);
  }
  if (ending === 'cut') {
    await line.cut();
  } else if (ending === 'stall') {
    await line.silence();
  } else {
    line.end();
  }
}

async function playStream(plan: Performance, wire: Wire, line: Line): Promise<void> {
  const { pieces, finish } = cutToLimit(plan, wire);
  const write = (frames: string) => (plan.cutCharacters ? writeInHalves(frames, line) : line.write(frames));
  line.head(200, 'text/event-stream; charset=utf-8');
  await write(wire.opening());
  for (const piece of isMidway(plan.ending) ? firstPart(pieces, plan) : pieces) {
    await line.pause(plan.delayMs);
    await write(wire.piece(piece));
    line.record.tokensSent += 1;
  }
  switch (plan.ending) {
    case 'done':
      line.end(wire.closing(finish, pieces.length) + wire.end());
      break;
    case 'no-done':
      line.end(wire.closing(finish, pieces.length));
      break;
    case 'no-finish':
      line.end();
      break;
    case 'error':
      line.end(wire.failure(midStreamError));
      break;
    case 'cut':
      await line.cut();
      break;
    case 'stall':
      await line.silence();
  }
}

async function playWhole(plan: Performance, wire: Wire, line: Line): Promise<void> {
  const { pieces, finish } = cutToLimit(plan, wire);
  const body = JSON.stringify(wire.whole(pieces, plan.ending === 'no-finish' ? undefined : finish));
  if (plan.ending === 'stall') {
    await line.silence();
    return;
  }
  await line.pause(plan.delayMs * pieces.length);
  line.head(200, 'application/json');
  switch (plan.ending) {
    case 'done':
    case 'no-done':
    case 'no-finish':
      line.record.tokensSent = pieces.length;
      line.end(body);
      break;
    case 'error':
      // What a gateway answers when its upstream fails after the status went out: no choices, only the error.
      line.end(JSON.stringify({ error: { code: 502, message: midStreamError } }));
      break;
    case 'cut':
      await line.write(body.slice(0, body.length / 2));
      await line.cut();
  }
}

function cutToLimit(plan: Performance, wire: Wire): { readonly pieces: readonly Piece[]; readonly finish: Finish } {
  const pieces = wire.pieces(plan);
  return { pieces: pieces.slice(0, plan.limit), finish: pieces.length > plan.limit ? 'length' : 'stop' };
}

// The thought and half of the visible text: the client has then shown something that it must not lose.
function firstPart(pieces: readonly Piece[], plan: Performance): readonly Piece[] {
  const textPieces = Math.max(2, plan.split(plan.reply.text).length);
  return pieces.slice(0, Math.max(1, pieces.length - Math.floor(textPieces / 2)));
}

// Each write is a chunk of its own in the transfer coding, and reaches the client's parser as such.
async function writeInHalves(frames: string, line: Line): Promise<void> {
  const bytes = Buffer.from(frames);
  let start = 0;
  for (let at = 1; at < bytes.length; at += 1) {
    // A byte 10xxxxxx continues a character: cut before it, and go on after that character's end.
    if (((bytes[at] ?? 0) & 0xc0) === 0x80 && ((bytes[at - 1] ?? 0) & 0xc0) !== 0x80) {
      await line.write(bytes.subarray(start, at));
      start = at;
    }
  }
  await line.write(bytes.subarray(start));
}
