import * as vscode from 'vscode';
import { diagramText } from '../../core/answers/diagramText.ts';
import { diagramScheme } from '../../ids.ts';

/** Most diagrams that are kept to be shown. */
const limit = 20;

/** Shows Mermaid source in VS Code's own Markdown preview, where an extension draws it. */
export class Diagrams implements vscode.Disposable, vscode.TextDocumentContentProvider {
  private readonly sources = new Map<string, string>();
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(diagramScheme, this);
  private last = 0;

  dispose(): void {
    this.registration.dispose();
  }

  async open(source: string): Promise<void> {
    this.last += 1;
    this.sources.set(String(this.last), source);
    this.sources.delete(String(this.last - limit));
    const uri = vscode.Uri.from({ scheme: diagramScheme, path: `/${this.last}/${vscode.l10n.t('Diagram')} ${this.last}.md` });
    await vscode.commands.executeCommand('markdown.showPreview', uri);
    if (!vscode.extensions.all.some(drawsMermaid)) {
      const find = vscode.l10n.t('Find Extensions');
      const chosen = await vscode.window.showInformationMessage(
        vscode.l10n.t('This VS Code has no extension that draws Mermaid in Markdown previews, so the preview shows the source.'),
        find,
      );
      if (chosen === find) {
        await vscode.commands.executeCommand('workbench.extensions.search', 'markdown mermaid');
      }
    }
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const source = this.sources.get(uri.path.split('/')[1] ?? '');
    return source === undefined ? vscode.l10n.t('This diagram is no longer kept.') : diagramText(source);
  }
}

/** Our own is none, though it speaks of Mermaid. */
function drawsMermaid({ id, packageJSON }: vscode.Extension<unknown>): boolean {
  const { contributes } = packageJSON as { readonly contributes?: Readonly<Record<string, unknown>> };
  return /mermaid/i.test(id) && contributes?.['markdown.markdownItPlugins'] === true;
}
