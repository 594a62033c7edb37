/** A path with an ending, or one of the names that have none. */
const pathLike = /^(?:[A-Za-z]:[\\/]|~?\.{0,2}[\\/])?(?:[\w@.()[\]+$-]+[\\/])*(?:[\w@()[\]+$.-]*\.[A-Za-z]\w{0,11}|(?:Dockerfile|Makefile|Gemfile|Rakefile|Procfile|Jenkinsfile|Justfile|LICENSE)|\.[a-z][\w.-]+)$/;

/** Things that look like files and are none. */
const names = /^(?:node|vue|next|nuxt|express|react|d3|three|chart|socket|bun|deno|asp|ember|backbone|alpine|angular|moment|discord)\.(?:js|io|net)$|^(?:e\.g|i\.e|etc|v?\d+(?:\.\d+)+\w*)\.?$|^\w+\.(?:com|org|io|dev|net)$|\(\)?$|^(?:console|this|self|window|document|process|module|exports|math)\./i;

/** Endings that tell a file by themselves; behind a folder any ending does. */
const known =
  /^(?:[cm]?[jt]sx?|pyi?|ipynb|rb|go|rs|java|kts?|swift|c|h|cc|cpp|cxx|hh|hpp|cs|csproj|sln|cshtml|razor|xaml|php|html?|s?css|sass|less|json[c5]?|ya?ml|toml|mdx?|txt|rst|tex|sh|bash|zsh|fish|ps1|bat|cmd|sql|vue|svelte|astro|xml|svg|ini|cfg|conf|env|properties|lua|dart|exs?|erl|hs|scala|sbt|cljs?|r|jl|p[lm]|mm?|gradle|graphql|gql|proto|tf|tfvars|csv|prisma|fs|vb|zig|nim|sol|wgsl|glsl|hbs|ejs|erb|pug|lock|mk|cmake|nix|editorconfig)$/i;

export function looksLikePath(text: string): boolean {
  return text.length > 2 && text.length <= 300 && pathLike.test(text) && !names.test(text) && (/[\\/]/.test(text) || !/^[^.].*\./.test(text) || known.test(text.slice(text.lastIndexOf('.') + 1)));
}

/** As the workspace writes it: `/` between folders, no `./` before it, no line behind it. */
export function plainPath(name: string): string {
  return name.trim().replaceAll('\\', '/').replace(/^file:\/\//, '').replace(/(?::\d+(?:[:-]\d+)*|#L\d+(?:-L?\d+)?)$/, '').replace(/^(?:\.\/)+/, '');
}

export interface Candidates {
  readonly paths: readonly string[];
  /** The name says more folders than the path has: the same file as another tells it, or a file of its own. */
  readonly isLoose: boolean;
}

/** The files that a name may mean. */
export function candidatesFor(name: string, paths: readonly string[]): Candidates {
  const wanted = plainPath(name).replace(/^\//, '');
  if (paths.includes(wanted)) {
    return { paths: [wanted], isLoose: false };
  }
  const longer = paths.filter((path) => path.endsWith(`/${wanted}`));
  if (longer.length > 0) {
    return { paths: longer, isLoose: false };
  }
  const shorter = paths.filter((path) => wanted.endsWith(`/${path}`)).toSorted((a, b) => b.length - a.length);
  return { paths: shorter.slice(0, 1), isLoose: shorter.length > 0 };
}

/** Endings of the files that a language of a block is for; a language that is not here is for any. */
const endings: Readonly<Record<string, RegExp>> = {
  ...Object.fromEntries(['ts', 'typescript', 'tsx', 'typescriptreact', 'js', 'javascript', 'jsx', 'javascriptreact', 'mjs', 'cjs'].map((language) => [language, /\.(?:[cm]?[jt]sx?|vue|svelte|astro|html)$/])),
  ...Object.fromEntries(['py', 'python', 'python3'].map((language) => [language, /\.(?:pyi?|ipynb|pyx)$/])),
  ...Object.fromEntries(['bash', 'sh', 'shell', 'zsh', 'shellscript'].map((language) => [language, /(?:\.(?:ba|z)?sh|\.env.*|\.(?:bash|z)rc|\.profile|Makefile|Dockerfile|(?:^|\/)[\w-]+)$/])),
  ...Object.fromEntries(['console', 'terminal', 'output', 'powershell', 'ps1', 'cmd', 'bat'].map((language) => [language, /\.(?:ps1|psm1|bat|cmd)$/])),
  json: /\.(?:json\w*|code-workspace|webmanifest|eslintrc|prettierrc|babelrc)$/,
  jsonc: /\.(?:json\w*|code-workspace)$/,
  ...Object.fromEntries(['yaml', 'yml'].map((language) => [language, /\.ya?ml$/])),
  ...Object.fromEntries(['css', 'scss', 'less'].map((language) => [language, /\.(?:css|scss|less|vue|svelte|html)$/])),
  html: /\.(?:html?|vue|svelte|astro|hbs|ejs|erb)$/,
  ...Object.fromEntries(['md', 'markdown'].map((language) => [language, /\.(?:mdx?|markdown)$/])),
  go: /\.go$/,
  rust: /\.rs$/,
  java: /\.java$/,
  sql: /\.sql$/,
};

/** Whether a block in this language can be of a file. */
export function fits(language: string, path: string): boolean {
  return endings[language]?.test(path) ?? true;
}
