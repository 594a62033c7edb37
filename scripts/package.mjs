// npm run package: builds, packs, checks what is in the package and how large it is, and prints where it lies.
import { buildPackage } from './build.mjs';
import { packageFaults, sizeLimit, zipEntries } from './packaging/contents.mjs';
import { runMain } from './runMain.mjs';

await runMain(async () => {
  const { vsix, size } = await buildPackage();
  const entries = await zipEntries(vsix);
  for (const entry of entries) {
    console.log(`${String(entry.packed).padStart(9)} ${String(entry.size).padStart(9)}  ${entry.name}`);
  }
  console.log(`${String(size).padStart(9)} bytes packed, of at most ${sizeLimit}`);
  const faults = packageFaults(
    entries.map((entry) => entry.name),
    size,
  );
  if (faults.length > 0) {
    console.error(`This package must not ship:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    process.exitCode = 1;
  } else {
    console.log(vsix);
  }
});
