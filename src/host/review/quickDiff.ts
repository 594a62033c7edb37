import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/lifecycle.ts';
import { isRunning, type OpenEdits } from './openEdits.ts';
import { marksUri } from './originals.ts';

/**
 * VS Code's own marks in the gutter and its red and green peek, for as long as a document is in review. Only a source control
 * can offer these, so each folder with reviews has one for their time; it lists the files in review, and changes nothing of
 * other source controls.
 */
export class ReviewQuickDiff implements Disposable {
  private readonly store = new DisposableStore();
  private readonly controls = new Map<string, ReviewControl>();

  constructor(private readonly edits: OpenEdits) {
    this.store.add(
      edits.onDidChange(() => {
        this.follow();
      }),
    );
  }

  dispose(): void {
    this.store.dispose();
    for (const control of this.controls.values()) {
      control.dispose();
    }
  }

  private follow(): void {
    const byRoot = new Map<string, { readonly root: vscode.Uri; readonly documents: Set<vscode.TextDocument> }>();
    for (const session of this.edits.all) {
      const root = isRunning(session) ? undefined : rootOf(session.document);
      if (root) {
        const entry = byRoot.get(root.toString()) ?? { root, documents: new Set() };
        byRoot.set(root.toString(), entry);
        entry.documents.add(session.document);
      }
    }
    for (const [key, control] of this.controls) {
      if (!byRoot.has(key)) {
        this.controls.delete(key);
        control.dispose();
      }
    }
    for (const [key, { root, documents }] of byRoot) {
      const control = this.controls.get(key) ?? new ReviewControl(root);
      this.controls.set(key, control);
      control.show([...documents]);
    }
  }
}

/** Whether VS Code draws a quick diff in this document: it does so for files alone, wherever they are kept. */
export function hasQuickDiff({ uri, isUntitled }: Pick<vscode.TextDocument, 'uri' | 'isUntitled'>): boolean {
  return !isUntitled && uri.scheme !== 'vscode-notebook-cell';
}

/** The root decides which source control VS Code prefers where several know a file: one at a folder over one at none. */
function rootOf(document: vscode.TextDocument): vscode.Uri | undefined {
  if (!hasQuickDiff(document)) {
    return undefined;
  }
  return vscode.workspace.getWorkspaceFolder(document.uri)?.uri ?? vscode.Uri.joinPath(document.uri, '..');
}

class ReviewControl implements Disposable {
  private readonly control: vscode.SourceControl;
  private readonly group: vscode.SourceControlResourceGroup;
  private documents: readonly vscode.TextDocument[] = [];
  private shown = '';

  constructor(root: vscode.Uri) {
    this.control = vscode.scm.createSourceControl('lathe', 'Lathe', root);
    this.control.inputBox.visible = false;
    // The badge counts a person's own changes.
    this.control.count = 0;
    this.group = this.control.createResourceGroup('review', vscode.l10n.t('Changes to Review'));
  }

  show(documents: readonly vscode.TextDocument[]): void {
    this.documents = documents;
    const shown = documents.map(({ uri }) => uri.toString()).join('\n');
    if (shown === this.shown) {
      return;
    }
    this.shown = shown;
    this.group.resourceStates = documents.map(({ uri }) => ({
      resourceUri: uri,
      command: { command: 'vscode.open', title: vscode.l10n.t('Open'), arguments: [uri] },
    }));
    // Set anew, because VS Code asks for the original of an open file again only then.
    this.control.quickDiffProvider = {
      provideOriginalResource: (uri) => {
        const document = this.documents.find((each) => each.uri.toString() === uri.toString());
        return document && marksUri(document);
      },
    };
  }

  dispose(): void {
    this.control.dispose();
  }
}
