import * as vscode from 'vscode';
import { isSecretFile } from '../../core/context/secretFiles.ts';
import { documentPath } from '../documentPath.ts';

const severities = ['error', 'warning', 'information', 'hint'] as const;

/** Most problems that are told, the gravest first. */
const most = 200;

/** What VS Code reports on a file, or on all that are not secret; empty when it reports nothing. Hints do not count. */
export function problemText(uri: vscode.Uri | undefined): { readonly text: string; readonly isCut: boolean } {
  const all = uri
    ? [[uri, vscode.languages.getDiagnostics(uri)] as const]
    : vscode.languages.getDiagnostics().filter(([file]) => !isSecretFile(file.path));
  const lines = all.flatMap(([file, diagnostics]) =>
    diagnostics
      .filter(({ severity }) => severity !== vscode.DiagnosticSeverity.Hint)
      .map((diagnostic) => ({ severity: diagnostic.severity, line: lineOf(file, diagnostic) })),
  );
  const sorted = lines.sort((a, b) => a.severity - b.severity);
  return { text: sorted.slice(0, most).map(({ line }) => line).join('\n'), isCut: sorted.length > most };
}

function lineOf(uri: vscode.Uri, { severity, range, message, source, code }: vscode.Diagnostic): string {
  const id = typeof code === 'object' ? code.value : code;
  const by = [source, id].filter((part) => part !== undefined && part !== '').join(' ');
  return `- ${documentPath(uri)}:${range.start.line + 1}, ${severities[severity]}${by === '' ? '' : ` (${by})`}: ${message.replaceAll('\n', '\n  ')}`;
}
