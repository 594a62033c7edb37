const signs: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'", '#x27': "'", apos: "'" };
const entity = /&(lt|gt|amp|quot|apos|#39|#x27);/g;
const quoted = /(["'`])(?:\\.|(?!\1)[^\\])*\1/g;

/** Whether a line holds a sign as HTML writes it. */
export function hasEntity(line: string): boolean {
  return line.search(entity) >= 0;
}

/** Signs as HTML writes them are taken for those that are meant; within quotes and comments they may be the text itself. */
export function withoutEntities(line: string): string {
  if (!hasEntity(line) || /^\s*(?:\/\/|\/?\*|#|--)/.test(line)) {
    return line;
  }
  let plain = '';
  let from = 0;
  const meant = (text: string): string => text.replace(entity, (whole, name: string) => signs[name] ?? whole);
  for (const { 0: text, index } of line.matchAll(quoted)) {
    plain += meant(line.slice(from, index)) + text;
    from = index + text.length;
  }
  return plain + meant(line.slice(from));
}
