/** The task of Edit: what the person asked, in their words. */
export function editTask(instruction: string): string {
  return `change the region as follows: ${instruction}`;
}
