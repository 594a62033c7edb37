import type { After } from '../../core/chat/progress.ts';
import type { Disposable } from '../../core/lifecycle.ts';

/** Draws when asked: at once after a rest, and at most once in `ms` while more comes. The last state is always drawn. */
export class Repaint implements Disposable {
  private pause: Disposable | undefined;
  private asked = false;

  constructor(
    private readonly draw: () => void,
    private readonly ms: number,
    private readonly after: After,
  ) {}

  readonly ask = (): void => {
    if (this.pause) {
      this.asked = true;
      return;
    }
    this.now();
  };

  /** Draws without waiting for the end of a pause, and begins one. */
  now(): void {
    this.pause?.dispose();
    this.asked = false;
    this.pause = this.after(this.ms, () => {
      this.pause = undefined;
      if (this.asked) {
        this.ask();
      }
    });
    this.draw();
  }

  dispose(): void {
    this.pause?.dispose();
  }
}
