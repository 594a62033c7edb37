import type { Example } from './example.ts';
import { joined, literal, type Literals } from './literal.ts';

/** For Python 3, without packages. */
export function pythonCode({ wire, url, headers, body, keyMark, keyVariable }: Example): string {
  const language: Literals = {
    text: (value) => joined(value, keyMark, quote, `os.environ["${keyVariable}"]`, ' + '),
    true: 'True',
    false: 'False',
    null: 'None',
    list: ['[', ']'],
    map: ['{', '}'],
    colon: ': ',
    trailingComma: true,
    indent: '    ',
  };
  // Many services turn away the name that urllib gives itself.
  const named = { ...headers, 'user-agent': 'python' };
  const answer =
    wire === 'anthropic'
      ? `"".join(block.get("text", "") for block in answer["content"])`
      : 'answer["choices"][0]["message"]["content"]';
  const usesKey = [body, headers].some((part) => JSON.stringify(part).includes(keyMark));
  return `import json
${usesKey ? 'import os\n' : ''}import urllib.request

request = urllib.request.Request(
    ${quote(url)},
    headers=${literal(named, language, '    ')},
    data=json.dumps(${literal(body, language, '    ')}).encode(),
)
with urllib.request.urlopen(request) as response:
    answer = json.load(response)
print(${answer})
`;
}

// What JSON.stringify writes as a text, Python reads as the same one.
function quote(text: string): string {
  return JSON.stringify(text);
}
