import * as vscode from 'vscode';
import { isBinary } from '../../core/context/files/fileKinds.ts';
import { changedDocument } from './readText.ts';

/** Bytes of one file among many. */
const longestFile = 400_000;
/** Characters of texts that are kept. */
const keptCharacters = 24_000_000;

interface Entry {
  readonly version: string;
  /** Undefined: it has no text that could be sent. */
  readonly text: string | undefined;
  tokens: number | undefined;
  countedLength: number;
}

/** Texts of many files, kept by version, so that what has not changed is neither read nor counted again. */
export class FileTexts {
  private readonly entries = new Map<string, Entry>();
  private characters = 0;

  constructor(private readonly estimate: (text: string) => number) {}

  /** The text as it is now; undefined when there is none, or it is too long to go along with others. Never throws. */
  async read(uri: vscode.Uri): Promise<string | undefined> {
    const key = uri.toString();
    const changed = changedDocument(uri);
    try {
      const version = changed ? `changed ${changed.version}` : await diskVersion(uri);
      const known = this.entries.get(key);
      if (known && known.version === version) {
        return known.text;
      }
      const text = version === undefined ? undefined : changed ? changed.getText() : await fromDisk(uri);
      this.keep(key, { version: version ?? '', text, tokens: undefined, countedLength: -1 });
      return text;
    } catch {
      // Gone, or not readable.
      return undefined;
    }
  }

  /** Tokens of a text that is made of the file's; counted once for each version. */
  count(uri: vscode.Uri | undefined, text: string): number {
    const entry = uri && this.entries.get(uri.toString());
    if (!entry) {
      return this.estimate(text);
    }
    if (entry.tokens === undefined || entry.countedLength !== text.length) {
      entry.tokens = this.estimate(text);
      entry.countedLength = text.length;
    }
    return entry.tokens;
  }

  private keep(key: string, entry: Entry): void {
    this.characters += (entry.text?.length ?? 0) - (this.entries.get(key)?.text?.length ?? 0);
    this.entries.delete(key);
    this.entries.set(key, entry);
    for (const [oldest, { text }] of this.entries) {
      if (this.characters <= keptCharacters) {
        break;
      }
      this.entries.delete(oldest);
      this.characters -= text?.length ?? 0;
    }
  }
}

async function diskVersion(uri: vscode.Uri): Promise<string | undefined> {
  const { mtime, size, type } = await vscode.workspace.fs.stat(uri);
  return size > longestFile || (type & vscode.FileType.Directory) !== 0 ? undefined : `${mtime} ${size}`;
}

async function fromDisk(uri: vscode.Uri): Promise<string | undefined> {
  const bytes = await vscode.workspace.fs.readFile(uri);
  return isBinary(bytes) ? undefined : await vscode.workspace.decode(bytes, { uri });
}
