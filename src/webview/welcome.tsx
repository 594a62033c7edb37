import type { JSX } from 'preact';
import { Mark } from './mark.tsx';
import { usePage } from './page.ts';

/** What an empty conversation says: what this is. */
export function Welcome(): JSX.Element {
  const { strings } = usePage();
  return (
    <div class="welcome">
      <Mark />
      <h2>{strings.welcomeTitle}</h2>
      <p>{strings.welcomeBody}</p>
    </div>
  );
}
