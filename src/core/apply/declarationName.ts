import type { Family } from './family.ts';

/** What a line declares. */
export interface Named {
  /** The same for the same thing, before and after a change. */
  readonly name: string;
  /** `leaf`: a value; `method`: without a keyword, as within a class; `container`: its members count one by one. */
  readonly kind: 'leaf' | 'function' | 'method' | 'container';
}

const modifiers =
  '(?:(?:export|default|declare|abstract|async|public|private|protected|internal|static|final|readonly|override|virtual|sealed|partial|open|inline|suspend|unsafe|extern|local|pub(?:\\([^)]*\\))?|const(?=\\s+fn\\b))\\s+)*';
const keyworded = new RegExp(`^${modifiers}(function\\s*\\*|function|func|fun|fn|def|sub|proc|enum\\s+class|class|interface|enum|namespace|module|trait|struct|union|record|protocol|extension|actor|object|type|mod|macro_rules!)\\s+(?:\\(\\s*\\w*\\s*\\*?\\s*(\\w+)[^)]*\\)\\s*)?([\\w$]+(?:(?:\\.|::?)[\\w$]+)*[?!]?)`);
const containers = /^(?:enum\s+class|class|interface|enum|namespace|module|trait|struct|union|record|protocol|extension|actor|object|mod)$/;
const implementation = /^impl\b[^{]*/;
const variable = new RegExp(`^${modifiers}(?:const|let|var|val)\\s+([\\w$]+)\\s*(?::[^=]+)?=\\s*(.*)$`);
/** `struct node *make(` is a function. */
const returnsStruct = /\b(?:struct|union|enum)\s+\w+[\s*&]+\w+\s*\(/;
/** What a module gives away as a whole. */
const wholeExport = /^(?:(module\.exports|exports\.\w+)\s*=|(export default)\s*(?:\{|\w+\(\{?\s*$))/;
/** What is done when something comes, such as a request for a path. */
const route = /^([\w$]+(?:\.[\w$]+)*\.(?:get|post|put|patch|delete|all|use|on|once|command|route|handle|addEventListener))\(\s*(['"`])(.+?)\2/;
const suite = /^(describe|it|test|context|suite|specify)((?:\.\w+)*)\(\s*(['"`])(.+?)\3/;
const method = new RegExp(`^${modifiers}\\*?\\s*((?:get|set)\\s+)?(?:[\\w$<>\\[\\],*&:?.]+\\s+)*?\\*?((?:[\\w$]+::)*#?~?[\\w$]+)\\s*(?:<[^(]*>)?\\((?!\\s*['"\`])`);
const field = new RegExp(`^${modifiers}(?:[\\w$<>\\[\\],.?]+\\s+)?(#?[\\w$]+)[?!]?\\s*(?:[=;:]|\\{\\s*get\\b)`);
const control = /^(?:if|else|for|foreach|while|switch|catch|return|throw|await|yield|new|do|try|with|using|lock|sizeof|typeof|super|case|elif|except|not|and|or|in|print|assert|raise|del|import|from|export\s*[{*]|match|when|unless|until|delete|go|defer|select|break|continue)\b/;
const callable = /^(?:async\s*)?(?:function\b|\(|[\w$]+\s*=>|<|(?:React\.)?(?:useCallback|memo|forwardRef)\()/;

/**
 * What a line of a file declares, without its indentation; undefined when it declares nothing.
 * @param within the kind of what it stands in; undefined at the top
 */
export function declared(line: string, family: Family, within: Named['kind'] | undefined): Named | undefined {
  switch (family) {
    case 'code':
      return code(line, within);
    case 'python':
      return python(line, within);
    case 'yaml': {
      const key = /^(?:"([^"]+)"|'([^']+)'|([\w$./@*-][^:#'"]*?))\s*:(?:\s|$)/.exec(line);
      const name = key?.[1] ?? key?.[2] ?? key?.[3];
      return name === undefined || line.startsWith('- ') ? undefined : { name, kind: 'container' };
    }
    case 'json': {
      const key = /^"((?:[^"\\]|\\.)+)"\s*:/.exec(line)?.[1];
      return key === undefined ? undefined : { name: key, kind: /[{]\s*$/.test(line) ? 'container' : 'leaf' };
    }
    case 'css': {
      const property = /^([\w$-]+)\s*:\s*[^{]*;?\s*$/.exec(line)?.[1];
      const selector = /^([^{}]+?)\s*\{/.exec(line)?.[1];
      return selector !== undefined ? { name: selector.replaceAll(/\s+/g, ' '), kind: 'container' } : property === undefined ? undefined : { name: property, kind: 'leaf' };
    }
    case 'markdown': {
      const heading = /^#{1,6}\s+(.+?)\s*#*$/.exec(line)?.[1];
      return heading === undefined ? undefined : { name: heading, kind: 'function' };
    }
    case 'sections': {
      const section = /^\[+\s*([^\]]+?)\s*\]+$/.exec(line)?.[1];
      return section === undefined ? undefined : { name: section, kind: 'function' };
    }
    case 'tags': {
      const tag = /^<(template|script|style)\b([^>]*)>/.exec(line);
      return tag ? { name: `<${tag[1] ?? ''}${/\bsetup\b/.test(tag[2] ?? '') ? ' setup' : ''}>`, kind: 'function' } : undefined;
    }
    case 'text':
      return undefined;
  }
}

function code(line: string, within: Named['kind'] | undefined): Named | undefined {
  const isMember = within === 'container';
  const test = suite.exec(line);
  if (test) {
    return { name: `${test[1] ?? ''} ${test[4] ?? ''}`, kind: /^(?:describe|context|suite)$/.test(test[1] ?? '') ? 'container' : 'function' };
  }
  const word = keyworded.exec(line);
  if (word && !/^type\s+\w+\s*[:(]/.test(line) && !returnsStruct.test(line)) {
    const [, keyword = '', receiver, name = ''] = word;
    const isContainer = containers.test(keyword) || /\b(?:struct|interface)\s*\{\s*$/.test(line);
    return { name: receiver === undefined ? name : `${receiver}.${name}`, kind: isContainer ? 'container' : keyword === 'type' ? 'leaf' : 'function' };
  }
  const given = wholeExport.exec(line);
  if (given) {
    return { name: given[1] ?? given[2] ?? '', kind: 'leaf' };
  }
  const call = route.exec(line);
  if (call) {
    return { name: `${call[1] ?? ''} ${call[3] ?? ''}`, kind: 'method' };
  }
  const impl = implementation.exec(line);
  if (impl) {
    return { name: impl[0].trim().replaceAll(/\s+/g, ' '), kind: 'container' };
  }
  const value = variable.exec(line);
  if (value) {
    const isFunction = callable.test(value[2] ?? '');
    return within === 'function' || within === 'method' ? (isFunction ? { name: value[1] ?? '', kind: 'function' } : undefined) : { name: value[1] ?? '', kind: isFunction ? 'function' : 'leaf' };
  }
  if (control.test(line)) {
    return undefined;
  }
  const found = method.exec(line);
  const isBody = /\{\s*(?:\}\s*)?$|\{\s*.*\}\s*$|\(\s*$|,\s*$|\)\s*$/.test(line);
  if (found && (isMember || isBody) && !/=>\s*\{?\s*$/.test(line) && !(within !== 'container' && /;\s*$/.test(line)) && within !== 'function' && within !== 'method') {
    return { name: `${(found[1] ?? '').replaceAll(/\s+/g, ' ')}${found[2] ?? ''}`, kind: 'method' };
  }
  const member = isMember ? field.exec(line)?.[1] : undefined;
  return member === undefined ? undefined : { name: member, kind: /=\s*(?:async\s*)?(?:\([^)]*\)|[\w$]+)(?::[^=]+)?\s*=>/.test(line) ? 'method' : 'leaf' };
}

function python(line: string, within: Named['kind'] | undefined): Named | undefined {
  const word = /^(?:async\s+)?(def|class|func)\s+(\w+)/.exec(line);
  if (word) {
    return { name: word[2] ?? '', kind: word[1] === 'class' ? 'container' : 'function' };
  }
  const name = /^(\w+)\s*(?::\s*[^=]+)?=(?!=)/.exec(line)?.[1];
  return name === undefined || within === 'function' ? undefined : { name, kind: 'leaf' };
}
