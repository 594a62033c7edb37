import * as vscode from 'vscode';
import { editRegion } from '../../core/edit/editRegion.ts';
import { OwnedLines } from '../../core/edit/ownedLines.ts';
import { WritesInFlight } from '../../core/edit/writesInFlight.ts';
import { DisposableStore } from '../../core/lifecycle.ts';
import type { ChatModel, ChatRequest } from '../../core/model.ts';
import { deselect } from './documentEdit.ts';
import type { EditRequest, Edits, EditSession, EditState } from './editSession.ts';
import { LineWriter } from './lineWriter.ts';
import { StreamedEdit } from './streamedEdit.ts';

/** Edits that ended are remembered so that an undo brings their review back; this many in all. */
const mostEnded = 20;

/** Begins edits, and knows those that run or are in review. */
export class StreamedEdits implements Edits {
  private readonly store = new DisposableStore();
  private readonly sessions = new Set<StreamedEdit>();
  /** In the order they ended. */
  private readonly ended = new Set<StreamedEdit>();
  private readonly writes = new WritesInFlight();
  private readonly changes = this.store.add(new vscode.EventEmitter<EditSession>());
  readonly onDidChange = this.changes.event;
  private readonly askedAgain = this.store.add(new vscode.EventEmitter<{ readonly session: EditSession; readonly request: ChatRequest }>());
  readonly onDidAskAgain = this.askedAgain.event;

  constructor(private readonly model: ChatModel) {
    this.store.add(
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (!document.isClosed) {
          // Its language changed, which VS Code tells as a closing; an untitled file gets one while it is written.
          return;
        }
        for (const session of this.of(document)) {
          session.leave();
          this.sessions.delete(session);
        }
        for (const session of this.ended) {
          if (session.document === document) {
            this.forget(session);
          }
        }
      }),
    );
  }

  start(request: EditRequest): EditSession {
    const { firstLine, texts } = editRegion(request.document, request.range);
    const other = this.of(request.document).find(({ range }) => range.start.line < firstLine + Math.max(1, texts.length) && range.end.line >= firstLine);
    const session = this.add(crypto.randomUUID(), request, firstLine, new OwnedLines(texts));
    if (other) {
      const reason = vscode.l10n.t('{0} is at work or in review in these lines. Accept or reject it first.', other.title);
      session.refuse(reason);
      // In place stand the words of the other.
      void vscode.window.showInformationMessage(reason);
    } else {
      deselect(request.document, request.range);
      void session.run();
    }
    return session;
  }

  of(document: vscode.TextDocument): readonly StreamedEdit[] {
    return [...this.sessions].filter((session) => session.document === document);
  }

  get open(): readonly StreamedEdit[] {
    return [...this.sessions];
  }

  restore(states: readonly EditState[]): void {
    for (const { id, uri, firstLine, lines, ...order } of states) {
      const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri);
      if (document && !this.of(document).some((session) => session.id === id)) {
        this.add(id, { document, ...order }, firstLine, new OwnedLines(lines)).review();
      }
    }
  }

  dispose(): void {
    for (const session of [...this.sessions, ...this.ended]) {
      session.dispose();
    }
    this.store.dispose();
  }

  private add(id: string, order: ConstructorParameters<typeof StreamedEdit>[1], firstLine: number, lines: OwnedLines): StreamedEdit {
    const writer = new LineWriter(order.document, firstLine, lines, this.writes);
    const session: StreamedEdit = new StreamedEdit(
      id,
      order,
      writer,
      this.model,
      (changed) => {
        this.sort(session);
        this.changes.fire(changed);
      },
      (request) => {
        this.askedAgain.fire({ session, request });
      },
    );
    return session;
  }

  private sort(session: StreamedEdit): void {
    if (session.state !== 'ended') {
      this.ended.delete(session);
      this.sessions.add(session);
      return;
    }
    this.sessions.delete(session);
    if (session.document.isClosed) {
      this.forget(session);
      return;
    }
    this.ended.add(session);
    for (const oldest of [...this.ended].slice(0, Math.max(0, this.ended.size - mostEnded))) {
      this.forget(oldest);
    }
  }

  private forget(session: StreamedEdit): void {
    this.ended.delete(session);
    session.dispose();
  }
}
