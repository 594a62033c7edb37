/** Stands above the first turns. No turn has this id. */
const root = '';

/** Where a turn is put. */
export interface Place {
  /** It is another version of this one. */
  readonly instead?: string;
  /** It goes on with the branch through this one. */
  readonly after?: string;
}

/**
 * Which turn follows which. Turns that follow the same one are versions of each other: one of them is shown, and with it the branch
 * that goes on below it. Built by `add`, `remove` and `show` in the order of the journal, it comes out the same in every window.
 */
export class Branches {
  private readonly parents = new Map<string, string>();
  /** In the order that they were asked in. */
  private readonly children = new Map<string, readonly string[]>();
  /** The child that was shown last. */
  private readonly chosen = new Map<string, string>();
  /** What a turn that was taken out had followed. */
  private readonly gone = new Map<string, string>();
  /** The branch that is shown, once it is asked for. */
  private path: string[] | undefined;

  /** The turns of the branch that is shown, in order. */
  get shown(): readonly string[] {
    return (this.path ??= this.below(root));
  }

  /** The turn and its other versions, in the order that they were asked in; none when it is not known. */
  versions(turn: string): readonly string[] {
    const parent = this.parents.get(turn);
    return parent === undefined ? [] : this.childrenOf(parent);
  }

  /** The turn that it follows; undefined for a first one. */
  before(turn: string): string | undefined {
    return this.parents.get(turn) || undefined;
  }

  /** The turns that are shown where there are several, those deepest down first: `show` them in this order, and the same is shown. */
  get choices(): readonly string[] {
    const found: { readonly turn: string; readonly depth: number }[] = [];
    for (const [parent, children] of this.children) {
      const turn = this.chosenOf(parent);
      if (turn !== undefined && children.length > 1) {
        found.push({ turn, depth: this.depth(turn) });
      }
    }
    return found.sort((a, b) => b.depth - a.depth).map(({ turn }) => turn);
  }

  /**
   * Adds a turn and shows it. A turn that is not known counts as none named, and then it goes to the end of what is shown; in place of
   * one that was taken out stands what it had followed.
   */
  add(turn: string, place: Place = {}): void {
    const { shown } = this;
    const parent = this.parentFor(place);
    this.parents.set(turn, parent);
    this.children.set(parent, [...this.childrenOf(parent), turn]);
    if (parent === (shown.at(-1) ?? root)) {
      // Nearly always: nothing else comes into view.
      this.chosen.set(parent, turn);
      this.path?.push(turn);
    } else {
      this.show(turn);
    }
  }

  /** Takes a turn out; what followed it follows what was before it. */
  remove(turn: string): void {
    const parent = this.parents.get(turn);
    if (parent === undefined) {
      return;
    }
    const own = this.childrenOf(turn);
    const heir = this.chosenOf(turn);
    const isChosen = this.chosen.get(parent) === turn;
    for (const child of own) {
      this.parents.set(child, parent);
    }
    this.parents.delete(turn);
    this.children.delete(turn);
    this.chosen.delete(turn);
    this.gone.set(turn, parent);
    const left = this.childrenOf(parent).filter((each) => each !== turn);
    // In the order that they were asked in, whoever they followed.
    this.children.set(parent, own.length === 0 ? left : [...this.parents.keys()].filter((each) => this.parents.get(each) === parent));
    if (isChosen) {
      this.chosen.delete(parent);
      if (heir !== undefined) {
        this.chosen.set(parent, heir);
      }
    }
    this.path = undefined;
  }

  /** Shows the branch through this turn, and below it what was shown there last. */
  show(turn: string): void {
    let child = turn;
    for (let parent = this.parents.get(child); parent !== undefined; parent = this.parents.get(child)) {
      this.chosen.set(parent, child);
      child = parent;
    }
    this.path = undefined;
  }

  private parentFor({ instead, after }: Place): string {
    const sibling = instead === undefined ? undefined : (this.parents.get(instead) ?? this.gone.get(instead));
    if (sibling !== undefined) {
      return this.standing(sibling);
    }
    const known = after === undefined ? undefined : this.standing(after);
    return known !== undefined && (known === root || this.parents.has(known)) ? (this.below(known).at(-1) ?? known) : (this.shown.at(-1) ?? root);
  }

  /** The turn, or the next one before it that was not taken out. */
  private standing(turn: string): string {
    let at = turn;
    for (let before = this.gone.get(at); before !== undefined && !this.parents.has(at); before = this.gone.get(at)) {
      at = before;
    }
    return at;
  }

  private childrenOf(turn: string): readonly string[] {
    return this.children.get(turn) ?? [];
  }

  private chosenOf(turn: string): string | undefined {
    return this.chosen.get(turn) ?? this.childrenOf(turn).at(-1);
  }

  private below(turn: string): string[] {
    const found: string[] = [];
    for (let at = this.chosenOf(turn); at !== undefined; at = this.chosenOf(at)) {
      found.push(at);
    }
    return found;
  }

  private depth(turn: string): number {
    let depth = 0;
    for (let at = this.parents.get(turn); at !== undefined && at !== root; at = this.parents.get(at)) {
      depth++;
    }
    return depth;
  }
}
