import type { AnswerPiece } from './answerPiece.ts';
import { namesFile } from './blockFile.ts';
import { CodeExtractor } from './codeExtractor.ts';
import { isElision } from './elision.ts';
import { hasEntity, withoutEntities } from './entities.ts';
import { JsonAnswer } from './jsonAnswer.ts';
import { LineFitter, type RegionIndentation } from './lineFitter.ts';
import { LineNumbers } from './lineNumbers.ts';
import { PatchReader } from './patchReader.ts';
import { withoutSurroundings, type Surroundings } from './surroundingLines.ts';
import { beginsFile, reachesOut, tells, withoutKnownImports } from './wholeFile.ts';

/** The region that an answer is for. */
export interface AnswerPlace extends RegionIndentation {
  /** VS Code language id of the file. */
  readonly language: string;
  /** Of the file, with `/`; none where the answer may well name another one. */
  readonly path?: string;
  readonly region: readonly string[];
  /** A blank line comes before the answer. */
  readonly isApart?: boolean;
  /** Read at most once, when the answer has begun. */
  readonly surroundings: () => Surroundings;
}

/**
 * Reads what a model answers for a region, as it streams: takes out the code and makes pieces of it that can be held against
 * the old lines. Copes with the habits of models: prose and several blocks, diffs, copied line numbers, lines left out,
 * typographic quotes, foreign indentation, and the whole file where a part was asked for.
 */
export class AnswerReader {
  private readonly json: JsonAnswer;
  private readonly extractor: CodeExtractor;
  private readonly numbers: LineNumbers;
  private readonly fitter: LineFitter;
  private readonly known: ReadonlySet<string>;
  private readonly hasEntities: boolean;
  private patch: PatchReader | undefined;
  private around: Surroundings | undefined;
  private whole: string[] | undefined;
  private begun = false;
  /** The first line, while the one behind it has to tell what it is. */
  private opening: string | undefined;
  private rest = '';
  /** The last line was taken before its end came. */
  private isAhead = false;
  private misfits = false;
  /** The code stands between the marks of the request. */
  private isMarked = false;
  private isDivided = false;

