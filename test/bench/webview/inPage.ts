import type { Frame } from 'playwright-core';
import { lastWords } from './text.ts';

/** Resolves to the time, ms since 1970, when the last words of an answer to come have been painted. Call it before asking. */
export function lastWordsPainted(frame: Frame): Promise<number> {
  return frame.evaluate(
    (words) =>
      new Promise<number>((resolve) => {
        const observer = new MutationObserver(() => {
          // Only where the answer grows: to look through all of it would be what is measured.
          const growing = [...document.querySelectorAll('article.reply')].at(-1);
          const block = growing?.querySelector('.markdown')?.lastElementChild?.lastElementChild;
          if (block?.textContent.includes(words) === true) {
            observer.disconnect();
            requestAnimationFrame(() => {
              setTimeout(() => {
                resolve(Date.now());
              });
            });
          }
        });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
    lastWords,
  );
}

/** The 95th percentile of the time between two frames until `until` resolves, ms. */
export async function frameTimes(frame: Frame, until: Promise<unknown>): Promise<number> {
  await frame.evaluate(() => {
    const times: number[] = [];
    let last = performance.now();
    const look = (now: number): void => {
      times.push(now - last);
      last = now;
      Object.assign(globalThis, { benchFrame: requestAnimationFrame(look) });
    };
    Object.assign(globalThis, { benchTimes: times, benchFrame: requestAnimationFrame(look) });
  });
  await until;
  return frame.evaluate(() => {
    const { benchTimes, benchFrame } = globalThis as unknown as { benchTimes: number[]; benchFrame: number };
    cancelAnimationFrame(benchFrame);
    const sorted = benchTimes.slice(1).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length * 0.95)] ?? NaN;
  });
}

/** Elements in the page. */
export function elements(frame: Frame): Promise<number> {
  return frame.evaluate(() => document.querySelectorAll('*').length);
}

/** Makes all of the last answer be there, and tells how many of its sections are, and whether its last words are. */
export function wholeAnswer(frame: Frame): Promise<{ readonly sections: number; readonly ended: boolean }> {
  return frame.evaluate((words) => {
    const answer = [...document.querySelectorAll('article.reply .markdown')].at(-1);
    answer?.dispatchEvent(new CustomEvent('pin', { detail: true }));
    const found = { sections: answer?.querySelectorAll('.heading2').length ?? 0, ended: answer?.textContent.trimEnd().endsWith(words) ?? false };
    answer?.dispatchEvent(new CustomEvent('pin', { detail: false }));
    return found;
  }, lastWords);
}
