import * as vscode from 'vscode';
import type { Source } from '../../core/context/attach/source.ts';
import { plainName } from '../../core/plainName.ts';
import { baseName } from '../documentPath.ts';

/** What the person reads on a chip, and the model at the head of the piece. */
export function labelOf(source: Source): string {
  return plainName(nameOf(source));
}

function nameOf(source: Source): string {
  switch (source.kind) {
    case 'file':
    case 'rules':
      return baseName(vscode.Uri.parse(source.uri));
    case 'lines': {
      const [first, last] = [source.first + 1, source.last + 1];
      const place = `${baseName(vscode.Uri.parse(source.uri))}:${first === last ? first : `${first}-${last}`}`;
      return source.symbol === '' ? place : `${source.symbol} (${place})`;
    }
    case 'folder':
      return `${baseName(vscode.Uri.parse(source.uri))}/`;
    case 'workspace':
      return vscode.l10n.t('Workspace');
    case 'problems':
      return source.uri === '' ? vscode.l10n.t('Problems') : vscode.l10n.t('Problems in {0}', baseName(vscode.Uri.parse(source.uri)));
    case 'changes':
      return vscode.l10n.t('Git changes');
    case 'commit':
      return `${source.hash.slice(0, 7)} ${source.title}`.slice(0, 60);
    case 'terminal':
      return vscode.l10n.t('Terminal selection');
    case 'page':
      return source.title === '' ? new URL(source.url).host : source.title.slice(0, 60);
    case 'image':
      return source.name;
  }
}
