import * as vscode from 'vscode';
import { movedOffset } from '../../core/edit/movedOffset.ts';

/**
 * The part of a document that an action is for. It moves with the text, so that a person can go on typing until it begins.
 * An empty one stays empty, behind what is typed there.
 */
export class WorkPlace implements vscode.Disposable {
  private start: number;
  private end: number;
  private readonly subscription: vscode.Disposable;

  /** @param symbol name of the symbol that it is; empty when not known */
  constructor(
    readonly document: vscode.TextDocument,
    range: vscode.Range,
    readonly symbol: string,
  ) {
    this.start = document.offsetAt(range.start);
    this.end = document.offsetAt(range.end);
    const isEmpty = this.start === this.end;
    this.subscription = vscode.workspace.onDidChangeTextDocument(({ document: changed, contentChanges }) => {
      if (changed === document) {
        this.start = movedOffset(this.start, contentChanges, isEmpty);
        this.end = movedOffset(this.end, contentChanges, true);
      }
    });
  }

  get range(): vscode.Range {
    return new vscode.Range(this.document.positionAt(this.start), this.document.positionAt(this.end));
  }

  get text(): string {
    return this.document.getText(this.range);
  }

  dispose(): void {
    this.subscription.dispose();
  }
}
