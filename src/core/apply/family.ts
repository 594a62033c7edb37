/** Kinds of files whose parts are told by the same signs. */
export type Family = 'code' | 'python' | 'yaml' | 'json' | 'css' | 'markdown' | 'sections' | 'tags' | 'text';

const byEnding: readonly (readonly [RegExp, Family])[] = [
  [/^(?:pyi?|nim|gd|pyx)$/, 'python'],
  [/^ya?ml$/, 'yaml'],
  [/^(?:jsonc?|json5|code-workspace|webmanifest)$/, 'json'],
  [/^(?:css|scss|less|pcss)$/, 'css'],
  [/^(?:mdx?|markdown)$/, 'markdown'],
  [/^(?:toml|ini|cfg|properties|editorconfig)$/, 'sections'],
  [/^(?:vue|svelte|astro)$/, 'tags'],
  [/^(?:html?|xml|svg|xhtml|txt|log|csv|tsv|sql|env|gitignore|lock|rst|adoc|tex|dockerfile|makefile|mk)$/, 'text'],
];

/** By the ending of a path; what is not known is code, whose blocks are told by brackets and indentation. */
export function familyOf(path: string): Family {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const ending = name.slice(name.lastIndexOf('.') + 1);
  return byEnding.find(([pattern]) => pattern.test(ending))?.[1] ?? 'code';
}
