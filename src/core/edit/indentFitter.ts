export interface Indentation {
  /** What each line after the first begins with. */
  readonly base: string;
  /** What goes before the first line: nothing, its indentation, or a line end and its indentation. */
  readonly opening: string;
  /** One step of indentation in the file: a tab, or spaces. */
  readonly unit: string;
  /** Spaces that a tab stands for, 1 to 16. */
  readonly tabSize: number;
}

/**
 * Fits streamed code to its place: takes off the indentation that the code as a whole came with, puts on that of the
 * place, and turns tabs into spaces or spaces into tabs as the file has them. Blank lines stay empty. Only the leading
 * white space of a line is held back, so that all else can be shown as it arrives.
 */
export class IndentFitter {
  private lead = '';
  private inLead = true;
  private opened = false;
  private dedent: number | undefined;
  /** Spaces that the model indents by; known from its first indented line. */
  private step: number | undefined;

  constructor(private readonly place: Indentation) {}

  push(code: string): string {
    let fitted = '';
    for (const character of code) {
      if (character === '\n') {
        // White space alone on a line is dropped.
        this.lead = '';
        this.inLead = true;
        fitted += '\n';
      } else if (this.inLead && (character === ' ' || character === '\t')) {
        this.lead += character;
      } else {
        fitted += this.inLead ? this.fitLead() + character : character;
      }
    }
    return fitted;
  }

  private fitLead(): string {
    const width = columns(this.lead, this.place.tabSize);
    this.dedent ??= width;
    const own = Math.max(0, width - this.dedent);
    const base = this.opened ? this.shortened(this.place.base, this.dedent - width) : this.place.opening;
    this.lead = '';
    this.inLead = false;
    this.opened = true;
    return base + this.reindent(own);
  }

  /** A line may be shallower than the first one. */
  private shortened(base: string, by: number): string {
    const { unit, tabSize } = this.place;
    return by <= 0 ? base : unit === '\t' ? tabbed(columns(base, tabSize) - by, tabSize) : ' '.repeat(Math.max(0, columns(base, tabSize) - by));
  }

  private reindent(width: number): string {
    // One column more is how the lines of a block comment stand, not a step of indentation.
    if (width > 1) {
      this.step ??= width;
    }
    const step = this.step !== undefined && steps.has(this.step) ? this.step : undefined;
    if (step === undefined) {
      return this.place.unit === '\t' ? tabbed(width, this.place.tabSize) : ' '.repeat(width);
    }
    return this.place.unit.repeat(Math.floor(width / step)) + ' '.repeat(width % step);
  }
}

/** What people indent by, in columns; anything else is an alignment, and is left as it is. */
const steps: ReadonlySet<number> = new Set([2, 3, 4, 8]);

function tabbed(width: number, tabSize: number): string {
  return '\t'.repeat(Math.max(0, Math.floor(width / tabSize))) + ' '.repeat(Math.max(0, width % tabSize));
}

function columns(lead: string, tabSize: number): number {
  let width = 0;
  for (const character of lead) {
    width = character === '\t' ? width + tabSize - (width % tabSize) : width + 1;
  }
  return width;
}

/**
 * The indentation for code at a cursor.
 * - In an empty line: that of the block its neighbours are in, since the line itself tells nothing.
 * - At the end of a finished line (a statement, a comment, an opened block): on a new line below it.
 * - Anywhere else: right at the cursor, further lines as deep as the cursor's own.
 * @param line the cursor's line, up to the cursor and after it
 * @param previous the nearest line above that is not blank, `next` the nearest below; empty when there is none
 */
export function indentationAt(
  line: { readonly before: string; readonly after: string },
  neighbours: { readonly previous: string; readonly next: string },
  style: { readonly unit: string; readonly tabSize: number },
): Indentation {
  if (line.after.trim() !== '' || (line.before !== '' && line.before.trim() === '')) {
    return { base: leadOf(line.before), opening: '', ...style };
  }
  if (line.before.trim() !== '') {
    const base = leadOf(line.before) + (opens(line.before) ? style.unit : '');
    return finished(line.before)
      ? { base, opening: `\n${base}`, ...style }
      : { base: leadOf(line.before), opening: '', ...style };
  }
  const { previous, next } = neighbours;
  const above = leadOf(previous);
  const below = leadOf(next);
  const shallower = columns(below, style.tabSize) < columns(above, style.tabSize) ? below : above;
  const base = opens(previous) ? above + style.unit : shallower;
  return { base, opening: base, ...style };
}

function leadOf(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

function opens(line: string): boolean {
  return /[{([:]\s*$/.test(line);
}

/** Whether what is written next belongs on a line of its own: the line neither ends in a space nor asks for more. */
function finished(line: string): boolean {
  return /[;{}]\s*$/.test(line) || pythonBlock.test(line) || comment.test(line) || !/(?:\s|[=([,+\-*/%&|^?.<>!~@\\:])$/.test(line);
}

const comment = /^\s*(?:(?:\/\/|#|\/\*+|\*|--)(?:\s|$)|<!--)/;

/** A line of Python that opens a block; other lines that end in a colon go on after it. */
const pythonBlock = /^\s*(?:async|case|class|def|elif|else|except|finally|for|if|match|try|while|with)\b.*:\s*$/;
