import type { Example } from './example.ts';
import { joined, literal, type Literals } from './literal.ts';

/** The longest wait for the answer, which may think before it comes, s. PHP's own is 60. */
const timeout = 600;

/** For PHP 7.4 and newer, without extensions. */
export function phpCode({ wire, url, headers, body, keyMark, keyVariable }: Example): string {
  const language: Literals = {
    text: (value) => joined(value, keyMark, quote, `getenv("${keyVariable}")`, ' . '),
    true: 'true',
    false: 'false',
    null: 'null',
    list: ['[', ']'],
    map: ['[', ']'],
    emptyMap: '(object) []',
    colon: ' => ',
    trailingComma: true,
    indent: '    ',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const answer =
    wire === 'anthropic'
      ? 'implode("", array_column($answer["content"] ?? [], "text")) ?: $response'
      : '$answer["choices"][0]["message"]["content"] ?? $response';
  return `<?php
$response = file_get_contents(${quote(url)}, false, stream_context_create([
    "http" => [
        "method" => "POST",
        "header" => ${literal(lines, language, '        ')},
        "content" => json_encode(${literal(body, language, '        ')}),
        "timeout" => ${timeout},
        "ignore_errors" => true,
    ],
]));
$answer = json_decode($response, true);
echo ${answer}, PHP_EOL;
`;
}

/** In double quotes, where PHP reads `$`, and knows other escapes than JSON does; half a character is none in PHP. */
function quote(text: string): string {
  return JSON.stringify(text.replace(/\p{Surrogate}/gu, '\ufffd')).replace(/\\u([0-9a-f]{4})|\\.|\$/g, (found, code?: string) => {
    if (code !== undefined) {
      return `\\u{${code}}`;
    }
    return found === '$' ? String.raw`\$` : found === String.raw`\b` ? String.raw`\x08` : found;
  });
}
