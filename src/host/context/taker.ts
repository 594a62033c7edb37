import * as vscode from 'vscode';
import type { Reference } from '../../core/chat/events.ts';
import type { Fault, TakeOptions, Taken, Taker, Warning } from '../../core/context/attach/ports.ts';
import type { Source } from '../../core/context/attach/source.ts';
import { plainName } from '../../core/plainName.ts';
import { fullPath } from '../documentPath.ts';
import type { FileTexts } from './fileTexts.ts';
import { commitText, gitRepositories, uncommitted, type GitText } from './git.ts';
import { isIgnored, rulesAt } from './ignoring.ts';
import { readImage } from './image.ts';
import { labelOf } from './labels.ts';
import { packUris } from './packFolder.ts';
import { problemText } from './problemText.ts';
import { faultOf, longestWithParts, readText } from './readText.ts';
import { leadsToSecret, placeInWorkspace, type RealFile } from './realFile.ts';
import { walk } from './walk.ts';
import type { WorkspaceFiles } from './workspaceFiles.ts';

export interface TakerDeps {
  readonly workspace: WorkspaceFiles;
  readonly texts: FileTexts;
  readonly real: RealFile;
  /** Tokens by estimate, for the model that is set. */
  readonly count: (text: string) => number;
  /** Tokens that a whole folder may take. */
  readonly room: () => number;
  /** Whether the model reads pictures; undefined where nobody tells. */
  readonly sees: () => boolean | undefined;
}

/** A picture of a usual size, tokens; models differ widely. */
const imageTokens = 1000;

type Piece = Omit<Reference, 'outline' | 'kind' | 'label'> & { readonly warnings?: readonly Warning[]; readonly note?: string; readonly tokens?: number };

/** Takes what is attached from the editor, as it is at the time. */
export class EditorTaker implements Taker {
  constructor(private readonly deps: TakerDeps) {}

  label(source: Source): string {
    return labelOf(source);
  }

  async take(source: Source, signal: AbortSignal, options: TakeOptions): Promise<Taken> {
    const piece = await this.piece(source, signal, options).catch((error: unknown) => {
      signal.throwIfAborted();
      return faultOf(error);
    });
    signal.throwIfAborted();
    const label = labelOf(source);
    if (typeof piece === 'string') {
      return { type: 'fault', label, fault: piece };
    }
    if (piece.text.trim() === '' && !piece.image) {
      return { type: 'fault', label, fault: 'empty' };
    }
    const { warnings = [], note = '', tokens = this.deps.count(piece.text), ...rest } = piece;
    return { type: 'text', reference: { label, ...rest, outline: '', kind: source.kind }, tokens, warnings, note };
  }

  private async piece(source: Source, signal: AbortSignal, options: TakeOptions): Promise<Piece | Fault> {
    switch (source.kind) {
      case 'file':
      case 'rules':
        return this.file(vscode.Uri.parse(source.uri));
      case 'lines': {
        const whole = await this.file(vscode.Uri.parse(source.uri), longestWithParts);
        if (typeof whole === 'string') {
          return whole;
        }
        const lines = whole.text.split(/\r\n|\r|\n/);
        return { ...whole, text: lines.slice(source.first, source.last + 1).join('\n') };
      }
      case 'folder':
        return this.folder(vscode.Uri.parse(source.uri), signal, options);
      case 'workspace':
        return this.wholeWorkspace(signal, options);
      case 'problems': {
        const { text, isCut } = await problemText(source.uri === '' ? undefined : vscode.Uri.parse(source.uri));
        return { path: '', language: '', text, warnings: isCut ? ['cut'] : [] };
      }
      case 'changes':
        return this.changes();
      case 'commit': {
        const repositories = await gitRepositories();
        const repository = repositories?.find(({ rootUri }) => rootUri.toString() === source.repository);
        return repository ? diff(await commitText(repository, source.hash)) : 'no-git';
      }
      case 'terminal':
        return { path: '', language: '', text: source.text };
      case 'page':
        return { path: source.url, language: 'markdown', text: source.text, warnings: source.isCut ? ['cut'] : [] };
      case 'image': {
        if (this.deps.sees() === false) {
          return 'blind';
        }
        const image = await readImage(vscode.Uri.parse(source.uri));
        return typeof image === 'string' ? image : { path: '', language: '', text: '', image, tokens: imageTokens };
      }
    }
  }

