import { hasHashComments } from './bareCode.ts';

// What the eye sees in code at a glance. All of it takes code without texts and comments, if not said otherwise; lines count from 0.

const control = /^\s*[}\])]*\s*(?:else|if|elif|elsif|unless|for|foreach|while|until|switch|match|try|catch|except|with|do|loop|when|select)\b/;
/** Not a level of its own, and in Go no deeper than what it is a part of. */
const label = /^\s*(?:case\b|default\s*:)/;
const callback = /\(.*(?:=>|\bfunction\b[^{]*)\s*\{\s*$/;
const tested = /^\s*(?:describe|context|suite|it|test|before|after)\w*(?:\.\w+)?\s*\(/;

/** How many conditions and loops the deepest line is in. */
export function nesting(lines: readonly string[]): number {
  return deepest(lines, (line) => control.test(line));
}

/** How many functions that are handed over the deepest line is in. */
export function callbacks(lines: readonly string[]): number {
  return deepest(lines, (line) => callback.test(line) && !tested.test(line));
}

function deepest(lines: readonly string[], counts: (line: string) => boolean): number {
  const around: { readonly depth: number; readonly levels: number }[] = [];
  let most = 0;
  for (const line of lines) {
    if (line.trim() === '' || label.test(line)) {
      continue;
    }
    const depth = (/^\s*/.exec(line)?.[0] ?? '').replaceAll('\t', '    ').length;
    while ((around.at(-1)?.depth ?? -1) >= depth) {
      around.pop();
    }
    const levels = around.at(-1)?.levels ?? 0;
    most = Math.max(most, levels);
    around.push({ depth, levels: levels + (counts(line) ? 1 : 0) });
  }
  return most;
}

/** Where three lines in a row, of some substance, are and are again. Takes the lines with their texts. */
export function repetition(lines: readonly string[]): readonly [number, number] | undefined {
  const filled = lines.map((text, at) => ({ text: text.trim(), at })).filter(({ text }) => text.length > 5 && /\w{2}/.test(text) && !/^(?:import|from|using|use|#include|\/\/|#|\*)/.test(text));
  const seen = new Map<string, number>();
  for (let index = 0; index + 3 <= filled.length; index++) {
    const key = filled.slice(index, index + 3).map(({ text }) => text).join('\n');
    const before = seen.get(key);
    if (before === undefined) {
      seen.set(key, index);
    } else if (index - before >= 3) {
      return [filled[before]?.at ?? 0, filled[index]?.at ?? 0];
    }
  }
  return undefined;
}

/** The branches of the longest chain of conditions. */
export function branches(lines: readonly string[]): number {
  const chains = new Map<string, number>();
  let most = 0;
  for (const line of lines) {
    const [, indent = '', word = ''] = /^(\s*)(?:\}\s*)?(else if|elif|elsif|if)\b/.exec(line) ?? [];
    if (word !== '') {
      const length = word === 'if' ? 1 : (chains.get(indent) ?? 1) + 1;
      chains.set(indent, length);
      most = Math.max(most, length);
    }
  }
  return most;
}

/** The function that takes the most parameters, among those that the code declares; its name is empty where it has none. */
export function mostParameters(code: string, language: string): { readonly name: string; readonly count: number } {
  const behind = language === 'python' ? String.raw`:|->` : language === 'go' ? String.raw`[\w\s*.,()[\]]*\{` : String.raw`=>|\{|->|:[^;={}()]*(?:\{|=>)|[\w<>[\], .|*&]+\{`;
  const declared = new RegExp(String.raw`([\w$]*)\s*(?:<[^<>()]*>)?\(((?:[^()]|\([^()]*\))*)\)\s*(?=${behind})`, 'g');
  let most = { name: '', count: 0 };
  for (const [, name = '', list = ''] of code.matchAll(declared)) {
    const count = /^(?:if|for|while|switch|match|catch|foreach|elif|with|return)$/.test(name) ? 0 : parametersIn(list);
    if (count > most.count) {
      most = { name, count };
    }
  }
  return most;
}

/** Those that a caller gives: neither itself nor what stands in brackets of another one. */
function parametersIn(list: string): number {
  let depth = 0;
  const parts = [''];
  for (const sign of list.replaceAll('=>', '')) {
    depth += '([{<'.includes(sign) ? 1 : ')]}>'.includes(sign) ? -1 : 0;
    if (sign === ',' && depth === 0) {
      parts.push('');
    } else {
      parts.push((parts.pop() ?? '') + sign);
    }
  }
  return parts.filter((part) => !/^\s*(?:|&?\s*(?:mut\s+)?self|cls|\*|\/)\s*$/.test(part)).length;
}

/** The line of the first condition of four parts or more, which may go over several lines. */
export function longCondition(lines: readonly string[]): number | undefined {
  const found = lines.findIndex((line, at) => {
    if (!/\b(?:if|while|elif|unless|return)\b/.test(line)) {
      return false;
    }
    let whole = line;
    for (let next = at + 1; next < at + 6 && balance(whole) > 0; next++) {
      whole += lines[next] ?? '';
    }
    return (whole.match(/&&|\|\||\band\b|\bor\b/g)?.length ?? 0) >= 3;
  });
  return found < 0 ? undefined : found;
}

function balance(text: string): number {
  return (text.match(/\(/g)?.length ?? 0) - (text.match(/\)/g)?.length ?? 0);
}

/** The line of the first loop that counts through what could be gone through itself. */
export function countingLoop(lines: readonly string[]): number | undefined {
  const found = lines.findIndex((line) => /\bfor\b.*=\s*0\b.*(?:\.length\b|\.size\b|\.Count\b|\blen\()/.test(line) || /\bfor\s+\w+\s+in\s+range\(len\(/.test(line));
  return found < 0 ? undefined : found;
}

/** Numbers without a name that say something, each once. Those that a constant is made of have one. */
export function bareNumbers(lines: readonly string[]): readonly string[] {
  const named = /^\s*(?:[\w#]+\s+)*[A-Z][A-Z0-9_]{2,}\b[^=<>]*=?\s*[^=]*$|^\s*(?:(?:export|public|private|protected|static|readonly|final|const|val)\s+)+(?:\w+\s+)?\w+(?:\s*:\s*\w+)?\s*=\s*-?[\d._]+\w?;?\s*$/;
  const text = lines.filter((line) => !named.test(line)).join('\n');
  return [...new Set(text.match(/(?<![\w.])(?:[2-9]\d+|1\d{2,}|[1-9]\d*\.\d+|\d[\d_]{3,})(?![\w.])/g) ?? [])];
}

/** Names of one or two letters that tell nothing, each once. Go has short ones by custom. */
export function shortNames(code: string, language: string): readonly string[] {
  if (language === 'go') {
    return [];
  }
  const declared = language === 'python' ? /^\s*()([a-z]\w?)\s*(?::[^=\n]+)?=(?!=)/gm : /\b(let|const|var|val|auto|int|long|float|double|char|String)\s+(?:mut\s+)?([a-z]\w?)\b(?!\s*\()/g;
  const names = [...code.matchAll(declared)].map(([, , name = '']) => name);
  return [...new Set(names)].filter((name) => !/^(?:[i-kx-z]|id|ok|db|fs|el|ms|ui|io|os|tx|rx|_\w?)$/.test(name));
}

/** The line where code begins that is a comment. Takes the lines with their comments. */
export function codeInComments(lines: readonly string[], language: string): number | undefined {
  const mark = hasHashComments(language) ? '#' : '//';
  const isCode = (line: string | undefined): boolean => {
    const text = line?.trim() ?? '';
    const inside = text.startsWith(mark) ? text.slice(mark.length).trim() : '';
    return /[;{}]$|^(?:return\b|(?:if|for|while)\b.*:$)|^[\w.[\]]+\s*[-+*]?=\s*\S|^[\w.]+\(.*\)$/.test(inside);
  };
  const found = lines.findIndex((line, at) => isCode(line) && isCode(lines[at + 1]));
  return found < 0 ? undefined : found;
}
