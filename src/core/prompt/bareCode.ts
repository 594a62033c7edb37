const quoted = String.raw`"(?:[^"\\\n]|\\.)*"`;
const apostrophes = String.raw`'(?:[^'\\\n]|\\.)*'`;

/** What is text or comment in languages whose comments begin with `#`, and in the others. */
const withHash = new RegExp(String.raw`"""[^]*?"""|'''[^]*?'''|${quoted}|${apostrophes}|#.*`, 'g');
const withSlashes = new RegExp(String.raw`//.*|/\*[^]*?\*/|${quoted}|${apostrophes}|\`(?:[^\`\\]|\\.)*\``, 'g');
/** A lifetime is no text. */
const ofRust = new RegExp(String.raw`//.*|/\*[^]*?\*/|${quoted}|'(?:[^'\\\n]|\\.)'`, 'g');

/** Whether comments of a language begin with `#`. */
export function hasHashComments(language: string): boolean {
  return /^(?:python|ruby|shellscript|perl|r|yaml|toml|powershell|elixir|julia|makefile|dockerfile)$/.test(language);
}

/** Code with blanks in the place of all texts and comments, line by line where it was. */
export function bareCode(code: string, language: string): string {
  const noise = hasHashComments(language) ? withHash : language === 'rust' ? ofRust : withSlashes;
  return code.replace(noise, (found) => found.replace(/[^\n]/g, ' '));
}
