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
    this.pause = this.after(this.ms, () => {
      this.pause = undefined;
      if (this.asked) {
        this.asked = false;
        this.ask();
      }
    });
    this.draw();
  };

  dispose(): void {
    this.pause?.dispose();
  }
}