  constructor(private readonly place: AnswerPlace) {
    const first = place.region.find((line) => line.trim() !== '') ?? '';
    this.json = new JsonAnswer(/^(?:json\w*|yaml)$/.test(place.language) || /^\s*[{["]/.test(first));
    this.extractor = new CodeExtractor(place.language, place.path);
    this.hasEntities = place.region.some(hasEntity);
    this.known = new Set(place.region);
    const telling = new Set(place.region.filter(tells).map((line) => line.trim()));
    this.numbers = new LineNumbers((line) => telling.has(line.trim()));
    this.fitter = new LineFitter(place, (line) => this.known.has(line));
  }

  /** Whether the answer changes what is outside the region: nothing of it can be written. */
  get isOutside(): boolean {
    return this.misfits;
  }

  /** Whether code has come. */
  get hasCode(): boolean {
    return this.begun || this.opening !== undefined;
  }

  push(text: string): readonly AnswerPiece[] {
    const lines = (this.rest + this.withoutEnd(this.extractor.push(this.json.push(text)))).split('\n');
    this.rest = lines.pop() ?? '';
    if (this.rest !== '' && this.extractor.isAtLineEnd) {
      lines.push(this.rest);
      this.rest = '';
      this.isAhead = true;
    }
    return this.divided(lines.flatMap((line) => this.numbers.take(line)).flatMap((line) => this.take(line)));
  }

  /** @param complete whether the model ended the answer */
  finish(complete: boolean): readonly AnswerPiece[] {
    const held = this.withoutEnd(this.extractor.push(this.json.finish()));
    const rest = this.rest + held + this.withoutEnd(this.extractor.finish(complete));
    this.rest = '';
    const lines = rest === '' ? [] : rest.split('\n').flatMap((line) => this.numbers.take(line));
    const pieces = [...lines, ...this.numbers.finish()].flatMap((line) => this.take(line));
    const first = this.opening === undefined ? [] : this.open([this.opening]);
    return this.divided([...pieces, ...first, ...(this.patch?.finish(complete, this.place.region) ?? []), ...this.finishWhole(complete)]);
  }

  private divided(pieces: readonly AnswerPiece[]): readonly AnswerPiece[] {
    const isFirst = pieces.length > 0 && !this.isDivided;
    this.isDivided ||= isFirst;
    return isFirst && this.place.isApart ? [{ type: 'line', text: '' }, ...pieces] : pieces;
  }

  private withoutEnd(code: string): string {
    if (!this.isAhead || code === '') {
      return code;
    }
    this.isAhead = false;
    return code.slice(1);
  }

  private take(line: string): readonly AnswerPiece[] {
    if (this.begun) {
      return this.isBeside(line) ? [] : this.takeOn(line);
    }
    if (this.opening !== undefined) {
      return this.open([this.opening, line]);
    }
    if (line.trim() === '' || this.isBeside(line)) {
      return [];
    }
    if (PatchReader.mayBegin(line)) {
      this.opening = line;
      return [];
    }
    return this.open([line]);
  }

  /** What models put around the code, and is none of it: our own marks, and the name of the file in a comment before it. */
  private isBeside(line: string): boolean {
    if (this.known.has(line)) {
      return false;
    }
    if (this.begun) {
      return this.isMarked && /^\s*<\/(?:region|tests)>\s*$/.test(line);
    }
    const isMark = /^\s*<(?:region|tests)>\s*$/.test(line);
    this.isMarked ||= isMark;
    return isMark || (this.place.path !== undefined && namesFile(line, this.place.path));
  }

  private takeOn(line: string): readonly AnswerPiece[] {
    this.patch?.take(line);
    this.whole?.push(line);
    return this.patch || this.whole ? [] : [this.piece(line)];
  }

  private open(lines: readonly string[]): readonly AnswerPiece[] {
    this.opening = undefined;
    this.begun = true;
    this.begin(lines[0] ?? '', lines[1] ?? '');
    return lines.flatMap((line) => this.takeOn(line));
  }

  private begin(line: string, next: string): void {
    const form = this.place.language === 'diff' ? undefined : PatchReader.formOf(line, next, this.extractor.info);
    this.patch = form && new PatchReader(form);
    if (!form && tells(line) && !this.place.region.some((each) => each.trim() === line.trim())) {
      const around = this.place.surroundings();
      // Only a line that stands above as it is, indentation included: a similar one begins new code.
      if (around.above.includes(line.trimEnd()) || (beginsFile(line) && around.above.some(beginsFile))) {
        this.around = around;
        this.whole = [];
      }
    }
  }

  private finishWhole(complete: boolean): readonly AnswerPiece[] {
    if (!this.whole || !this.around) {
      return [];
    }
    const { whole, around } = this;
    this.whole = undefined;
    const inside = complete ? withoutSurroundings(whole, around) : undefined;
    const rest = inside ?? withoutKnownImports(whole, around.above);
    // Where nothing is replaced, nothing can be there twice for it.
    const isNew = this.place.region.every((line) => line.trim() === '');
    this.misfits = inside === undefined && !isNew && reachesOut(rest, this.place.region, around);
    return this.misfits ? [] : rest.map((line) => this.piece(line));
  }

  private piece(line: string): AnswerPiece {
    if (isElision(line, this.place.language) && !this.place.region.some((each) => each.trim() === line.trim())) {
      return { type: 'elision' };
    }
    const isMeant = this.known.has(line) || prose.has(this.place.language);
    const plain = isMeant ? line : withPlainQuotes(this.hasEntities ? line : withoutEntities(line));
    return { type: 'line', text: this.fitter.fit(plain) };
  }
}

/** Languages in whose files words for people stand without plain quotes around them. */
const prose: ReadonlySet<string> = new Set([
  'markdown', 'plaintext', 'latex', 'tex', 'restructuredtext', 'html', 'xml',
  'typescriptreact', 'javascriptreact', 'vue', 'svelte', 'yaml', 'properties',
]);

/** Typographic quotes are typed by models that write for people; beside plain ones they are meant. */
function withPlainQuotes(line: string): string {
  return /["'`]/.test(line) ? line : line.replaceAll(/[“”„]/g, '"').replaceAll(/[‘’]/g, "'");
}
