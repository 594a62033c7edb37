import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Strings } from '../protocol/strings.ts';
import type { HostApi } from './api.ts';
import type { FileLinks } from './markdown/fileLinks.ts';

/** What every part of the page may use. */
export interface Page {
  readonly strings: Strings;
  readonly host: HostApi;
  readonly links: FileLinks;
  /** A number for a search for suggestions, above all that were asked for before, from whichever box. */
  readonly newRequest: () => number;
}

const PageContext = createContext<Page | undefined>(undefined);

export const PageProvider = PageContext.Provider;

/** The page around a component; throws outside of a `PageProvider`. */
export function usePage(): Page {
  const page = useContext(PageContext);
  if (page === undefined) {
    throw new Error('A component is used outside of the page.');
  }
  return page;
}
