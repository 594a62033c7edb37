import * as vscode from 'vscode';
import type { CommandId } from '../../ids.ts';
import { baseName } from '../documentPath.ts';
import type { EditSession } from '../edits/editSession.ts';
import { goToLine, moveToHunk, showDocument, showRemoved } from './moving.ts';
import { isRunning, type OpenEdits } from './openEdits.ts';
import { originalUri } from './originals.ts';
import { openHunks, targetOf } from './target.ts';
import { stateText } from './statusText.ts';

type Handler = (...args: readonly unknown[]) => Promise<unknown>;
export type ReviewCommand = Extract<CommandId, `lathe.edit.${string}`>;

/** What a person decides on an open edit. Each takes what `targetOf` understands, or goes by the cursor. */
export function reviewCommands(edits: OpenEdits): Readonly<Record<ReviewCommand, Handler>> {
  const decideHunk = (decision: 'accept' | 'reject'): Handler => async (...args) => {
    const { hunk, pointed } = targetOf(edits, args);
    await hunk?.session[decision](hunk.hunk.id);
    // By keyboard a review goes on with the next; and where the cursor is in none, nothing is decided unseen.
    if (!pointed && !moveToHunk(edits, 1) && !hunk) {
      sayNone();
    }
  };
  const each = (deed: (session: EditSession) => unknown): Handler => async (...args) => {
    const { sessions } = targetOf(edits, args);
    if (sessions.length === 0) {
      sayNone();
    }
    await Promise.all(sessions.map(deed));
  };
  const move = (step: 1 | -1): Handler => async () => {
    if (!moveToHunk(edits, step)) {
      await goToEdit(edits);
    }
  };
  return {
    'lathe.edit.accept': each((session) => (isRunning(session) ? undefined : session.accept())),
    'lathe.edit.reject': each(takeBack),
    'lathe.edit.acceptHunk': decideHunk('accept'),
    'lathe.edit.rejectHunk': decideHunk('reject'),
    'lathe.edit.retry': each((session) => {
      session.retry();
    }),
    'lathe.edit.continue': each((session) => {
      session.continue();
    }),
    'lathe.edit.diff': async (...args) => {
      const [session] = targetOf(edits, args).sessions;
      if (session) {
        await openDiff(session);
      } else {
        sayNone();
      }
    },
    'lathe.edit.showRemoved': async (...args) => {
      const { hunk } = targetOf(edits, args);
      if (hunk) {
        await showRemoved(hunk.session, hunk.hunk);
      } else {
        sayNone();
      }
    },
    'lathe.edit.showAnswer': async (...args) => {
      const session = targetOf(edits, args).sessions.find(({ answer }) => answer.trim() !== '');
      if (session) {
        await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'markdown', content: session.answer }));
      } else {
        sayNone();
      }
    },
    'lathe.edit.nextHunk': move(1),
    'lathe.edit.previousHunk': move(-1),
    'lathe.edit.goTo': () => goToEdit(edits),
  };
}

/** Stops what runs: the edit that is named, or those of the active editor, or else all. False when none runs. */
export function stopEdits(edits: OpenEdits, args: readonly unknown[] = []): boolean {
  const meant = targetOf(edits, args).sessions.filter(isRunning);
  const here = edits.here.filter(isRunning);
  const stopped = [meant, here, edits.all.filter(isRunning)].find((some) => some.length > 0) ?? [];
  for (const session of stopped) {
    session.stop();
  }
  return stopped.length > 0;
}

/** An edit that runs is stopped first: nothing of it is to come any more. */
async function takeBack(session: EditSession): Promise<void> {
  if (isRunning(session)) {
    session.stop();
    await session.done;
  }
  await session.reject();
}

async function openDiff({ document, range, hunks }: EditSession): Promise<void> {
  const line = hunks[0]?.start ?? range.start.line;
  await vscode.commands.executeCommand(
    'vscode.diff',
    originalUri(document),
    document.uri,
    vscode.l10n.t('{0} (Original ↔ Lathe)', baseName(document.uri)),
    { preview: true, selection: new vscode.Range(line, 0, line, 0) } satisfies vscode.TextDocumentShowOptions,
  );
}

/** Goes to the open edit; of several the person chooses one. */
async function goToEdit(edits: OpenEdits): Promise<void> {
  const open = edits.all.map((session) => ({
    label: baseName(session.document.uri),
    description: session.title,
    detail: stateText(session),
    go: async () => {
      const editor = await showDocument(session.document);
      goToLine(editor, openHunks(session)[0]?.start ?? session.range.start.line);
    },
  }));
  const waiting = edits.waiting.map((uri) => ({
    label: baseName(vscode.Uri.parse(uri)),
    description: vscode.l10n.t('Not open'),
    // Its review comes back with it.
    go: () => vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(uri)),
  }));
  const items = [...open, ...waiting];
  const chosen =
    items.length > 1
      ? await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Select an edit to go to') })
      : items[0];
  if (chosen) {
    await chosen.go();
  } else if (items.length === 0) {
    sayNone();
  }
}

function sayNone(): void {
  void vscode.window.showInformationMessage(vscode.l10n.t('No change of Lathe is open here.'));
}
