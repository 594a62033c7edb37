import type { Example } from './example.ts';

/** For a POSIX shell. The body comes from a here document, which no limit on arguments holds for. */
export function curlCode({ url, headers, body, keyMark, keyVariable }: Example): string {
  const json = JSON.stringify(body, undefined, 2);
  // The key may be a field of the body; then the shell fills it in, and all else that it would take is kept from it.
  const filledIn = json.includes(keyMark);
  const inner = filledIn ? json.replace(/[\\$`]/g, String.raw`\$&`).replaceAll(keyMark, `\${${keyVariable}}`) : json;
  const lines = [
    `curl -sS ${single(url)} \\`,
    ...Object.entries(headers).map(([name, value]) => `  -H ${headerText(`${name}: ${value}`, keyMark, keyVariable)} \\`),
    `  --data-binary @- <<${filledIn ? 'JSON' : `'JSON'`}`,
    inner,
    'JSON',
  ];
  return `${lines.join('\n')}\n`;
}

function headerText(header: string, keyMark: string, keyVariable: string): string {
  return header.includes(keyMark)
    ? `"${header.replace(/["\\$`]/g, String.raw`\$&`).replaceAll(keyMark, `\${${keyVariable}}`)}"`
    : single(header);
}

function single(text: string): string {
  return `'${text.replaceAll(`'`, String.raw`'\''`)}'`;
}
