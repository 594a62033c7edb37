/** What a row of the list leads to. */
export interface Row {
  readonly summary?: { readonly id: string };
  readonly turn?: string;
}

/** The row that is the same as one of an earlier list: a conversation may be there by its title and by each place in it. */
export function sameRow<T extends Row>(rows: readonly T[], earlier: Row | undefined): T | undefined {
  const id = earlier?.summary?.id;
  return id === undefined ? undefined : rows.find(({ summary, turn }) => summary?.id === id && turn === earlier?.turn);
}

/** `$(icon)` in what a person or a model wrote is text, not a picture. */
export function plainLabel(text: string): string {
  return text.replaceAll('$(', '$\u200B(');
}

/** A notification makes a link of `[words](address)`, also where that is the name of a file or what a person asked. */
export function plainNotice(text: string): string {
  return text.replaceAll('](', ']\u200B(');
}
