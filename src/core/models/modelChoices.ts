/** Which models of one endpoint a person comes back to, by id. */
export interface ModelChoices {
  /** In the order in which they were chosen for it. */
  readonly favourites: readonly string[];
  /** The last one used first. */
  readonly recent: readonly string[];
}

/** Most models that are remembered as used. */
const mostRecent = 5;

export const noChoices: ModelChoices = { favourites: [], recent: [] };

/** The model was chosen. */
export function withUsed({ favourites, recent }: ModelChoices, id: string): ModelChoices {
  return { favourites, recent: [id, ...recent.filter((other) => other !== id)].slice(0, mostRecent) };
}

/** The model is a favourite from now on, or none any more. */
export function withToggled({ favourites, recent }: ModelChoices, id: string): ModelChoices {
  const others = favourites.filter((other) => other !== id);
  return { favourites: others.length < favourites.length ? others : [...favourites, id], recent };
}
