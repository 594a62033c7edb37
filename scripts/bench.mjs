// Builds what ships and the benches, runs each bench as a process of its own, one after the other, and writes what they
// found to test/bench/REPORT.md. `npm run bench -- client` runs those whose name begins so, and writes nothing.
//
// To add a bench, put `<name>.bench.ts` into test/bench: it may print what it likes, and ends with one line of JSON,
// `{"rows":[{"name","value","unit","note"}]}` (`report` in test/bench/rows.ts). It runs in the repository's root, and may
// start other programs, such as an editor.
import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {{ name: string, value: number, unit: string, note?: string }} Row */

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [wanted = ''] = process.argv.slice(2);

/**
 * Runs Node in the root; ends this script when it fails.
 * @param {readonly string[]} args
 * @param {'inherit' | 'pipe'} stdout
 */
function node(args, stdout = 'inherit') {
  const { status, stdout: text } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', stdout, 'inherit'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) {
    console.error(`${args.join(' ')} failed`);
    process.exit(status ?? 1);
  }
  return text;
}

/** @param {string} text */
const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** @param {number} value */
const number = (value) => value.toLocaleString('en-US', { maximumFractionDigits: 2 });

node(['esbuild.mjs', '--production']);
node(['esbuild.mjs', '--bench']);
const files = readdirSync(join(root, 'out/bench')).filter(
  (file) => file.endsWith('.bench.mjs') && file.startsWith(wanted),
);
if (files.length === 0) {
  console.error(`There is no bench whose name begins with "${wanted}".`);
  process.exit(1);
}

/** @type {Row[]} */
const rows = [];
for (const file of files.sort()) {
  const lines = node(['--enable-source-maps', `out/bench/${file}`], 'pipe').trimEnd().split('\n');
  const found = /** @type {{ rows: Row[] }} */ (JSON.parse(lines.pop() ?? '{}'));
  if (lines.length > 0) {
    console.log(lines.join('\n'));
  }
  rows.push(...found.rows);
}

const processors = cpus();
const report = `# Measurements

Written by \`npm run bench\`; do not edit.

- Date: ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC
- Machine: ${processors.length} x ${processors[0]?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${platform()} ${release()} ${arch()}
- Node: ${process.version}
- Command: \`npm run bench\`

| What | Value | Unit | Note |
| --- | ---: | --- | --- |
${rows.map(({ name, value, unit, note }) => `| ${cell(name)} | ${number(value)} | ${unit} | ${cell(note ?? '')} |`).join('\n')}
`;
if (wanted === '') {
  writeFileSync(join(root, 'test/bench/REPORT.md'), report);
}
console.log(report);
