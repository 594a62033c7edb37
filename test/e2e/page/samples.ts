import type { ShownTurn, Status } from '../../../src/protocol/messages.ts';

export const status: Status = {
  endpoint: 'ModelsLab',
  origin: 'https://modelslab.com',
  model: 'MiniMaxAI-MiniMax-M1-40k',
  key: 'stored',
  keyVariable: 'MODELSLAB_API_KEY',
  keyUrl: 'https://modelslab.com/dashboard/api-keys',
  note: '',
  problem: '',
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
