import * as v from 'valibot';

/**
 * What an attachment points to. Its text is taken when the question is sent, except of what cannot be had again: a terminal's
 * selection, and a web page, which is fetched once.
 */
export type Source =
  | { readonly kind: 'file'; readonly uri: string }
  /** Lines counted from 0, both included. `symbol`: the name of what they are; empty when they are just lines. */
  | { readonly kind: 'lines'; readonly uri: string; readonly first: number; readonly last: number; readonly symbol: string }
  | { readonly kind: 'folder'; readonly uri: string }
  | { readonly kind: 'workspace' }
  /** Instructions that the project has for assistants. */
  | { readonly kind: 'rules'; readonly uri: string }
  /** What VS Code reports on one file, or on all when `uri` is empty. */
  | { readonly kind: 'problems'; readonly uri: string }
  /** All that is not committed, in all repositories that are open. */
  | { readonly kind: 'changes' }
  /** `repository`: the URI of its root. */
  | { readonly kind: 'commit'; readonly repository: string; readonly hash: string; readonly title: string }
  | { readonly kind: 'terminal'; readonly text: string }
  | { readonly kind: 'page'; readonly url: string; readonly title: string; readonly text: string; readonly isCut: boolean }
  /** A picture in a file. `pasted`: the file is ours, made for it, and goes with it. */
  | { readonly kind: 'image'; readonly uri: string; readonly name: string; readonly pasted: boolean };

/** As both VS Code and browsers read it: what begins otherwise makes them throw. */
const uri = v.pipe(v.string(), v.regex(/^[a-z][a-z\d+.-]*:/i));
const url = v.pipe(v.string(), v.check((text) => URL.canParse(text)));

const source = v.variant('kind', [
  v.object({ kind: v.literal('file'), uri }),
  v.object({ kind: v.literal('lines'), uri, first: v.number(), last: v.number(), symbol: v.string() }),
  v.object({ kind: v.literal('folder'), uri }),
  v.object({ kind: v.literal('workspace') }),
  v.object({ kind: v.literal('rules'), uri }),
  v.object({ kind: v.literal('problems'), uri: v.union([v.literal(''), uri]) }),
  v.object({ kind: v.literal('changes') }),
  v.object({ kind: v.literal('commit'), repository: uri, hash: v.string(), title: v.string() }),
  v.object({ kind: v.literal('terminal'), text: v.string() }),
  v.object({ kind: v.literal('page'), url, title: v.string(), text: v.string(), isCut: v.boolean() }),
  v.object({ kind: v.literal('image'), uri, name: v.string(), pasted: v.boolean() }),
]);

const stored = v.object({ sources: v.array(v.unknown()), off: v.array(v.string()) });

/** What outlives the window: what the person added, and the keys of the offers that they switched off. */
export interface StoredTray {
  readonly sources: readonly Source[];
  readonly off: readonly string[];
}

/** What was kept, as far as it is sound: another version may have written it. */
export function parseStoredTray(value: unknown): StoredTray {
  const result = v.safeParse(stored, value);
  if (!result.success) {
    return { sources: [], off: [] };
  }
  return { sources: parseSources(result.output.sources), off: result.output.off };
}

/** Those that are sound. */
export function parseSources(values: readonly unknown[]): readonly Source[] {
  return values.flatMap((each) => {
    const one = v.safeParse(source, each);
    return one.success ? [one.output] : [];
  });
}

/** Two sources with the same key point to the same thing. */
export function keyOf(each: Source): string {
  return JSON.stringify(each, Object.keys(each).sort());
}
