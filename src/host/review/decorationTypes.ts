import * as vscode from 'vscode';
import type { Marks } from './marks.ts';

export type DecorationTypes = Readonly<Record<keyof Marks, vscode.TextEditorDecorationType>>;

const color = (id: string): vscode.ThemeColor => new vscode.ThemeColor(id);
const { Left } = vscode.OverviewRulerLane;

/**
 * How changes look, in the colours of VS Code's own diffs. High contrast themes have no backgrounds for them: a line at the
 * side says it there, and nothing is dimmed.
 */
export function decorationTypes(kind: vscode.ColorThemeKind): DecorationTypes {
  const contrast = kind === vscode.ColorThemeKind.HighContrast || kind === vscode.ColorThemeKind.HighContrastLight;
  const make = vscode.window.createTextEditorDecorationType;
  const side = (style: string, id: string): vscode.DecorationRenderOptions =>
    contrast ? { borderStyle: style, borderWidth: '0 0 0 3px', borderColor: color(id) } : {};
  return {
    added: make({
      isWholeLine: true,
      backgroundColor: color('diffEditor.insertedLineBackground'),
      overviewRulerColor: color('editorOverviewRuler.addedForeground'),
      overviewRulerLane: Left,
      ...side('solid', 'editorGutter.addedBackground'),
    }),
    removedAbove: make({
      isWholeLine: true,
      borderStyle: 'solid',
      borderWidth: '2px 0 0 0',
      borderColor: color('editorGutter.deletedBackground'),
      overviewRulerColor: color('editorOverviewRuler.deletedForeground'),
      overviewRulerLane: Left,
    }),
    pending: make({
      isWholeLine: true,
      ...(contrast ? side('dotted', 'contrastBorder') : { opacity: '0.5' }),
    }),
    head: make({
      after: { contentText: '\u200b', border: '1px solid', borderColor: color('editorCursor.foreground'), margin: '0 0 0 2px' },
    }),
  };
}
