// Answers to the prompts that ModelsLab's own playground suggests for the model.

const quantum = `*Simulated answer.*

**Quantum computing in simple terms**

An ordinary computer works with bits, each 0 or 1. A quantum computer works with *qubits*, which can be in a mixture of both until they are measured.

1. **Superposition**: a qubit holds a weighted mix of 0 and 1.
2. **Entanglement**: qubits can be linked, so that measuring one tells something about the other.
3. **Interference**: a program arranges the mix so that wrong answers cancel out and right ones add up.

It is not a faster computer for everything. It helps with a few problems, such as simulating molecules or factoring large numbers.`;

const sort = `*Simulated answer.* Python sorts well by itself; here is a function around it, and one that shows how a merge sort works:

\`\`\`python
def sort_list(values, reverse=False):
    """Return a new, sorted list; the given one is left as it was."""
    return sorted(values, reverse=reverse)


def merge_sort(values):
    """Sort by halves: split, sort each, merge."""
    if len(values) <= 1:
        return list(values)
    middle = len(values) // 2
    left, right = merge_sort(values[:middle]), merge_sort(values[middle:])
    merged = []
    while left and right:
        merged.append(left.pop(0) if left[0] <= right[0] else right.pop(0))
    return merged + left + right
\`\`\`

- \`sort_list([3, 1, 2])\` gives \`[1, 2, 3]\`.
- Both are stable: equal values keep their order.`;

const email = `*Simulated answer.*

**Subject:** Your team's week, without the status meetings

Hi {{first_name}},

Most teams lose half a day a week to finding out who is doing what. **Tidewater** gathers it from the tools that you already use, and shows it on one page.

- **Nothing new to fill in**: it reads your calendar, issues and chat.
- **Ready in ten minutes**: connect, choose a team, done.
- **Yours to leave**: export everything with one click.

Try it free for 14 days, no card needed: **[Start now](https://example.com/start)**

Best,
The Tidewater team`;

const comparison = `*Simulated answer.*

| | REST | GraphQL |
| --- | --- | --- |
| Endpoints | many, one for each resource | one |
| Shape of the answer | fixed by the server | chosen by the client |
| Over-fetching | common | rare |
| Caching | plain HTTP caching | needs a client library |
| Errors | HTTP status codes | \`errors\` beside \`data\`, often with status 200 |
| Schema | optional (OpenAPI) | built in |

**Choose REST** for simple resources, public interfaces and cheap caching. **Choose GraphQL** when clients of many kinds need different parts of a connected model.`;

const starters: readonly (readonly [RegExp, string])[] = [
  [/^explain quantum computing in simple terms\b/i, quantum],
  [/^write a python function to sort a list\b/i, sort],
  [/^create a marketing email for a saas product\b/i, email],
  [/^compare rest vs\.? graphql apis?\b/i, comparison],
];

/** The answer to a starter prompt; undefined for any other question. */
export function starterAnswer(question: string): string | undefined {
  return starters.find(([pattern]) => pattern.test(question.trim()))?.[1];
}
