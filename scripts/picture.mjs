// `npm run picture [-- <part of a name>]`: takes docs/lathe.png and docs/review.png, the README's pictures, of the packaged extension in a real VS Code.
import path from 'node:path';
import { build } from 'esbuild';
import { buildPackage } from './build.mjs';
import { runMain } from './runMain.mjs';
import { ensureChromium } from './workbench/chromium.mjs';
import { current, ensureServer } from './workbench/install.mjs';
import { root } from './workbench/paths.mjs';
import { run } from './workbench/run.mjs';

await runMain(async () => {
  await ensureServer(current, console.log);
  await ensureChromium(console.log);
  await buildPackage();
  for (const name of ['readmePicture', 'reviewPicture'].filter((each) => each.includes(process.argv[2] ?? ''))) {
    const outfile = path.join(root, 'out', 'picture', `${name}.mjs`);
    await build({
      entryPoints: [path.join(root, 'test', 'e2e', `${name}.ts`)],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
    });
    await run(process.execPath, [outfile], { cwd: root });
  }
});
