const byLanguage: readonly (readonly [RegExp, RegExp])[] = [
  [/^(?:typescript|javascript)(?:react)?$|^(?:vue|svelte)$/, /^(?:import\b|export\b.*\bfrom\b|(?:const|let|var)\b.*\brequire\()/],
  [/^python$/, /^(?:import|from)\s/],
  [/^(?:java|kotlin|scala|groovy|swift|haskell|dart)$/, /^(?:import|package|export|part)\s/],
  [/^go$/, /^(?:package|import)\b/],
  [/^rust$/, /^(?:pub\s+)?(?:use|mod|extern crate)\s/],
  [/^csharp$/, /^(?:global\s+)?(?:using|namespace)\s/],
  [/^(?:c|cpp|cuda-cpp|objective-c|objective-cpp)$/, /^\s*#\s*(?:include|import)\b|^using\s/],
  [/^ruby$/, /^require(?:_relative)?\b/],
  [/^php$/, /^(?:use|namespace|require|require_once|include)\b/],
  [/^(?:elixir|erlang)$/, /^\s*(?:import|alias|use|require)\s/],
];

/** Most lines of imports that are told. */
const limit = 60;

/** The lines of a file that say what it uses from elsewhere, in order, those that run over several lines whole. */
export function importsOf(text: string, language: string): string {
  const pattern = byLanguage.find(([id]) => id.test(language))?.[1];
  if (!pattern) {
    return '';
  }
  const found: string[] = [];
  let open = 0;
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (open > 0 || pattern.test(line)) {
      found.push(line);
      open = Math.max(0, open + (line.match(/[({]/g)?.length ?? 0) - (line.match(/[)}]/g)?.length ?? 0));
      // A block that goes on and on is no import.
      if (found.length === limit) {
        break;
      }
    }
  }
  return found.join('\n');
}
