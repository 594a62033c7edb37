/** The task of Refactor. `wish` says how; empty leaves that to the model. */
export function refactorTask(wish: string): string {
  const how = wish === '' ? 'make it simpler and easier to read' : wish;
  return `refactor the region: ${how}. What the code does, its public names and its signatures stay the same, and so do comments that are still true. Leave lines alone that need no change.`;
}
