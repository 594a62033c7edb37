import * as vscode from 'vscode';
import type { Source } from '../../core/context/attach/source.ts';
import type { Tray } from '../../core/context/attach/tray.ts';
import type { FetchPage } from '../../core/context/web/webPage.ts';
import { linesSource } from './activeOffer.ts';
import { gitRepositories } from './git.ts';
import { endOf, imageEnds, isImage } from './image.ts';
import { fetchAsked } from './pageFetch.ts';
import { takeTerminalSelection } from './terminal.ts';
import { textEditor } from '../textEditor.ts';

/** Chips that one may still look through. */
const mostDropped = 100;

/** All ways to attach something, each telling the person where there is nothing to attach. */
export class Adder {
  constructor(
    private readonly tray: Tray,
    private readonly fetchPage: FetchPage,
    /** Where pasted pictures are kept. */
    private readonly pasted: vscode.Uri,
  ) {}

  add(source: Source): void {
    this.tray.add(source);
  }

  /** Files, folders and pictures. What is not there is told when the chip has looked. */
  async uri(uri: vscode.Uri): Promise<void> {
    const text = uri.toString();
    if (isImage(uri)) {
      this.add({ kind: 'image', uri: text, name: uri.path.slice(uri.path.lastIndexOf('/') + 1), pasted: false });
      return;
    }
    let isFolder = false;
    try {
      isFolder = ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.Directory) !== 0;
    } catch {
      // An untitled document is in no file system.
    }
    this.add(isFolder ? { kind: 'folder', uri: text } : { kind: 'file', uri: text });
  }

  /** What was dropped: URIs of the workbench, and links of the web. Of very many the first go, and the person is told. */
  async dropped(texts: readonly string[]): Promise<void> {
    if (texts.length > mostDropped) {
      void vscode.window.showWarningMessage(vscode.l10n.t('Only the first {0} of {1} were attached. Attach their folder to have them all.', mostDropped, texts.length));
    }
    for (const text of texts.slice(0, mostDropped)) {
      if (/^https?:/i.test(text)) {
        await this.page(text);
      } else if (URL.canParse(text)) {
        await this.uri(local(vscode.Uri.parse(text)));
      }
    }
  }

  async image(name: string, mediaType: string, base64: string): Promise<void> {
    const end = endOf(mediaType);
    if (end === undefined) {
      void vscode.window.showWarningMessage(vscode.l10n.t('Pictures of this kind cannot be sent. PNG, JPEG, GIF and WebP can.'));
      return;
    }
    if (base64 === '') {
      void vscode.window.showWarningMessage(vscode.l10n.t('The picture is too large. Pictures of up to 5 MB can be sent.'));
      return;
    }
    await vscode.workspace.fs.createDirectory(this.pasted);
    const uri = vscode.Uri.joinPath(this.pasted, `${crypto.randomUUID()}.${end}`);
    await vscode.workspace.fs.writeFile(uri, Buffer.from(base64, 'base64'));
    this.add({ kind: 'image', uri: uri.toString(), name: name === '' ? vscode.l10n.t('Pasted picture') : name, pasted: true });
  }

  async pickImages(): Promise<void> {
    const uris = await vscode.window.showOpenDialog({ canSelectMany: true, filters: { [vscode.l10n.t('Pictures')]: [...imageEnds] }, openLabel: vscode.l10n.t('Attach') });
    for (const uri of uris ?? []) {
      await this.uri(uri);
    }
  }

  selection(): void {
    const editor = textEditor();
    if (!editor || editor.selection.isEmpty) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Select something in an editor first.'));
      return;
    }
    this.add(linesSource(editor.document, editor.selection));
  }

  openFile(): void {
    const editor = textEditor();
    if (!editor) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a file first.'));
      return;
    }
    this.add({ kind: 'file', uri: editor.document.uri.toString() });
  }

  async terminal(): Promise<void> {
    const text = await takeTerminalSelection();
    if (text === '') {
      void vscode.window.showInformationMessage(vscode.l10n.t('Select something in the terminal first.'));
      return;
    }
    this.add({ kind: 'terminal', text });
  }

  async changes(): Promise<void> {
    if (await this.hasGit()) {
      this.add({ kind: 'changes' });
    }
  }

  async commit(): Promise<void> {
    const repositories = await this.hasGit();
    if (!repositories) {
      return;
    }
    const found = await Promise.all(repositories.map(async (repository) => ({ repository, log: await repository.log({ maxEntries: 100 }).catch(() => []) })));
    const items = found.flatMap(({ repository, log }) =>
      log.map(({ hash, message, authorName = '' }) => {
        const title = message.split('\n')[0] ?? '';
        return { label: title.replaceAll('$(', '$\u200B('), description: `${hash.slice(0, 7)} ${authorName}`, source: { kind: 'commit', repository: repository.rootUri.toString(), hash, title } as const };
      }),
    );
    if (items.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('There is no commit yet.'));
      return;
    }
    const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Attach Commit'), placeHolder: vscode.l10n.t('Choose a commit'), matchOnDescription: true });
    if (chosen) {
      this.add(chosen.source);
    }
  }

  /** Fetches the page once. Without an address the person is asked for one. */
  async page(given?: string): Promise<void> {
    const page = await fetchAsked(this.fetchPage, given);
    if (page) {
      this.add({ kind: 'page', url: page.url, title: page.title, text: page.text, isCut: page.isCut });
    }
  }

  private async hasGit(): ReturnType<typeof gitRepositories> {
    const repositories = await gitRepositories();
    if (repositories && repositories.length > 0) {
      return repositories;
    }
    void vscode.window.showInformationMessage(
      repositories
        ? vscode.l10n.t('No Git repository is open in this window.')
        : vscode.l10n.t('VS Code\'s Git extension is off or not there. Switch it on to attach changes and commits.'),
    );
    return undefined;
  }
}

/** The workbench of a remote window names files of the remote; here they are simply files. */
function local(uri: vscode.Uri): vscode.Uri {
  const isRemoteHost = vscode.env.remoteName !== undefined && uri.scheme === 'vscode-remote';
  return isRemoteHost ? uri.with({ scheme: 'file', authority: '' }) : uri;
}
