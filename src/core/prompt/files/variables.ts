/** An `${input:name:placeholder}` of a prompt: what to ask the person before it is sent. */
export interface PromptInput {
  readonly name: string;
  readonly placeholder: string;
}

const variable = /\$\{([a-zA-Z]+)(?::([^}:]+))?(?::([^}]*))?\}/g;

/** What the prompt asks for, each name once, in order; the first placeholder that is given counts. */
export function inputsOf(body: string): readonly PromptInput[] {
  const inputs = new Map<string, string>();
  for (const [, kind, name, placeholder] of body.matchAll(variable)) {
    if (kind === 'input' && name !== undefined) {
      inputs.set(name, inputs.get(name) || (placeholder ?? ''));
    }
  }
  return [...inputs].map(([name, placeholder]) => ({ name, placeholder }));
}

/** What the variables of a prompt stand for. Paths are relative to the workspace folder: no absolute one is ever sent. */
export interface PromptValues {
  readonly selection: string;
  /** Path of the active file; empty when there is none. */
  readonly file: string;
  /** Name of the workspace folder; empty when there is none. */
  readonly folder: string;
  readonly inputs: ReadonlyMap<string, string>;
}

/** The prompt with its variables filled in. One of an unknown name stays as it is. What is filled in is not read again. */
export function fillIn(body: string, values: PromptValues): string {
  const { selection, file, folder, inputs } = values;
  const name = file.slice(file.lastIndexOf('/') + 1);
  const plain: Readonly<Record<string, string>> = {
    selection,
    selectedText: selection,
    file,
    relativeFile: file,
    fileBasename: name,
    fileBasenameNoExtension: name.replace(/(?<=.)\.[^.]*$/, ''),
    fileDirname: file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '.',
    workspaceFolder: '.',
    workspaceFolderBasename: folder,
  };
  return body.replaceAll(variable, (whole, kind: string, input?: string) => {
    if (kind === 'input') {
      return input === undefined ? whole : (inputs.get(input) ?? whole);
    }
    return input === undefined && Object.hasOwn(plain, kind) ? (plain[kind] ?? whole) : whole;
  });
}

/** The files that a prompt links to, as it writes them: `[text](path)` and `#file:path`; no web addresses, each once. */
export function linksIn(body: string): readonly string[] {
  const links = [...body.matchAll(/(?<!!)\[[^\]]*\]\(<?([^)\s>]+)>?\)|#file:(\S+?)(?=[\s,;]|[.!?)]*(?:\s|$))/g)].map(([, link, file]) => link ?? file ?? '');
  return [...new Set(links.map((link) => link.replace(/#.*$/, '')).filter((link) => link !== '' && !/^[a-z][\w+.-]+:/i.test(link)))];
}
