import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const words = ['cart', 'price', 'tax', 'order', 'user', 'session', 'token', 'parser', 'stream', 'editor', 'panel', 'journal', 'window', 'range', 'change', 'review'];

/** A project of so many TypeScript files in folders of twenty, about 700 characters each, always the same. */
export async function makeTree(root: string, files: number): Promise<void> {
  let seed = 1;
  const random = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  const word = (): string => words[random(words.length)] ?? '';
  for (let folder = 0; folder * 20 < files; folder++) {
    const path = join(root, `package${folder % 10}`, `${words[folder % words.length] ?? ''}${folder}`);
    await mkdir(path, { recursive: true });
    await Promise.all(
      Array.from({ length: 20 }, (_, file) => {
        const lines = Array.from({ length: 8 + random(10) }, (_, line) => `  const ${word()}${line} = ${word()}(${word()}, ${random(1000)}); // ${word()} of the ${word()}`);
        return writeFile(join(path, `${word()}${file}.ts`), `import { ${word()} } from '../${word()}.ts';\n\nexport function ${word()}${folder}(): void {\n${lines.join('\n')}\n}\n`);
      }),
    );
  }
  await writeFile(join(root, '.gitignore'), 'dist/\n');
}
