/** One of everything that an answer is made of, about the sample workspace. */
export function everythingText(): string {
  return `The total is worked out in \`src/cart.ts:19\`, in \`Cart.total()\`; see also src/cart.ts#L3-L5 and [the sorting](python/sort.py), but not \`src/missing.ts\`.

| Part | Where |
| :-- | :-- |
| Lines | \`src/cart.ts\` |
| Prices | \`formatPrice\` |

- [x] add
- [ ] discount[^1]

The sum is $s = \\sum_{i} p_i \\cdot n_i$, so

$$
s' = s
- d
$$

\`\`\`ts src/discount.ts
export const discount = (cents: number, percent: number): number => Math.round((cents * percent) / 100);
\`\`\`

\`\`\`sh
$ echo done > answered.txt
\`\`\`

\`\`\`mermaid
flowchart LR
  Cart --> total --> formatPrice
\`\`\`

\`\`\`ts
${Array.from({ length: 60 }, (_, index) => `export const price${index} = ${index};`).join('\n')}
\`\`\`

זו שורה מימין לשמאל, עם \`total\` בתוכה.

[^1]: Not there yet, see [the docs][docs].

[docs]: https://example.com/docs
`;
}
