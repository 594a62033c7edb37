import * as vscode from 'vscode';
import type { Problem } from '../../core/context/piece.ts';
import { baseName } from '../documentPath.ts';

const severities: Readonly<Record<vscode.DiagnosticSeverity, Problem['severity']>> = {
  [vscode.DiagnosticSeverity.Error]: 'error',
  [vscode.DiagnosticSeverity.Warning]: 'warning',
  [vscode.DiagnosticSeverity.Information]: 'information',
  [vscode.DiagnosticSeverity.Hint]: 'hint',
};

/** Most problems that are told at once. */
const limit = 20;

/** What the editor reports in a range, in the order of the text; hints, which fade unused code and the like, do not count. */
export function diagnosticsIn(document: vscode.TextDocument, range: vscode.Range): readonly vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter((each) => each.severity !== vscode.DiagnosticSeverity.Hint && range.intersection(each.range) !== undefined)
    .toSorted((a, b) => a.range.start.compareTo(b.range.start))
    .slice(0, limit);
}

/** The problem nearest to a position; undefined when there is none in the document. */
export function nearestDiagnostic(document: vscode.TextDocument, at: vscode.Position): vscode.Diagnostic | undefined {
  const distance = ({ range }: vscode.Diagnostic): number =>
    range.contains(at) ? 0 : Math.min(Math.abs(range.start.line - at.line), Math.abs(range.end.line - at.line)) + 1;
  return diagnosticsIn(document, new vscode.Range(0, 0, document.lineCount, 0)).toSorted((a, b) => distance(a) - distance(b))[0];
}

/** A diagnostic as the model is told it. */
export function problemOf({ range, severity, message, code, source, relatedInformation }: vscode.Diagnostic): Problem {
  const value = typeof code === 'object' ? code.value : code;
  const id = value === undefined ? '' : String(value);
  return {
    line: range.start.line + 1,
    severity: severities[severity],
    message,
    code: source === undefined ? id : id === '' ? source : `${source}(${id})`,
    related: (relatedInformation ?? []).map(
      ({ location, message: text }) => `${baseName(location.uri)}:${location.range.start.line + 1}: ${text}`,
    ),
  };
}
