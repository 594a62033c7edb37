import * as vscode from 'vscode';
import { isSecretFile } from '../../core/context/secretFiles.ts';
import { plainName } from '../../core/plainName.ts';
import { fullPath } from '../documentPath.ts';
import { IgnoreCheck } from './ignoring.ts';

const severities = ['error', 'warning', 'information', 'hint'] as const;

/** Most problems that are told, the gravest first. */
const most = 200;

/** What VS Code reports on a file, or on all that are neither secret nor ignored; empty when it reports nothing. Hints do not count. */
export async function problemText(uri: vscode.Uri | undefined): Promise<{ readonly text: string; readonly isCut: boolean }> {
  const all = uri ? [[uri, vscode.languages.getDiagnostics(uri)] as const] : await openProblems();
  const lines = all.flatMap(([file, diagnostics]) =>
    diagnostics
      .filter(({ severity }) => severity !== vscode.DiagnosticSeverity.Hint)
      .map((diagnostic) => ({ severity: diagnostic.severity, line: lineOf(file, diagnostic) })),
  );
  const sorted = lines.sort((a, b) => a.severity - b.severity);
  return { text: sorted.slice(0, most).map(({ line }) => line).join('\n'), isCut: sorted.length > most };
}

async function openProblems(): Promise<readonly (readonly [vscode.Uri, readonly vscode.Diagnostic[]])[]> {
  const rules = new IgnoreCheck();
  const all = vscode.languages.getDiagnostics().filter(([file, problems]) => problems.length > 0 && !isSecretFile(file.path));
  const ignored = await Promise.all(all.map(([file]) => rules.ignores(file)));
  return all.filter((_, index) => ignored[index] === false);
}

function lineOf(uri: vscode.Uri, { severity, range, message, source, code }: vscode.Diagnostic): string {
  const id = typeof code === 'object' ? code.value : code;
  const by = [source, id].filter((part) => part !== undefined && part !== '').join(' ');
  return `- ${plainName(fullPath(uri))}:${range.start.line + 1}, ${severities[severity]}${by === '' ? '' : ` (${by})`}: ${message.replaceAll('\n', '\n  ')}`;
}
