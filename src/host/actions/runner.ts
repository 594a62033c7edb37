import * as vscode from 'vscode';
import type { RequestSettings } from '../../core/chat/ports.ts';
import type { ChatRequest } from '../../core/model.ts';
import { regionRequest, type Region } from '../../core/prompt/region.ts';
import { meantIn, type Meant } from '../codeContext.ts';
import type { Edits, EditSession } from '../edits/editSession.ts';
import { paragraphAt } from '../../core/context/lines.ts';
import { regionOf, type Budget } from './region.ts';
import type { SentRequests } from './sentRequests.ts';

export interface RunnerDeps {
  readonly settings: () => RequestSettings;
  /** Makes sure of a key, asking for one when there is none; false when the person gave none. */
  readonly ensureKey: () => Promise<boolean>;
  /** Tokens of a text, by estimate. */
  readonly count: (text: string) => number;
  /** Tokens that the model takes, question and answer together; undefined when not known. */
  readonly contextWindow: () => number | undefined;
  readonly edits: Pick<Edits, 'start' | 'of'>;
  readonly sent: SentRequests;
}

/** Tokens for the text around the region and for the pieces, where the model's window is large or not known. */
const usual = { around: 6000, pieces: 6000 };

/** What all actions that write into the file do: find what is meant, gather what is known of it, begin the edit. */
export class ActionRunner {
  constructor(private readonly deps: RunnerDeps) {}

  /**
   * The editor to work in, when it can be written and a key is there; else the person is told why not.
   * The key is asked for first, so that nothing typed is lost for want of it.
   */
  async editor(): Promise<vscode.TextEditor | undefined> {
    const editor = vscode.window.activeTextEditor;
    if (!editor) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a file, and put the cursor in the code to work on.'));
      return undefined;
    }
    if (vscode.workspace.fs.isWritableFileSystem(editor.document.uri.scheme) === false) {
      void vscode.window.showInformationMessage(vscode.l10n.t('This file is read-only.'));
      return undefined;
    }
    return (await this.deps.ensureKey()) ? editor : undefined;
  }

  /** The selection, else the symbol at the cursor, else the paragraph. */
  meant(editor: Pick<vscode.TextEditor, 'document' | 'selection'>): Promise<Meant> {
    return meantIn(editor, (document, at) => {
      const { first, last } = paragraphAt(document.getText().split(/\r\n|\r|\n/), at.line);
      return new vscode.Range(first, 0, last, Number.MAX_SAFE_INTEGER);
    });
  }

  region(document: vscode.TextDocument, { range, symbol }: Pick<Meant, 'range' | 'symbol'>, problems?: readonly vscode.Diagnostic[]): Promise<Region> {
    return regionOf(document, range, symbol, this.budget(), problems);
  }

  /** Gathers what is known of the place and has the task done there. False when the text changed meanwhile. */
  async rewrite(
    document: vscode.TextDocument,
    meant: Pick<Meant, 'range' | 'symbol'>,
    title: string,
    task: string,
    more: { readonly problems?: readonly vscode.Diagnostic[]; readonly model?: string } = {},
  ): Promise<boolean> {
    const { version } = document;
    const region = await this.region(document, meant, more.problems);
    if (document.version !== version) {
      void vscode.window.showInformationMessage(vscode.l10n.t('The text changed before the request was ready. Try again.'));
      return false;
    }
    const model = more.model ?? '';
    this.start(document, meant.range, title, () => regionRequest(this.settings(model), region, task));
    return true;
  }

  /** `build` makes the request, of the settings as they are then. */
  start(document: vscode.TextDocument, range: vscode.Range, title: string, build: () => ChatRequest, isApart = false): EditSession {
    const make = (): ChatRequest => {
      const request = build();
      this.deps.sent.add(document.uri, title, request);
      return request;
    };
    return this.deps.edits.start({ document, range, title, isApart, request: make(), rebuild: make });
  }

  /** `model`: one for this request alone; empty for that of the settings. */
  settings(model = ''): RequestSettings {
    const settings = this.deps.settings();
    return model === '' ? settings : { ...settings, model };
  }

  private budget(): Budget {
    const window = this.deps.contextWindow();
    // Half of a small window is left for the region, and for the answer, which is as long again.
    const each = window === undefined ? Number.POSITIVE_INFINITY : Math.floor(window / 8);
    return { around: Math.min(usual.around, each), pieces: Math.min(usual.pieces, each), count: this.deps.count };
  }
}
