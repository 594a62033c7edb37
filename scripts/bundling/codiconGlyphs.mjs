// VS Code's icon font, cut down to the glyphs that our styles name: it holds some hundreds more.
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

/** It comes without types. @type {(font: Uint8Array, text: string, options: { targetFormat: 'truetype' }) => Promise<Uint8Array>} */
const subsetFont = createRequire(import.meta.url)('subset-font');

/** @param {string} folder where the styles are */
const glyphsIn = async (folder) => {
  const styles = await Promise.all(
    (await readdir(folder)).filter((name) => name.endsWith('.css')).map((name) => readFile(path.join(folder, name), 'utf8')),
  );
  return styles
    .flatMap((style) => [...style.matchAll(/content:\s*'\\([0-9a-f]{4})'/g)])
    .map(([, code = '']) => String.fromCharCode(Number.parseInt(code, 16)))
    .join('');
};

/** @type {import('esbuild').Plugin} */
export const codiconGlyphs = {
  name: 'codicon-glyphs',
  setup(build) {
    build.onLoad({ filter: /[\\/]codicon\.ttf$/ }, async ({ path: file }) => ({
      contents: await subsetFont(await readFile(file), await glyphsIn('media/chat'), { targetFormat: 'truetype' }),
      loader: 'file',
    }));
  },
};
