import { matchPath } from '../../core/context/files/match.ts';
import { plainName } from '../../core/plainName.ts';
import { webAddress } from '../../core/context/web/webPage.ts';
import type { ShownSuggestion } from '../../protocol/messages.ts';
import type { Adder } from './adder.ts';
import { findSymbols } from './symbols.ts';
import { ways } from './ways.ts';
import type { Found, WorkspaceFiles } from './workspaceFiles.ts';

/** Most entries of a list: what is further down is found by typing on. */
const most = 60;
const mostFiles = 30;

interface Suggestion extends ShownSuggestion {
  readonly run: () => Promise<void> | void;
}

/** What `@` offers: the ways to attach something, files, folders and symbols. */
export class Suggestions {
  private current: readonly Suggestion[] = [];
  private request = 0;

  constructor(
    private readonly adder: Adder,
    private readonly workspace: WorkspaceFiles,
    private readonly tell: (request: number, items: readonly ShownSuggestion[]) => void,
  ) {}

  /** Tells what there is, and once more when language servers have answered. */
  async find(request: number, query: string): Promise<void> {
    this.request = request;
    const { entries } = await this.workspace.list();
    const first = [...this.byWay(query), ...this.byPath(entries, query)];
    this.give(request, first);
    if (query !== '' && !query.includes('/')) {
      const symbols = await findSymbols(query);
      if (symbols.length > 0) {
        const items = symbols.map(({ name, place, source }, index): Suggestion => ({ id: `symbol ${index} ${name}`.slice(0, 100), kind: 'symbol', label: name, detail: place, mention: name, run: async () => { this.adder.add(await source()); } }));
        this.give(request, [...first, ...items]);
      }
    }
  }

  async choose(id: string): Promise<void> {
    await this.current.find((item) => item.id === id)?.run();
  }

  private give(request: number, items: readonly Suggestion[]): void {
    // What was asked for since is newer.
    if (request === this.request) {
      this.current = items.slice(0, most);
      this.tell(request, this.current.map(({ id, kind, label, detail, mention }) => ({ id, kind, label, detail, mention })));
    }
  }

  private byWay(query: string): readonly Suggestion[] {
    const address = /^(?:https?:\/\/|www\.)/i.test(query) ? webAddress(query) : undefined;
    if (address !== undefined) {
      return [{ id: `page ${address}`.slice(0, 100), kind: 'page', label: address, detail: '', mention: '', run: () => this.adder.page(address) }];
    }
    const low = query.toLowerCase();
    return ways(this.adder)
      .filter(({ label, id }) => low === '' || label.toLowerCase().includes(low) || id.startsWith(low))
      .map(({ id, kind, label, detail, run }) => ({ id, kind, label, detail, mention: '', run }));
  }

  private byPath(entries: readonly Found[], query: string): readonly Suggestion[] {
    return entries
      .flatMap((entry, index) => {
        const score = matchPath(entry.path, query);
        return score === undefined ? [] : [{ entry, index, score: score - (entry.isFolder ? 0.5 : 0) }];
      })
      .sort((a, b) => b.score - a.score || a.index - b.index)
      .slice(0, mostFiles)
      .map(({ entry: { path, uri, isFolder }, index }): Suggestion => {
        const at = path.lastIndexOf('/') + 1;
        const name = plainName(path.slice(at));
        return {
          id: `path ${index}`,
          kind: isFolder ? 'folder' : 'file',
          label: isFolder ? `${name}/` : name,
          detail: plainName(path.slice(0, Math.max(0, at - 1))),
          mention: isFolder ? `${name}/` : name,
          run: () => this.adder.uri(uri),
        };
      });
  }
}
