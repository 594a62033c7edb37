import { IndentFitter } from './indentFitter.ts';

/** How a region is indented. */
export interface RegionIndentation {
  /** What its first line that is not blank begins with. */
  readonly base: string;
  /** One step: a tab, or spaces. */
  readonly unit: string;
  /** Spaces that a tab stands for, 1 to 16. */
  readonly tabSize: number;
}

/**
 * Fits lines of an answer to a region's indentation. As soon as one of them stands in the region just as it is, the answer is
 * known to be indented as the region: from there on nothing is fitted.
 */
export class LineFitter {
  private readonly fitter: IndentFitter;
  private begun = false;
  private fits = false;

  /** @param stands whether the region has this line */
  constructor(
    place: RegionIndentation,
    private readonly stands: (line: string) => boolean,
  ) {
    this.fitter = new IndentFitter({ ...place, opening: place.base });
  }

  fit(line: string): string {
    this.fits ||= /^\s+\S/.test(line) && /\w.*\w.*\w/.test(line) && this.stands(line);
    const fitted = this.fitter.push(this.begun ? `\n${line}` : line);
    const result = this.begun ? fitted.slice(1) : fitted;
    this.begun ||= line.trim() !== '';
    return this.fits || this.stands(line) ? line : result;
  }
}
