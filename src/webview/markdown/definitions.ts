import { linksDefinedIn, type Links } from '../../protocol/markdown/dialect.ts';

/** What may be a definition somewhere in a block: most blocks are not parsed for it. */
const definitionLike = /^[ \t>*+\-\d.)]*\[(?:\\.|[^[\]\\]){1,1000}\]:/m;

/** `[label]` or `[^label]`, as far as it can be the name of something defined elsewhere. */
const labelLike = /\[((?:\\.|[^[\]\\])+)\]/g;

/** As marked does it: some letters come together by way of their capitals only. */
const key = (label: string): string => label.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase().toLowerCase();

/**
 * What links and footnotes of one answer lead to, as far as it has come. The first definition of a label holds, as CommonMark
 * says. Blocks that were drawn before their definition came are to be drawn again.
 */
export class Definitions {
  readonly #links: Links = {};

  get links(): Links {
    return this.#links;
  }

  /** Takes what finished blocks define; returns the labels that were not known before. */
  take(sources: readonly string[]): ReadonlySet<string> {
    const fresh = new Set<string>();
    for (const source of sources) {
      if (definitionLike.test(source)) {
        for (const [label, link] of Object.entries(linksDefinedIn(source))) {
          if (!(label in this.#links)) {
            this.#links[label] = link;
            fresh.add(label);
          }
        }
      }
    }
    return fresh;
  }
}

/** True when a block may refer to one of the labels. */
export function mentions(source: string, labels: ReadonlySet<string>): boolean {
  return [...source.matchAll(labelLike)].some(([, label = '']) => labels.has(key(label)));
}
