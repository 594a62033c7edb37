import * as vscode from 'vscode';
import type { After } from '../../core/chat/progress.ts';
import { DisposableStore, type Disposable } from '../../core/lifecycle.ts';
import type { CommandId } from '../../ids.ts';
import type { EditSession } from '../edits/editSession.ts';
import { Insistence } from './insistence.ts';
import { countText } from './lensText.ts';
import { isRunning, type OpenEdits } from './openEdits.ts';
import { Repaint } from './repaint.ts';
import { openHunks, shownLine, type EditReference } from './target.ts';
import { troubleOf, type Trouble } from './trouble.ts';

/** In milliseconds: lenses that are laid out anew more often than this are hard to click. */
const pause = 500;

/** VS Code takes a plain space after an icon away here. */
const gap = '\u00a0';

/**
 * The line of words above each edit, and above each of its hunks. Above one that runs it stays the same to the end, so that a
 * click on Stop hits; what it does and how fast is said behind its first line.
 */
export class ReviewLenses implements vscode.CodeLensProvider, Disposable {
  private readonly store = new DisposableStore();
  private readonly changed = this.store.add(new vscode.EventEmitter<void>());
  readonly onDidChangeCodeLenses = this.changed.event;
  private readonly insistence: Insistence<vscode.TextDocument>;
  /** Those whose lenses of ours VS Code has. */
  private readonly shown = new WeakSet<vscode.TextDocument>();
  /** What the lenses of all edits depended on when they were told of last. */
  private told = '';

  constructor(
    private readonly edits: OpenEdits,
    private readonly endpoint: () => string,
    after: After,
  ) {
    this.insistence = this.store.add(
      new Insistence(
        () => {
          this.changed.fire();
        },
        () => this.audience(),
        after,
      ),
    );
    const repaint = this.store.add(
      new Repaint(
        () => {
          this.insistence.news();
        },
        pause,
        after,
      ),
    );
    this.store.add(
      edits.onDidChange(() => {
        const told = edits.all.map(toldOf).join('\n');
        if (told !== this.told) {
          this.told = told;
          repaint.ask();
        }
      }),
    );
    this.store.add(vscode.languages.registerCodeLensProvider({ pattern: '**' }, this));
  }

  dispose(): void {
    this.store.dispose();
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const lenses = this.edits.of(document).flatMap((session) => (isRunning(session) ? running(session) : reviewed(session, this.endpoint())));
    this.insistence.heard(document);
    if (lenses.length > 0) {
      this.shown.add(document);
    } else {
      this.shown.delete(document);
    }
    return lenses;
  }

  /** The documents in sight that have lenses of ours, or should have. */
  private audience(): readonly vscode.TextDocument[] {
    return vscode.window.visibleTextEditors
      .map(({ document }) => document)
      .filter((document) => this.shown.has(document) || this.edits.of(document).length > 0);
  }

}

/** What the lenses of an edit depend on. */
function toldOf(session: EditSession): string {
  const { id, state, end, canContinue, answer } = session;
  return isRunning(session) ? `${id} runs` : JSON.stringify([id, state, end, canContinue, answer !== '', openHunks(session)]);
}

function running({ id, title, range: { start } }: EditSession): vscode.CodeLens[] {
  return [said(start.line, `$(loading~spin)${gap}${title}`), lens(start.line, vscode.l10n.t('Stop'), 'lathe.stop', { edit: id })];
}

function reviewed(session: EditSession, endpoint: string): vscode.CodeLens[] {
  const { l10n } = vscode;
  const { line } = session.range.start;
  const edit = { edit: session.id };
  const hunks = openHunks(session);
  const several = hunks.length > 1;
  const trouble = troubleOf(session, endpoint);
  if (hunks.length === 0) {
    return trouble ? nothingWritten(session, trouble) : [];
  }
  return [
    ...(trouble ? [said(line, `$(warning)${gap}${trouble.word}`)] : []),
    lens(line, `$(check)${gap}${several ? l10n.t('Accept All') : l10n.t('Accept')}`, 'lathe.edit.accept', edit),
    lens(line, `$(discard)${gap}${several ? l10n.t('Reject All') : l10n.t('Reject')}`, 'lathe.edit.reject', edit),
    ...continueLens(session, line),
    ...retryLens(session, line),
    lens(line, l10n.t('Diff'), 'lathe.edit.diff', edit),
    ...(session.match === undefined ? [] : [said(line, session.match)]),
    ...hunks.flatMap((hunk) => {
      const at = shownLine(session.document, hunk.start);
      const one = { ...edit, hunk: hunk.id };
      const own = several
        ? [
            lens(at, l10n.t('Accept'), 'lathe.edit.acceptHunk', one),
            lens(at, l10n.t('Reject'), 'lathe.edit.rejectHunk', one),
          ]
        : [];
      const shown = hunk.removed.length > 0 ? [lens(at, l10n.t('Show Removed'), 'lathe.edit.showRemoved', one)] : [];
      return [said(at, countText(hunk)), ...own, ...shown];
    }),
    ...(trouble ? told(session, trouble) : []),
  ];
}

/** There is nothing to decide on: only to know why, and what to do next. The long words last, because the editor's edge cuts them off. */
function nothingWritten(session: EditSession, { word, text, detail, next }: Trouble): vscode.CodeLens[] {
  const { line } = session.range.start;
  const edit = { edit: session.id };
  return [
    said(line, `$(warning)${gap}${word}`, detail),
    ...(next ? [lens(line, next.title, next.command, edit)] : []),
    ...continueLens(session, line),
    ...retryLens(session, line),
    ...answerLens(session, line),
    // Accepting nothing ends the edit.
    lens(line, vscode.l10n.t('Dismiss'), 'lathe.edit.accept', edit),
    said(line, text, detail),
  ];
}

/** Only a model can be asked again. */
function retryLens({ id, match }: EditSession, line: number): readonly vscode.CodeLens[] {
  return match === undefined ? [lens(line, vscode.l10n.t('Retry'), 'lathe.edit.retry', { edit: id })] : [];
}

/** Where the words ended, because a long line of them is cut off at the edge of the editor. */
function told(session: EditSession, { text, detail, next }: Trouble): vscode.CodeLens[] {
  const { line } = session.range.end;
  const deed = next ? [lens(line, next.title, next.command, { edit: session.id })] : [];
  return [said(line, `$(warning)${gap}${text}`, detail), ...deed, ...answerLens(session, line)];
}

function continueLens({ id, canContinue }: EditSession, line: number): readonly vscode.CodeLens[] {
  return canContinue ? [lens(line, vscode.l10n.t('Continue'), 'lathe.edit.continue', { edit: id })] : [];
}

/** What the model said, of which not all was written. */
function answerLens({ id, answer }: EditSession, line: number): readonly vscode.CodeLens[] {
  return answer.trim() === '' ? [] : [lens(line, vscode.l10n.t('Show Answer'), 'lathe.edit.showAnswer', { edit: id })];
}

function lens(line: number, title: string, command: CommandId, reference: EditReference): vscode.CodeLens {
  return new vscode.CodeLens(new vscode.Range(line, 0, line, 0), { title, command, arguments: [reference] });
}

/** Words without a deed: VS Code shows a command without an id as plain text. */
function said(line: number, title: string, tooltip = ''): vscode.CodeLens {
  return new vscode.CodeLens(new vscode.Range(line, 0, line, 0), { title, command: '', ...(tooltip !== '' && { tooltip }) });
}
