import type { JSX } from 'preact';
import { usePage } from './page.ts';

/** Prompts to begin with; one click sends. */
export function Starters({ onStart }: { readonly onStart: (prompt: string) => void }): JSX.Element {
  const { strings } = usePage();
  return (
    <section class="starters" aria-label={strings.startersTitle}>
      <h3>{strings.startersTitle}</h3>
      {strings.starters.map((prompt) => (
        <button
          key={prompt}
          type="button"
          class="starter"
          onClick={() => {
            onStart(prompt);
          }}
        >
          {prompt}
        </button>
      ))}
    </section>
  );
}
