// Answers of awkward kinds: a long one without a fence, whether a line costs the same at its end as at its beginning; and one
// that begins like a line far up in a long file, whether looking for its place costs more for a file ten times as long.
import { CodeExtractor } from '../../src/core/edit/codeExtractor.ts';
import { withoutSurroundings } from '../../src/core/edit/surroundingLines.ts';
import { median, report } from './rows.ts';

const runs = 20;
const lines = 8000;
const rounded = (value: number): number => Number(value.toPrecision(3));

function milliseconds(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function growth(): number {
  const extractor = new CodeExtractor('typescript');
  const tenths = Array.from({ length: 10 }, () =>
    milliseconds(() => {
      for (let line = 0; line < lines / 10; line += 1) {
        for (const word of ['  const value', ' = compute(', '12, "some', ' words");\n']) {
          extractor.push(word);
        }
      }
    }),
  );
  return (tenths.at(-1) ?? NaN) / (tenths[0] ?? NaN);
}

function lookUp(length: number): number {
  const above = Array.from({ length }, (_, index) => `  line ${index % 700}`);
  const answer = [...above.slice(100, 160), 'new'];
  return milliseconds(() => {
    for (let turn = 0; turn < 20; turn += 1) {
      withoutSurroundings(answer, { above, below: [] });
    }
  });
}

const grown: number[] = [];
const longer: number[] = [];
for (let run = -3; run < runs; run += 1) {
  const [tenths, files] = [growth(), lookUp(50_000) / lookUp(5_000)];
  if (run >= 0) {
    grown.push(tenths);
    longer.push(files);
  }
}
report([
  { name: 'answer: without a fence, last tenth of the lines over the first', value: rounded(median(grown)), unit: 'x', note: `${lines} lines, a word at a time, median of ${runs} runs` },
  { name: 'answer: its place in a file of 50,000 lines over one of 5,000', value: rounded(median(longer)), unit: 'x', note: `an answer of 61 lines that begins like a line far up, median of ${runs} runs` },
]);
