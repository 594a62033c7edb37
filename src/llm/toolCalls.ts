import type { ToolCall } from '../core/model.ts';
import { isObject, parseJson } from './json.ts';

/** A piece of a call. Every field may be missing: gateways leave out whichever they like. */
export interface ToolFragment {
  readonly index: number | undefined;
  readonly id: string | undefined;
  readonly name: string | undefined;
  /** Text to append, or the object itself. */
  readonly arguments: unknown;
}

interface Building {
  readonly index: number;
  id: string;
  name: string;
  arguments: string;
}

/** An id for a call that came without one, like no other in the conversation. */
export function mintedId(): string {
  return `call_${crypto.randomUUID()}`;
}

/** Puts tool calls together from their fragments. Nothing is handed on before the end of the answer. */
export class ToolCalls {
  private readonly calls: Building[] = [];

  add(fragment: ToolFragment): void {
    const call = this.callFor(fragment);
    call.id ||= fragment.id ?? '';
    const name = fragment.name ?? '';
    // Some send the name again with each fragment, or grow it; the format itself appends.
    call.name = name.startsWith(call.name) ? name || call.name : call.name === name ? call.name : call.name + name;
    const piece = fragment.arguments;
    if (isObject(piece)) {
      call.arguments = JSON.stringify(piece);
    } else if (typeof piece === 'string') {
      call.arguments += piece;
    }
  }

  /**
   * The whole calls, in order, and whether any was not whole: without a name, or with arguments that are no JSON object.
   * `complete`: the model came to its own end; otherwise a call without arguments may just not have got to them.
   */
  end(complete: boolean): { readonly calls: readonly ToolCall[]; readonly broken: boolean } {
    const calls: ToolCall[] = [];
    for (const call of this.calls) {
      const json = wholeArguments(call.arguments, complete);
      if (call.name !== '' && json !== undefined) {
        calls.push({ id: call.id || mintedId(), name: call.name, arguments: json });
      }
    }
    return { calls, broken: calls.length < this.calls.length };
  }

  private callFor({ index, id, name }: ToolFragment): Building {
    const last = this.calls.at(-1);
    let found: Building | undefined;
    if (index !== undefined) {
      found = this.calls.findLast((call) => call.index === index);
      // Parallel calls that all claim the same index; an id alone may be a new one for each fragment.
      if (found && id !== undefined && name !== undefined && found.id !== '' && found.id !== id) {
        found = undefined;
      }
    } else {
      found = id === undefined ? last : this.calls.find((call) => call.id === id);
    }
    if (!found) {
      found = { index: index ?? (last ? last.index + 1 : 0), id: '', name: '', arguments: '' };
      this.calls.push(found);
    }
    return found;
  }
}

function wholeArguments(text: string, complete: boolean): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '') {
    return complete ? '{}' : undefined;
  }
  return isObject(parseJson(trimmed)) ? trimmed : lastWholeObject(trimmed);
}

/**
 * The last complete top-level object in `text`. vLLM's streaming parser for MiniMax sends the arguments again from the
 * start when they turn out otherwise than it had guessed; the last are the right ones.
 */
function lastWholeObject(text: string): string | undefined {
  let depth = 0;
  let begin = 0;
  let inString = false;
  let last: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (inString) {
      if (char === '\\') {
        at++;
      } else if (char === '"') {
        inString = false;
      }
    } else if (char === '"') {
      inString = depth > 0;
    } else if (char === '{') {
      if (depth === 0) {
        begin = at;
      }
      depth++;
    } else if (char === '}' && depth > 0) {
      depth--;
      const candidate = depth === 0 ? text.slice(begin, at + 1) : '';
      if (depth === 0 && isObject(parseJson(candidate))) {
        last = candidate;
      }
    }
  }
  // What follows the last whole one may be the real one, cut.
  return depth === 0 ? last : undefined;
}
