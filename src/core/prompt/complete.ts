/** The words of Complete from Here, given to Generate: no instruction of the person's. */
export function completeInstruction(): string {
  return 'go on from here: complete the statement, function or file that the cursor stands in, as its author would, no further than its natural end.';
}
