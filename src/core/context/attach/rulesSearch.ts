import type { After } from '../../chat/progress.ts';
import type { Disposable } from '../../lifecycle.ts';

export interface RulesSearchDeps {
  /** URIs of the files that the project's rules may stand in, as of now. */
  readonly places: () => readonly string[];
  /** Whether there is such a file and it may go unasked. Throws when nobody can tell now. */
  readonly isThere: (uri: string) => Promise<boolean>;
  /** Those that are there. */
  readonly offer: (uris: readonly string[]) => void;
  readonly after: After;
  /** Told of each time that nobody could tell. */
  readonly onError: (error: unknown) => void;
}

/** How long until it looks again where nobody could tell, ms; doubled each time, until it leaves it at what is known. */
const firstWaitMs = 500;
const mostTries = 7;

/**
 * Looks for the project's rules. A disk that does not answer, as one that is far away or still being connected, is no proof that a file
 * is gone: what is known of it stays, and it is looked at again soon.
 */
export class RulesSearch implements Disposable {
  private round = 0;
  private found: readonly string[] = [];
  private timer: Disposable | undefined;

  constructor(private readonly deps: RulesSearchDeps) {}

  /** Looks which are there. A later look has the last word, whichever ends first. Never throws. */
  look(): Promise<void> {
    return this.try(1);
  }

  dispose(): void {
    this.round++;
    this.timer?.dispose();
  }

  private async try(attempt: number): Promise<void> {
    this.timer?.dispose();
    const round = ++this.round;
    const places = this.deps.places();
    const found = await Promise.all(places.map((uri) => this.deps.isThere(uri).catch((error: unknown) => ({ error }))));
    if (round !== this.round) {
      return;
    }
    const untold = found.flatMap((each) => (typeof each === 'object' ? [each.error] : []));
    this.found = places.filter((uri, index) => found[index] === true || (typeof found[index] === 'object' && this.found.includes(uri)));
    this.deps.offer(this.found);
    if (untold.length > 0) {
      this.deps.onError(untold[0]);
      if (attempt < mostTries) {
        this.timer = this.deps.after(firstWaitMs * 2 ** (attempt - 1), () => void this.try(attempt + 1));
      }
    }
  }
}
