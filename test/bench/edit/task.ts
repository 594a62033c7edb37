/** A file of 20,000 lines, and an answer that rewrites 2,000 of them: every fourth is changed, every fortieth doubled. */
export const fileLines: readonly string[] = Array.from({ length: 20_000 }, (_, index) =>
  index % 5 === 4 ? '' : `  const value${index % 700} = compute(${index}, 'a name of some length');`,
);

export const firstLine = 9_000;
export const regionLines: readonly string[] = fileLines.slice(firstLine, firstLine + 2_000);

export const answerLines: readonly string[] = regionLines.flatMap((line, index) => {
  const now = index % 4 === 0 ? line.replace('compute', 'computed') : line;
  return index % 40 === 0 ? [now, `${now} // again`] : [now];
});
