// test/bench/REPORT.md: a section for each bench, which a run of that bench replaces. A bench takes minutes, and all of them
// together too long to begin again for one figure.

/** @typedef {{ name: string, value: number, unit: string, note?: string }} Row */

const heading = `# Measurements

Written by \`npm run bench\`; do not edit.
`;

/** @param {string} text */
const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** @param {number} value */
const number = (value) => value.toLocaleString('en-US', { maximumFractionDigits: 2 });

/**
 * What one bench has found. `facts`: lines about the machine and the time.
 * @param {readonly string[]} facts
 * @param {readonly Row[]} rows
 */
export function section(facts, rows) {
  return `${facts.map((fact) => `- ${fact}`).join('\n')}

| What | Value | Unit | Note |
| --- | ---: | --- | --- |
${rows.map(({ name, value, unit, note }) => `| ${cell(name)} | ${number(value)} | ${unit} | ${cell(note ?? '')} |`).join('\n')}
`;
}

/**
 * The report with the sections of these benches replaced or added, in order of name. What is not in a section goes.
 * @param {string} report
 * @param {ReadonlyMap<string, string>} sections
 */
export function withSections(report, sections) {
  /** @type {Map<string, string>} */
  const all = new Map();
  for (const text of report.split(/^## /m).slice(1)) {
    const end = text.indexOf('\n');
    all.set(text.slice(0, end), `${text.slice(end).trim()}\n`);
  }
  sections.forEach((text, name) => all.set(name, text));
  return [heading, ...[...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, text]) => `## ${name}\n\n${text}`)].join('\n');
}
