import type { Chapter } from './chapter.ts';

/** How far outside the view chapters are there already, about three screens. */
const margin = '2000px 0px';

/** Shows chapters near the view and hides the others. */
export class ChaptersInView {
  readonly #chapters = new Map<Element, Chapter>();
  #observer: IntersectionObserver | undefined;
  #pinned = false;

  add(chapter: Chapter): void {
    this.#chapters.set(chapter.element, chapter);
    // The margin counts only around a root that is named.
    this.#observer ??= new IntersectionObserver(this.#look, { root: chapter.element.closest('.scroller'), rootMargin: margin });
    this.#observer.observe(chapter.element);
  }

  /** Shows all of them, and keeps them until `unpin`: something is looked for in them. */
  pin(): void {
    this.#pinned = true;
    this.#chapters.forEach((chapter) => {
      chapter.show();
    });
  }

  unpin(): void {
    this.#pinned = false;
    this.#chapters.forEach((_, element) => {
      // It looks again, and tells where each is.
      this.#observer?.unobserve(element);
      this.#observer?.observe(element);
    });
  }

  /** Draws again what refers to definitions that came later. */
  redraw(labels: ReadonlySet<string>): void {
    this.#chapters.forEach((chapter) => {
      chapter.redraw(labels);
    });
  }

  dispose(): void {
    this.#observer?.disconnect();
    this.#chapters.clear();
  }

  readonly #look = (entries: readonly IntersectionObserverEntry[]): void => {
    for (const { target, isIntersecting, boundingClientRect } of entries) {
      const chapter = this.#chapters.get(target);
      if (isIntersecting) {
        chapter?.show();
      } else if (!this.#pinned) {
        chapter?.hide(boundingClientRect.height);
      }
    }
  };
}
