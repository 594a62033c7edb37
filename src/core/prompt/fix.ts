/** The task of Fix; the problems stand in the request. */
export function fixTask(): string {
  return 'fix the problems that the editor reports in the region, at their cause, with the smallest change that does. Do not silence them: no casts, ignore comments or empty handlers where a real fix exists. Leave all other lines as they are.';
}
