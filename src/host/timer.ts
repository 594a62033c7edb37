import type { After } from '../core/chat/progress.ts';

/** A timer of this machine. */
export const after: After = (ms, callback) => {
  const timer = setTimeout(callback, ms);
  return {
    dispose: () => {
      clearTimeout(timer);
    },
  };
};
