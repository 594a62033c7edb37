import * as vscode from 'vscode';
import type { RequestSettings } from '../../core/chat/ports.ts';
import { paragraphAt } from '../../core/context/lines.ts';
import type { ChatRequest } from '../../core/model.ts';
import { regionRequest, type Region } from '../../core/prompt/region.ts';
import { fullLines, meantIn } from '../codeContext.ts';
import type { EditRequest, Edits, EditSession } from '../edits/editSession.ts';
import type { ReadPlace, Readings } from './readings.ts';
import { definitionsAround, regionOf, type Budget } from './region.ts';
import type { SentRequests } from './sentRequests.ts';
import { WorkPlace } from './workPlace.ts';

export interface RunnerDeps {
  readonly settings: () => RequestSettings;
  /** Makes sure of a key, asking for one when there is none; false when the person gave none. */
  readonly ensureKey: () => Promise<boolean>;
  /** Tokens of a text, by estimate. */
  readonly count: (text: string) => number;
  /** Tokens that the model takes, question and answer together; undefined when not known. */
  readonly contextWindow: () => number | undefined;
  readonly edits: Pick<Edits, 'start'>;
  readonly sent: SentRequests;
  readonly readings: Readings;
}

/** What is to be done with a place. */
export interface Order extends Pick<EditRequest, 'title' | 'indentation'> {
  /** Where, if not in its whole lines. */
  readonly range?: vscode.Range;
  readonly task: string;
  /** What the editor reports, if not all of the range. */
  readonly problems?: readonly vscode.Diagnostic[];
  /** A model id, if not that of the settings. */
  readonly model?: string;
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
      say(vscode.l10n.t('Open a file, and put the cursor in the code to work on.'));
      return undefined;
    }
    if (vscode.workspace.fs.isWritableFileSystem(editor.document.uri.scheme) === false) {
      say(vscode.l10n.t('This file is read-only.'));
      return undefined;
    }
    return (await this.deps.ensureKey()) ? editor : undefined;
  }

  /** The selection, else the symbol at the cursor, else the paragraph. Several selections count with what is between them. */
  async place({ document, selection, selections }: Pick<vscode.TextEditor, 'document' | 'selection' | 'selections'>): Promise<WorkPlace> {
    const all = selections.reduce<vscode.Range>((span, each) => span.union(each), selection);
    const meant = await meantIn({ document, selection: selections.length > 1 ? new vscode.Selection(all.start, all.end) : selection }, (_, at) => {
      const { first, last } = paragraphAt(document.getText().split(/\r\n|\r|\n/), at.line);
      return new vscode.Range(first, 0, last, Number.MAX_SAFE_INTEGER);
    });
    return new WorkPlace(document, meant.range, meant.symbol);
  }

  /** The same, where it has code; else the person is told that it has none. */
  async code(editor: vscode.TextEditor): Promise<WorkPlace | undefined> {
    const place = await this.place(editor);
    if (place.text.trim() !== '') {
      return place;
    }
    place.dispose();
    say(vscode.l10n.t('There is no code here. Select some, or put the cursor in it.'));
    return undefined;
  }

  /** Waits for a place, which is seen and can be ended; undefined then. */
  async found(editor: vscode.TextEditor, place: Promise<WorkPlace | undefined>): Promise<WorkPlace | undefined> {
    const found = await this.read({ document: editor.document, range: editor.selection }, place);
    if (!found) {
      void place.then((late) => late?.dispose());
    }
    return found;
  }

  /** What reading comes to, which is seen and can be ended; undefined then. */
  read<T>(place: ReadPlace, work: Promise<T>): Promise<T | undefined> {
    return this.deps.readings.during(place, work);
  }

  /**
   * Gathers what is known of the place, and has the order carried out there, which is asked for at the end: what the person
   * types until then counts. Nothing happens when the person ends that. Ends the place.
   */
  async carryOut(place: WorkPlace, order: () => Order): Promise<void> {
    try {
      const definitions = await this.read(place, this.gather(place));
      if (definitions) {
        this.begin(place, definitions, order());
      }
    } finally {
      place.dispose();
    }
  }

  /** What is known of a place as it is now. */
  async region(place: WorkPlace): Promise<Region> {
    const definitions = await this.gather(place);
    return regionOf(place.document, fullLines(place.document, place.range), this.budget(), { symbol: place.symbol, definitions });
  }

  /** Whether the model has room for the code and as much again for the answer; else the person is told that it has not. */
  fits(code: string): boolean {
    const tokens = this.deps.count(code);
    const window = this.deps.contextWindow();
    const isTooLong = window !== undefined && 2 * tokens > window;
    if (isTooLong) {
      say(vscode.l10n.t('This is too long for the model: about {0} tokens, and as many again for the answer. It takes {1}. Select less.', tokens, window));
    }
    return !isTooLong;
  }

  /** `build` makes the request, of the settings as they are then. `left`: what there was no room for in it. */
  start(order: Pick<EditRequest, 'document' | 'range' | 'title' | 'indentation' | 'isApart'>, build: () => ChatRequest, left: readonly string[] = []): EditSession {
    const make = (): ChatRequest => {
      const request = build();
      this.deps.sent.add(order.document.uri, order.title, request, left);
      return request;
    };
    return this.deps.edits.start({ ...order, request: make(), rebuild: make });
  }

  /** `model`: one for this request alone; empty for that of the settings. */
  settings(model = ''): RequestSettings {
    const settings = this.deps.settings();
    return model === '' ? settings : { ...settings, model };
  }

  private gather({ document, range }: WorkPlace): ReturnType<typeof definitionsAround> {
    return definitionsAround(document, range, this.budget());
  }

  private begin({ document, symbol, range: all }: WorkPlace, definitions: Awaited<ReturnType<ActionRunner['gather']>>, order: Order): void {
    if (document.isClosed) {
      say(vscode.l10n.t('The file was closed before the request was ready.'));
      return;
    }
    const { title, task, problems, model, range = fullLines(document, all), indentation } = order;
    const region = regionOf(document, range, this.budget(), { symbol, definitions, ...(problems && { diagnostics: problems }) });
    if (this.fits(region.code)) {
      this.start({ document, range, title, ...(indentation !== undefined && { indentation }) }, () => regionRequest(this.settings(model), region, task), region.left);
    }
  }

  private budget(): Budget {
    const window = this.deps.contextWindow();
    // Half of a small window is left for the region, and for the answer, which is as long again.
    const each = window === undefined ? Number.POSITIVE_INFINITY : Math.floor(window / 8);
    return { around: Math.min(usual.around, each), pieces: Math.min(usual.pieces, each), count: this.deps.count };
  }
}

function say(text: string): void {
  void vscode.window.showInformationMessage(text);
}
