/** What models call the code that they put into an object. */
const names = /^(?:(?:new|updated|edited|modified|fixed|refactored)?_?(?:code|content|contents|text|region|file)|replacement|result|output|answer|response)$/i;
/** The beginning of an object, maybe in a block that says so; still possible while only some of it has come. */
const begins = /^\s*(?:(?:```|~~~)(?:json)?[ \t]*\n\s*)?\{\s*"/i;
const mayBegin = /^\s*(?:(?:`{1,3}|~{1,3}|(?:```|~~~)(?:j|js|jso|json)?[ \t]*(?:\n\s*)?)?|(?:(?:```|~~~)(?:json)?[ \t]*\n\s*)?\{\s*)$/i;

/** Characters before which an object has to have begun. */
const limit = 100;

/**
 * Lets an answer through as it comes, but for one that is an object of JSON as tools are called with: that is held, and
 * the code in it is given at the end. Any other object is given as it is.
 */
export class JsonAnswer {
  private held = '';
  private state: 'open' | 'held' | 'through';

  /** @param isExpected whether such an object may be the very text that was asked for */
  constructor(isExpected: boolean) {
    this.state = isExpected ? 'through' : 'open';
  }

  push(text: string): string {
    if (this.state === 'through') {
      return text;
    }
    this.held += text;
    if (this.state === 'open' && (this.held.length > limit || !mayBegin.test(this.held))) {
      this.state = begins.test(this.held.slice(0, limit)) ? 'held' : 'through';
    }
    return this.state === 'through' ? this.taken() : '';
  }

  /** What was held, unwrapped. */
  finish(): string {
    const held = this.taken();
    return codeIn(held) ?? held;
  }

  private taken(): string {
    const { held } = this;
    this.held = '';
    return held;
  }
}

function codeIn(text: string): string | undefined {
  const bare = text.trim().replace(/^(?:```|~~~)(?:json)?[ \t]*\n/i, '').replace(/\n(?:```|~~~)$/, '');
  const found = stringsIn(parsed(bare));
  return found.length === 1 ? found[0] : undefined;
}

/** The texts that are called code, in the object itself or in what a tool is called with. */
function stringsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([name, each]: [string, unknown]): readonly string[] => {
    if (/^(?:arguments|input|parameters)$/i.test(name)) {
      return stringsIn(typeof each === 'string' ? parsed(each) : each);
    }
    return typeof each === 'string' && names.test(name) ? [each] : [];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
