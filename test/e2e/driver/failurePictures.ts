/** Takes a picture; `title` is the failed test's whole sentence. */
type TakePicture = (title: string) => Promise<void>;

/** The runner's process is one, the bundles in it are many: what they share hangs on the global object. */
const shared = globalThis as { latheTestFailed?: Set<TakePicture> };

/** Has a picture taken after each test that fails, while its window is still open; until the returned function is called. */
export function onTestFailed(take: TakePicture): () => void {
  shared.latheTestFailed ??= new Set();
  const listeners = shared.latheTestFailed.add(take);
  return () => {
    listeners.delete(take);
  };
}