  private async folder(uri: vscode.Uri, signal: AbortSignal, options: TakeOptions): Promise<Piece | Fault> {
    const { type } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.Directory) === 0) {
      return 'missing';
    }
    const found = await walk(uri, signal, this.deps.real, { ...(await rulesAt(uri)), names: await this.names(uri) });
    const [first, second] = vscode.workspace.workspaceFolders ?? [];
    const isOnly = second === undefined && first?.uri.toString() === uri.toString();
    const prefix = isOnly ? '' : `${fullPath(uri)}/`;
    const uris = new Map(found.files.map((path) => [prefix + path, vscode.Uri.joinPath(uri, path)]));
    return this.packed(uris, { ...found, warnings: await this.placeWarnings(uri) }, isOnly ? '.' : plainName(fullPath(uri)), signal, options);
  }

  /** The path of a folder that tells whether what is in it is secret: the one below the workspace's root, outside the whole one. */
  private async names(uri: vscode.Uri): Promise<string> {
    const place = await placeInWorkspace(uri, this.deps.real);
    return place && vscode.workspace.getWorkspaceFolder(place) ? (await rulesAt(place)).path : (await this.deps.real(uri)).path;
  }

  private async wholeWorkspace(signal: AbortSignal, options: TakeOptions): Promise<Piece | Fault> {
    const list = await this.deps.workspace.now();
    signal.throwIfAborted();
    const uris = new Map(list.entries.flatMap(({ path, uri, isFolder }) => (isFolder ? [] : [[path, uri] as const])));
    return this.packed(uris, { ...list, warnings: [] }, '', signal, options);
  }

  private async packed(
    uris: ReadonlyMap<string, vscode.Uri>,
    { secrets, isCut, warnings }: { readonly secrets: number; readonly isCut: boolean; readonly warnings: readonly Warning[] },
    path: string,
    signal: AbortSignal,
    options: TakeOptions,
  ): Promise<Piece | Fault> {
    if (uris.size === 0) {
      return 'empty';
    }
    const { text, tokens, whole, named } = await packUris(this.deps.texts, uris, this.deps.room(), signal, options);
    const note = [
      vscode.l10n.t('{0} files whole, {1} by name', whole.length.toLocaleString(vscode.env.language), named.toLocaleString(vscode.env.language)),
      leftOutText(secrets, 0),
    ].filter((part) => part !== '').join('; ');
    return { path, language: '', text, tokens, warnings: [...warnings, ...leftOut(secrets), ...(isCut ? (['too-many'] as const) : [])], note };
  }

  private async file(uri: vscode.Uri, longest?: number): Promise<Piece | Fault> {
    const read = await readText(uri, longest);
    if (typeof read === 'string') {
      return read;
    }
    return { path: plainName(fullPath(uri)), ...read, warnings: await this.warningsOn(uri) };
  }

  private async warningsOn(uri: vscode.Uri): Promise<readonly Warning[]> {
    return (await leadsToSecret(uri, this.deps.real)) ? ['secret'] : this.placeWarnings(uri);
  }

  /** What is known of where a file or folder stands, links followed. What was never in the workspace is no surprise. */
  private async placeWarnings(uri: vscode.Uri): Promise<readonly Warning[]> {
    if (!vscode.workspace.getWorkspaceFolder(uri)) {
      return [];
    }
    const place = await placeInWorkspace(uri, this.deps.real);
    if (!place) {
      return ['outside'];
    }
    return (await isIgnored(uri)) || (await isIgnored(place)) ? ['ignored'] : [];
  }

  private async changes(): Promise<Piece | Fault> {
    const repositories = await gitRepositories();
    if (!repositories || repositories.length === 0) {
      return 'no-git';
    }
    const all = await Promise.all(repositories.map((repository) => uncommitted(repository)));
    const sum = (of: (text: GitText) => number): number => all.reduce((before, each) => before + of(each), 0);
    return diff({ text: all.map(({ text }) => text).filter((text) => text !== '').join('\n\n'), secrets: sum(({ secrets }) => secrets), ignored: sum(({ ignored }) => ignored) });
  }
}

function diff({ text, secrets, ignored }: GitText): Piece {
  return { path: '', language: 'diff', text, warnings: leftOut(secrets + ignored), note: leftOutText(secrets, ignored) };
}

function leftOut(files: number): readonly Warning[] {
  return files === 0 ? [] : ['left-out'];
}

/** Empty where nothing was. */
function leftOutText(secrets: number, ignored: number): string {
  const texts = [
    secrets === 0 ? '' : secrets === 1 ? vscode.l10n.t('1 file left out that may hold secrets') : vscode.l10n.t('{0} files left out that may hold secrets', secrets),
    ignored === 0 ? '' : ignored === 1 ? vscode.l10n.t('1 file left out that an ignore file names') : vscode.l10n.t('{0} files left out that ignore files name', ignored),
  ];
  return texts.filter((text) => text !== '').join('; ');
}
