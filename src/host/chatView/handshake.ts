/** Which page is talked to: the one that was the last to say that it is ready, once what it needs has been prepared. */
export class Handshake {
  private current: string | undefined;
  /** The page that waits for us. */
  private waiting: string | undefined;

  /** The page that listens; undefined while there is none. */
  get epoch(): string | undefined {
    return this.current;
  }

  /** A page waits for what it needs: it is not its fault that nothing comes. */
  get preparing(): boolean {
    return this.waiting !== undefined;
  }

  /** A page is ready; whichever there was before is gone. */
  ready(epoch: string): void {
    this.current = undefined;
    this.waiting = epoch;
  }

  /** What the page needs is there. False when it is gone meanwhile, or another has taken its place: then it is sent nothing. */
  listen(epoch: string): boolean {
    if (this.waiting !== epoch) {
      return false;
    }
    this.waiting = undefined;
    this.current = epoch;
    return true;
  }

  /** What the page needs could not be prepared. */
  fail(epoch: string): void {
    if (this.waiting === epoch) {
      this.waiting = undefined;
    }
  }

  /** The page is gone, or about to be; another will say that it is ready. */
  silence(): void {
    this.current = undefined;
    this.waiting = undefined;
  }
}
