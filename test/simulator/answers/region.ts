// Answers to requests that have a region of a file rewritten, or tests written for it.
import { functionFor, functionName, languageNamed } from './languages.ts';

/** The new text of a region, by what the task asks for; undefined when the question is of no such kind. */
export function rewritten(question: string): { readonly code: string; readonly language: string } | undefined {
  const language = /^Language: (\S+)/m.exec(question)?.[1] ?? 'text';
  const task = /(?:^|\n)Task: ([^]*)$/.exec(question)?.[1] ?? '';
  const { fence } = languageNamed(language);
  if (/^write tests\b/.test(task)) {
    return { code: testsFor(question, language), language: fence };
  }
  const region = /\n<region>\n([^]*?)\n<\/region>/.exec(question)?.[1];
  if (region === undefined) {
    return undefined;
  }
  const wish = wished(task);
  if (wish) {
    const { instruction, behind } = wish;
    return { code: behind === undefined ? functionFor(instruction, languageNamed(language)) : gone(region, behind, instruction), language: fence };
  }
  if (task.startsWith("write the documentation")) {
    return { code: documented(region, language), language: fence };
  }
  if (/^fix\b/.test(task)) {
    return { code: fixed(region, question, language), language: fence };
  }
  return { code: noted(region, language, task.replace(/\.? What the code does[^]*$/, '').replace(/^[^:]*: /, '')), language: fence };
}

/** What new code is asked for, and behind which text of the line it goes; undefined for tasks of another kind. */
function wished(task: string): { readonly instruction: string; readonly behind?: string } | undefined {
  const [, spot, text] = /^(?:write|go on) in the region, right behind "([^]*?)"(?:, as the author|(?: and in front of "[^]*?")?(?:, as the author|: ([^]*?)\. Keep what stands in its line\.$))/.exec(task) ?? [];
  if (spot !== undefined) {
    return { instruction: text ?? 'what comes next', behind: spot };
  }
  const [, instruction] = /^(?:write the code of the region, which is empty as yet|write new code in the place of the region's): ([^]*)$/.exec(task) ?? [];
  return instruction !== undefined ? { instruction } : task.startsWith("go on in the region, which is empty") ? { instruction: 'what comes next' } : undefined;
}

/** The line with something to call put in. */
function gone(region: string, behind: string, instruction: string): string {
  const at = region.indexOf(behind) + behind.length;
  const [before, after] = [region.slice(0, at), region.slice(at)];
  return `${before}${/[\s([]$/.test(before) ? '' : ' '}${functionName(instruction, 'camel')}()${after.trimEnd()}`;
}

const lineComment = (language: string): string => (/^(?:python|ruby|shellscript|perl|r|yaml|toml)$/.test(language) ? '#' : '//');

/** A comment that says what was asked, at the start of the body, and the rest as it was. */
function noted(region: string, language: string, what: string): string {
  const lines = region.split('\n');
  const at = Math.min(lines.length, 1);
  const indent = /^\s*/.exec(lines[at] ?? lines[0] ?? '')?.[0] ?? '';
  const text = what.replaceAll(/\s+/g, ' ').trim().slice(0, 80);
  return [...lines.slice(0, at), `${indent}${lineComment(language)} Simulated: ${text}`, ...lines.slice(at)].join('\n');
}

/** Takes the word that the first problem names for the one that the editor knows, where it says which. */
function fixed(region: string, question: string, language: string): string {
  const [, wrong, right] = /'(\w+)'[^\n]*Did you mean '(\w+)'/.exec(question) ?? [];
  return wrong === undefined || right === undefined
    ? noted(region, language, 'fixed')
    : region.replaceAll(new RegExp(String.raw`\b${wrong}\b`, 'g'), right);
}

function documented(region: string, language: string): string {
  const lines = region.split('\n');
  const bare = lines.filter((line, index) => index > lines.findIndex((each) => /\w/.test(each) && !/^\s*(?:\/\*|\*|\/\/)/.test(each)) - 1 || !/^\s*(?:\/\*|\*|\/\/)/.test(line));
  const indent = /^\s*/.exec(bare[0] ?? '')?.[0] ?? '';
  if (language === 'python') {
    const inner = /^\s*/.exec(bare[1] ?? '')?.[0] ?? `${indent}    `;
    const rest = bare.slice(1).filter((line) => !/^\s*"""[^"]*"""\s*$/.test(line));
    return [bare[0] ?? '', `${inner}"""Simulated documentation."""`, ...rest].join('\n');
  }
  const comment = /^(?:rust|swift|dart|csharp)$/.test(language) ? '/// Simulated documentation.' : language === 'go' ? '// Simulated documentation.' : '/** Simulated documentation. */';
  return [`${indent}${comment}`, ...bare].join('\n');
}

function testsFor(question: string, language: string): string {
  const symbol = /^Symbol: (\S+)/m.exec(question)?.[1] ?? 'code';
  const from = /^Import the tested code from: (\S+)/m.exec(question)?.[1];
  const framework = /^Framework: (.+?)(?: \(|$)/m.exec(question)?.[1] ?? '';
  if (language === 'python') {
    return `def test_${functionName(`${symbol} simulated`, 'snake')}():\n    assert True, "simulated"`;
  }
  if (language === 'go') {
    return `package main\n\nimport "testing"\n\nfunc TestSimulated(t *testing.T) {\n\tt.Log("${symbol}")\n}`;
  }
  // What is there already has its imports.
  const isNew = !question.includes('\n<tests>\n');
  const head = isNew && framework === 'node:test' ? "import { describe, it } from 'node:test';\n" : '';
  const source = !isNew || from === undefined ? '' : `import * as tested from '${from}';\n`;
  return `${head}${source}${isNew ? '\n' : ''}describe('${symbol}', () => {\n  it('is there (simulated)', () => {\n    void tested;\n  });\n});`;
}
