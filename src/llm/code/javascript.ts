import type { Example } from './example.ts';
import { joined, literal, type Literals } from './literal.ts';

/** For Node 18 and newer, as a module, without packages. */
export function javascriptCode({ wire, url, headers, body, keyMark, keyVariable }: Example): string {
  const language: Literals = {
    text: (value) => joined(value, keyMark, quote, `process.env.${keyVariable}`, ' + '),
    true: 'true',
    false: 'false',
    null: 'null',
    list: ['[', ']'],
    map: ['{', '}'],
    colon: ': ',
    trailingComma: true,
    indent: '  ',
  };
  const answer =
    wire === 'anthropic'
      ? `answer.content.map((block) => block.text ?? "").join("")`
      : 'answer.choices[0].message.content';
  return `const response = await fetch(${quote(url)}, {
  method: "POST",
  headers: ${literal(headers, language, '  ')},
  body: JSON.stringify(${literal(body, language, '  ')}),
});
if (!response.ok) {
  throw new Error(\`\${response.status}: \${await response.text()}\`);
}
const answer = await response.json();
console.log(${answer});
`;
}

// JSON is JavaScript.
function quote(text: string): string {
  return JSON.stringify(text);
}
