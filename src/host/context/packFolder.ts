import * as vscode from 'vscode';
import type { TakeOptions } from '../../core/context/attach/ports.ts';
import { packFiles, type PackedFiles } from '../../core/context/files/packFiles.ts';
import type { FileTexts } from './fileTexts.ts';
import { textEditor } from '../textEditor.ts';

/** Packs files of the workspace, in slices between which everyone else has a turn. */
export async function packUris(
  texts: FileTexts,
  files: ReadonlyMap<string, vscode.Uri>,
  budget: number,
  signal: AbortSignal,
  { question, onProgress }: TakeOptions,
): Promise<PackedFiles> {
  const pathOf = new Map([...files].map(([path, uri]) => [uri.toString(), path]));
  const open = openUris().flatMap((uri) => pathOf.get(uri.toString()) ?? []);
  return packFiles(
    {
      read: (path) => {
        const uri = files.get(path);
        return uri ? texts.read(uri) : Promise.resolve(undefined);
      },
      count: (path, text) => texts.count(files.get(path), text),
      pause: () => new Promise((resolve) => { setImmediate(resolve); }),
      now: () => performance.now(),
    },
    { paths: [...files.keys()], open, question, budget, signal, onProgress },
  );
}

/** What is open in tabs, the active one first, then those that are in view. */
function openUris(): readonly vscode.Uri[] {
  const active = textEditor()?.document.uri;
  const visible = vscode.window.visibleTextEditors.map(({ document }) => document.uri);
  const tabs = vscode.window.tabGroups.all.flatMap(({ tabs: all }) => all.flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri] : [])));
  const all = [...(active ? [active] : []), ...visible, ...tabs];
  return [...new Map(all.map((uri) => [uri.toString(), uri])).values()];
}
