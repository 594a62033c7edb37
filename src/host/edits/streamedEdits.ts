import * as vscode from 'vscode';
import { OwnedLines, type OwnedLine } from '../../core/edit/ownedLines.ts';
import type { ChatModel } from '../../core/model.ts';
import type { EditRequest, Edits, EditSession, EditState } from './editSession.ts';
import { LineWriter } from './lineWriter.ts';
import { linesOf, StreamedEdit } from './streamedEdit.ts';

const fresh = (lines: readonly string[] | readonly OwnedLine[]): OwnedLines => new OwnedLines(lines);

/** Begins edits, and knows those that run or are in review. */
export class StreamedEdits implements Edits {
  private readonly sessions = new Set<StreamedEdit>();
  private readonly changes = new vscode.EventEmitter<EditSession>();
  readonly onDidChange = this.changes.event;

  constructor(private readonly model: ChatModel) {}

  start(request: EditRequest): EditSession {
    const { document, range } = request;
    const session = this.add(crypto.randomUUID(), request, range.start.line, linesOf(document, range));
    void session.run();
    return session;
  }

  of(document: vscode.TextDocument): readonly EditSession[] {
    return [...this.sessions].filter((session) => session.document === document);
  }

  restore(states: readonly EditState[]): void {
    for (const { id, uri, title, request, firstLine, lines } of states) {
      const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri);
      if (document && ![...this.sessions].some((session) => session.id === id)) {
        this.add(id, { document, title, request }, firstLine, fresh(lines)).review();
      }
    }
  }

  dispose(): void {
    for (const session of this.sessions) {
      session.dispose();
    }
    this.changes.dispose();
  }

  private add(id: string, order: Omit<EditRequest, 'range'>, firstLine: number, lines: OwnedLines): StreamedEdit {
    const writer = new LineWriter(order.document, firstLine, lines, fresh);
    const session = new StreamedEdit(id, order, writer, this.model, (changed) => {
      if (changed.state === 'ended') {
        this.sessions.delete(session);
      } else {
        this.sessions.add(session);
      }
      this.changes.fire(changed);
    });
    return session;
  }
}
