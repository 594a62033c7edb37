// Bytes of what ships: each bundle as it is and gzipped, and the package. Needs a production build in dist/.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { report, type Row } from './rows.ts';

const shipped = (file: string) => !file.endsWith('.map');

const files = readdirSync('dist', { recursive: true, encoding: 'utf8' })
  .map((file) => `dist/${file.replaceAll('\\', '/')}`)
  .filter((file) => shipped(file) && statSync(file).isFile())
  .sort();

const rows: Row[] = files.map((file) => {
  const bytes = readFileSync(file);
  return { name: file, value: bytes.length, unit: 'bytes', note: `${gzipSync(bytes).length} gzipped` };
});
rows.push({ name: 'dist/, all files', value: rows.reduce((sum, { value }) => sum + value, 0), unit: 'bytes' });

const packages = ['.', 'dist', 'out'].flatMap((folder) =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith('.vsix'))
        .map((file) => (folder === '.' ? file : `${folder}/${file}`))
    : [],
);
for (const file of packages) {
  rows.push({ name: file, value: statSync(file).size, unit: 'bytes', note: 'the package; it may be of an older build' });
}

report(rows);
