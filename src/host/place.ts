import * as vscode from 'vscode';

/** A place in a file, as a quick fix hands it to its command. */
export interface Place {
  readonly uri: vscode.Uri;
  readonly range: vscode.Range;
}

/** A menu passes what it stands on, a quick fix its place. */
export function isPlace(value: unknown): value is Place {
  return typeof value === 'object' && value !== null && 'uri' in value && value.uri instanceof vscode.Uri && 'range' in value && value.range instanceof vscode.Range;
}
