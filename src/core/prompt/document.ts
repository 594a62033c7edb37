import { docStyle } from './docStyle.ts';

/** The task of Document. */
export function documentTask(language: string): string {
  return `write the documentation comment of what the region declares, and of the members that callers use, as ${docStyle(language)}. Renew a comment that is there already. Say what the code does not say by itself: purpose, units, ranges, what fails and how. Change nothing but comments: every line of code stays exactly as it is.`;
}
