/** A name in a text, with where it stands first, in UTF-16 code units. */
export interface Identifier {
  readonly name: string;
  readonly offset: number;
}

const words = new Set(
  (
    'abstract and any as assert async await bool boolean break byte case catch char class const continue def default defer del delete do double elif else ' +
    'enum except export extends false final finally float fn for foreach from func function global go goto if impl implements import in instanceof int ' +
    'interface internal is lambda let long loop match mod mut namespace new nil none not null number object of operator or override package pass private ' +
    'protected pub public raise range readonly ref return self short static str string struct super switch this throw throws trait true try type typeof ' +
    'undefined unsafe unsigned use using val var virtual void volatile when where while with yield'
  ).split(' '),
);

const literals = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\/[^\n]*|\/\*[^]*?\*\/|(?:^|(?<=\s))#[^\n]*/g;

/**
 * The names that a piece of code uses, each once, at most `limit`: types and functions that it calls first, then the rest,
 * in the order of the text. Words in strings and comments do not count, as far as they can be told without a parser.
 */
export function identifiersIn(code: string, limit: number): readonly Identifier[] {
  const bare = code.replaceAll(literals, (found) => ' '.repeat(found.length));
  const first = new Map<string, { readonly offset: number; readonly weight: number }>();
  for (const { 0: name, index } of bare.matchAll(/[\p{L}_$][\p{L}\p{N}_$]*/gu)) {
    if (name.length > 1 && !words.has(name.toLowerCase()) && !first.has(name)) {
      const isCalled = /^\s*(?:<[^>()]*>)?\(/.test(bare.slice(index + name.length, index + name.length + 80));
      first.set(name, { offset: index, weight: isCalled || /^\p{Lu}/u.test(name) ? 0 : 1 });
    }
  }
  return [...first]
    .sort(([, a], [, b]) => a.weight - b.weight || a.offset - b.offset)
    .slice(0, limit)
    .map(([name, { offset }]) => ({ name, offset }));
}
