import * as vscode from 'vscode';
import type { Hunk } from '../../core/edit/hunk.ts';
import type { EditSession } from '../edits/editSession.ts';
import type { OpenEdits } from './openEdits.ts';

/** What a lens or a link names when it calls one of our commands. Ids of edits that have ended find nothing. */
export interface EditReference {
  readonly edit: string;
  readonly hunk?: string;
}

/** Which edits a command means, and which hunk; `pointed`: by a click on it, not by where the cursor is. */
export interface Target {
  readonly sessions: readonly EditSession[];
  readonly hunk?: { readonly session: EditSession; readonly hunk: Hunk };
  readonly pointed: boolean;
}

/** Lines as VS Code's quick diff counts them: from 1, both included, `end` 0 where all of it was taken out below `start`. */
interface LineChange {
  readonly modifiedStartLineNumber: number;
  readonly modifiedEndLineNumber: number;
}

/**
 * Finds what a command is about in its arguments: a reference of ours, or a document with VS Code's changes and the index of
 * one of them, as the buttons of the quick diff give. Without either it is what the cursor is in.
 */
export function targetOf(edits: OpenEdits, [first, changes, index]: readonly unknown[]): Target {
  if (isReference(first)) {
    const session = edits.find(first.edit);
    const hunk = session?.hunks.find(({ id }) => id === first.hunk);
    return { sessions: session ? [session] : [], ...(session && hunk && { hunk: { session, hunk } }), pointed: true };
  }
  if (first instanceof vscode.Uri && Array.isArray(changes) && typeof index === 'number') {
    const sessions = edits.all.filter(({ document }) => document.uri.toString() === first.toString());
    const change: unknown = changes[index];
    return { sessions, ...(isLineChange(change) && found(sessions, linesOf(change))), pointed: true };
  }
  if (first instanceof vscode.Uri) {
    // In the title of an editor VS Code gives the document alone; its group need not be the one that is worked in.
    return { sessions: edits.all.filter(({ document }) => document.uri.toString() === first.toString()), pointed: true };
  }
  const line = vscode.window.activeTextEditor?.selection.active.line ?? 0;
  const around = edits.here.filter(({ range }) => range.start.line <= line && line <= range.end.line);
  return {
    sessions: around.length > 0 ? around : edits.here,
    ...found(edits.here, { first: line, last: line }),
    pointed: false,
  };
}

function isReference(value: unknown): value is EditReference {
  return typeof value === 'object' && value !== null && 'edit' in value && typeof value.edit === 'string';
}

function isLineChange(value: unknown): value is LineChange {
  return (
    typeof value === 'object' &&
    value !== null &&
    'modifiedStartLineNumber' in value &&
    typeof value.modifiedStartLineNumber === 'number' &&
    'modifiedEndLineNumber' in value &&
    typeof value.modifiedEndLineNumber === 'number'
  );
}

function linesOf({ modifiedStartLineNumber: start, modifiedEndLineNumber: end }: LineChange): { readonly first: number; readonly last: number } {
  return end === 0 ? { first: start, last: start } : { first: start - 1, last: end - 1 };
}

/** The hunk that these lines touch, counted from 0, both included. One that only takes lines out is above its line. */
function found(sessions: readonly EditSession[], { first, last }: { readonly first: number; readonly last: number }): Pick<Target, 'hunk'> {
  for (const session of sessions) {
    const hunk = openHunks(session).find(({ start, end }) => shownLine(session.document, start) <= last && Math.max(end - 1, start) >= first);
    if (hunk) {
      return { hunk: { session, hunk } };
    }
  }
  return {};
}

/** The line that stands for a hunk: what was taken out below the last line is shown at it. */
export function shownLine(document: vscode.TextDocument, start: number): number {
  return Math.min(start, document.lineCount - 1);
}

/** Those that the person has not decided on. */
export function openHunks({ hunks }: Pick<EditSession, 'hunks'>): readonly Hunk[] {
  return hunks.filter(({ state }) => state === 'pending');
}
