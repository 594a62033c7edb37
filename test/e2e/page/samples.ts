import type { ParameterValues, ShownParameters } from '../../../src/protocol/parameters.ts';
import type { ShownAttachment, ShownSuggestion, ShownTurn, Status } from '../../../src/protocol/messages.ts';

const values: ParameterValues = {
  system: 'You are helpful.',
  temperature: 0.7,
  maxTokens: 40_000,
  topP: 0.9,
  frequencyPenalty: 0,
  presencePenalty: 0,
  format: 'text',
  schema: '',
};

export const parameters: ShownParameters = { values, defaults: values, presets: [{ id: 'page', label: 'A page', values: { temperature: 1 } }], remarks: {} };

export const status: Status = {
  endpoint: 'ModelsLab',
  origin: 'https://modelslab.com',
  model: 'MiniMaxAI-MiniMax-M1-40k',
  modelOnce: false,
  key: 'stored',
  keyVariable: 'MODELSLAB_API_KEY',
  keyUrl: 'https://modelslab.com/dashboard/api-keys',
  note: '',
  problem: '',
  parameters,
};

export function turn(id: string, changes: Partial<ShownTurn> = {}): ShownTurn {
  return { id, prompt: `Question ${id}`, references: [], thought: '', text: '', ...changes };
}

export function finished(id: string, changes: Partial<ShownTurn> = {}): ShownTurn {
  return turn(id, { text: `Answer ${id}.`, end: { type: 'finished', reason: 'stop' }, ...changes });
}

/** Many short paragraphs, taller than any view. */
export const tall = Array.from({ length: 80 }, (_, index) => `Paragraph ${index} of a long answer.`).join('\n\n');

export const thought = [
  'The user asks for a function that sorts a list. The simplest is `sorted`, but a learner may want to see the algorithm.',
  'I will show merge sort, say that it is stable and O(n log n), and compare it with the built-in one in a table.',
].join('\n\n');

/** One of everything that answers are made of. */
export const richAnswer = `Here is a **merge sort**, which is stable and takes \`O(n log n)\` time.

\`\`\`python
from typing import TypeVar

T = TypeVar("T", int, str)


def merge_sort(items: list[T]) -> list[T]:
    """Return a sorted copy of \`items\`."""
    if len(items) <= 1:  # nothing to do
        return items[:]
    middle = len(items) // 2
    left, right = merge_sort(items[:middle]), merge_sort(items[middle:])
    return merge(left, right)
\`\`\`

### How it compares

| Algorithm | Worst case | Stable | Memory |
| :-- | --: | :-: | :-- |
| Merge sort | O(n log n) | yes | O(n) |
| Quicksort | O(n²) | no | O(log n) |
| \`sorted\` | O(n log n) | yes | O(n) |

1. Split the list in half.
2. Sort both halves:
   - each by the **same function**,
   - until one item is left.
3. Merge them, as in [the Python docs](https://docs.python.org/3/howto/sorting.html).

- [x] stable
- [ ] in place

> In real code, use \`sorted\`: it is written in C[^1].

The cost is $T(n) = 2\\,T(n/2) + O(n)$, and so

$$
T(n) = \\sum_{i=0}^{\\log_2 n} 2^i \\cdot \\frac{c\\,n}{2^i}
- 0 = O(n \\log n)
$$

as [Knuth][taocp] says.

\`\`\`ts
// The same call in TypeScript.
export const sorted = <T>(items: readonly T[]): T[] => [...items].sort((a, b) => (a < b ? -1 : 1));
const answer: Promise<number> = new Foo({ count: 42, on: true, name: \`x\${1}\` }).run(/^a+$/u);
\`\`\`

[^1]: Timsort, which is *stable*. See [its notes](https://github.com/python/cpython).

[taocp]: https://www-cs-faculty.stanford.edu/~knuth/taocp.html
`;

const attachment = (id: string, changes: Partial<ShownAttachment>): ShownAttachment => ({
  ...{ id, kind: 'file', label: id, where: '', size: '1,204 tokens', detail: `src/${id}`, preview: '', on: true, isOffer: false, state: 'fine' },
  ...changes,
});

/** One of each sort. */
export const attachments: readonly ShownAttachment[] = [
  attachment('AGENTS.md', { kind: 'rules', size: '310 tokens', isOffer: true, on: false }),
  attachment('cart.ts:3-14', { kind: 'lines', isOffer: true, detail: 'src/cart.ts\nOpen in the editor: it goes along.', preview: 'export class Cart {\n  private readonly lines: Line[] = [];\n\n  add(line: Line): void {\n    this.lines.push(line);\n  }\n…' }),
  attachment('Workspace', { kind: 'workspace', size: '48%' }),
  attachment('index.ts', { where: '…/components', size: '83 tokens' }),
  attachment('index.ts:3', { where: 'src/…', kind: 'lines', size: '9 tokens' }),
  attachment('.env', { size: '12 tokens', state: 'warning', detail: 'Files of this kind usually hold secrets. It is sent because you added it.' }),
  attachment('a-picture-with-quite-a-long-name.png', { kind: 'image', size: 'not sent', state: 'fault', detail: 'The model does not read pictures. Choose one that does.' }),
  attachment('3a863a5 Another name for the module', { kind: 'commit', size: '83 tokens' }),
];

export const suggestions: readonly ShownSuggestion[] = [
  { id: '1', kind: 'file', label: 'cart.ts', detail: 'src', mention: 'cart.ts' },
  { id: '2', kind: 'folder', label: 'cards/', detail: 'src/components', mention: 'cards/' },
  { id: '3', kind: 'symbol', label: 'Cart', detail: 'src/cart.ts', mention: 'Cart' },
  { id: '4', kind: 'changes', label: 'Git changes', detail: 'All that is not committed', mention: '' },
  { id: '5', kind: 'file', label: 'a-file-with-a-name-that-goes-on-and-on-and-on.ts', detail: 'packages/somewhere/deep', mention: 'x' },
];
/** Code of every kind, with places in a workspace. */
export const codeAnswer = `Look at \`src/cart.ts:19\` and at \`total()\`, in src/cart.ts#L3-L5 or [here](src/cart.ts), never at \`src/none.ts\`.

\`\`\`typescript src/shop/discount/discount.ts
export const none = 0;
\`\`\`

\`\`\`sh
$ npm test
\`\`\`

\`\`\`mermaid
flowchart LR
  a --> b
\`\`\`

\`\`\`ts
${Array.from({ length: 60 }, (_, index) => `const price${index} = ${index};`).join('\n')}
\`\`\`

זו שורה **מימין** לשמאל:

- אחת
- שתיים
`;

/** The names in it that a host may find. */
export const codePlaces = ['src/cart.ts:19', 'total()', 'src/cart.ts#L3-L5', 'src/cart.ts'];
