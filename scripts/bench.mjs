// Builds what ships and the benches, runs each bench as a process of its own, one after the other, and writes what it found
// into its section of test/bench/REPORT.md. `npm run bench -- client size` runs these alone; the other sections stay.
//
// To add a bench, put `<name>.bench.ts` into test/bench: it may print what it likes, and ends with one line of JSON,
// `{"rows":[{"name","value","unit","note"}]}` (`report` in test/bench/rows.ts). It runs in the repository's root, and may
// start other programs, such as an editor.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { section, withSections } from './benchReport.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const reportFile = join(root, 'test/bench/REPORT.md');
const wanted = process.argv.slice(2);

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

node(['esbuild.mjs', '--production']);
node(['esbuild.mjs', '--bench']);
const names = readdirSync(join(root, 'out/bench'))
  .filter((file) => file.endsWith('.bench.mjs'))
  .map((file) => file.slice(0, -'.bench.mjs'.length))
  .sort();
const unknown = wanted.find((name) => !names.includes(name));
if (unknown !== undefined) {
  console.error(`There is no bench "${unknown}". There are: ${names.join(', ')}.`);
  process.exit(1);
}

const processors = cpus();
const machine = `${processors.length} x ${processors[0]?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${platform()} ${release()} ${arch()}`;

for (const name of wanted.length === 0 ? names : wanted) {
  const [load = NaN] = loadavg();
  const lines = node(['--enable-source-maps', `out/bench/${name}.bench.mjs`], 'pipe').trimEnd().split('\n');
  const { rows } = /** @type {{ rows: import('./benchReport.mjs').Row[] }} */ (JSON.parse(lines.pop() ?? '{}'));
  if (lines.length > 0) {
    console.log(lines.join('\n'));
  }
  const found = section(
    [
      `Date: ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
      `Machine: ${machine}; load when it began ${load.toFixed(1)}`,
      `Node: ${process.version}`,
      `Command: \`npm run bench -- ${name}\``,
    ],
    rows,
  );
  const old = existsSync(reportFile) ? readFileSync(reportFile, 'utf8') : '';
  writeFileSync(reportFile, withSections(old, new Map([[name, found]])));
  console.log(`## ${name}\n\n${found}`);
}
