/** A language that the simulator can write a function in. */
export interface Language {
  /** What the fence says. */
  readonly fence: string;
  readonly nameStyle: 'snake' | 'camel';
  /** A function of that name; `note` is one line for its comment. */
  readonly write: (name: string, note: string) => string;
}

const script = (name: string, note: string, types: boolean) => `/** ${note} */
export function ${name}(items${types ? ': readonly string[]' : ''})${types ? ': string[]' : ''} {
  const seen = new Set${types ? '<string>' : ''}();
  const result${types ? ': string[]' : ''} = [];
  for (const item of items) {
    if (item === '' || seen.has(item)) {
      continue;
    }
    seen.add(item);
    result.push(item.trim());
  }
  return result.sort();
}`;

const python: Language = {
  fence: 'python',
  nameStyle: 'snake',
  write: (name, note) => `def ${name}(items):
    """${note}"""
    seen = set()
    result = []
    for item in items:
        if item is None or item in seen:
            continue
        seen.add(item)
        result.append(item)
    return sorted(result)`,
};

const typescript: Language = {
  fence: 'typescript',
  nameStyle: 'camel',
  write: (name, note) => script(name, note, true),
};

const javascript: Language = {
  fence: 'javascript',
  nameStyle: 'camel',
  write: (name, note) => script(name, note, false),
};

const go: Language = {
  fence: 'go',
  nameStyle: 'camel',
  write: (name, note) => `// ${name}: ${note}
func ${name}(items []string) []string {
\tseen := make(map[string]bool)
\tresult := []string{}
\tfor _, item := range items {
\t\tif item == "" || seen[item] {
\t\t\tcontinue
\t\t}
\t\tseen[item] = true
\t\tresult = append(result, item)
\t}
\treturn result
}`,
};

const rust: Language = {
  fence: 'rust',
  nameStyle: 'snake',
  write: (name, note) => `/// ${note}
pub fn ${name}(items: &[String]) -> Vec<String> {
    let mut result: Vec<String> = items
        .iter()
        .filter(|item| !item.is_empty())
        .cloned()
        .collect();
    result.sort();
    result.dedup();
    result
}`,
};

const java: Language = {
  fence: 'java',
  nameStyle: 'camel',
  write: (name, note) => `/** ${note} */
public static List<String> ${name}(List<String> items) {
    List<String> result = new ArrayList<>();
    for (String item : items) {
        if (item == null || result.contains(item)) {
            continue;
        }
        result.add(item);
    }
    Collections.sort(result);
    return result;
}`,
};

const byName: Readonly<Record<string, Language>> = {
  python,
  py: python,
  typescript,
  ts: typescript,
  typescriptreact: { ...typescript, fence: 'tsx' },
  tsx: { ...typescript, fence: 'tsx' },
  javascript,
  js: javascript,
  javascriptreact: { ...javascript, fence: 'jsx' },
  jsx: { ...javascript, fence: 'jsx' },
  go,
  golang: go,
  rust,
  rs: rust,
  java,
};

/** The language of that name or editor id; any other gets a generic function under its own fence. */
export function languageNamed(name: string): Language {
  const key = name.toLowerCase();
  const known = Object.hasOwn(byName, key) ? byName[key] : undefined;
  return known ?? {
    fence: key,
    nameStyle: 'camel',
    write: (functionName, note) => `# ${note}
function ${functionName}(items)
  result = empty list
  for each item in items
    if item is not empty
      append item to result
    end
  end
  return result
end`,
  };
}

/** The first language that a sentence names, such as `python` in "Write a Python function"; undefined when none is. */
export function languageIn(sentence: string): string | undefined {
  const words: readonly string[] = sentence.toLowerCase().match(/[a-z]+/g) ?? [];
  // "Go" is also a verb; only its other name, or the word in "in Go", counts.
  return words.find((word, index) => Object.hasOwn(byName, word) && (word !== 'go' || words[index - 1] === 'in'));
}

const fillers = new Set(
  'a an and the that which this these those to for of in into on with from by as is are be it its please can you could write create generate implement make add build define give me i want need function method class code snippet here python typescript javascript java rust go golang small simple new'.split(
    ' ',
  ),
);

/** A function's name made from the first words of an instruction that carry meaning; `simulated` when none does. */
export function functionName(instruction: string, style: Language['nameStyle']): string {
  const words = (instruction.toLowerCase().match(/[a-z][a-z0-9]*/g) ?? [])
    .filter((word) => !fillers.has(word))
    .slice(0, 4);
  if (words.length === 0) {
    return 'simulated';
  }
  return style === 'snake'
    ? words.join('_')
    : words.map((word, index) => (index === 0 ? word : `${word.charAt(0).toUpperCase()}${word.slice(1)}`)).join('');
}

/** A function in that language, named after the instruction, which its comment quotes. */
export function functionFor(instruction: string, language: Language): string {
  // Quotes and comment ends would break out of the comment that the note stands in.
  const quoted = instruction.replaceAll(/["*\\]/g, '').replaceAll(/\s+/g, ' ').trim().slice(0, 80);
  return language.write(functionName(instruction, language.nameStyle), `Simulated: ${quoted}`);
}

/** The code in a fence that is longer than any run of backticks in it. */
export function fenced(code: string, language: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${code}\n${fence}`;
}
