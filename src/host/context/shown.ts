import * as vscode from 'vscode';
import type { Fault, Warning } from '../../core/context/attach/ports.ts';
import { tellApart } from '../../core/context/attach/tellApart.ts';
import type { Attachment } from '../../core/context/attach/tray.ts';
import type { Source } from '../../core/context/attach/source.ts';
import type { ShownAttachment } from '../../protocol/messages.ts';
import { plainName } from '../../core/plainName.ts';
import { fullPath } from '../documentPath.ts';

/** Lines and characters of a preview. */
const previewLines = 12;
const previewCharacters = 800;

/** Attachments as the page shows them: files and folders of the same name with the folders that tell them apart. */
export function shownAll(all: readonly Attachment[]): readonly ShownAttachment[] {
  const places = all.map(({ source }) => ('uri' in source && source.uri !== '' && source.kind !== 'image' ? fullPath(vscode.Uri.parse(source.uri)) : ''));
  const where = tellApart(places.map((place) => ({ name: place.slice(place.lastIndexOf('/') + 1), folders: place.slice(0, Math.max(0, place.lastIndexOf('/'))) })));
  return all.map((each, index) => shown(each, where[index] ?? ''));
}

function shown({ id, source, origin, on, label, taken, progress }: Attachment, where: string): ShownAttachment {
  const base = { id, kind: source.kind, label, where: plainName(where), on, isOffer: origin !== 'hand' };
  const place = placeOf(source);
  if (!taken || progress !== undefined) {
    const size = progress === undefined ? '' : new Intl.NumberFormat(vscode.env.language, { style: 'percent' }).format(progress);
    return { ...base, size, detail: place, preview: '', state: 'fine' };
  }
  if (taken.type === 'fault') {
    return { ...base, size: vscode.l10n.t('not sent'), detail: lines(place, faultText(taken.fault, source.kind)), preview: '', state: 'fault' };
  }
  const { reference, tokens, warnings, note } = taken;
  return {
    ...base,
    size: tokenText(tokens),
    detail: lines(place, offerText(origin, on), note, ...warnings.map(warningText)),
    preview: previewOf(reference.text),
    // What was left out is as it should be; it is told, and no cause for alarm.
    state: warnings.some((warning) => warning !== 'left-out') ? 'warning' : 'fine',
  };
}

/** Such as `1,204 tokens`; an estimate, as all counts before sending are. */
export function tokenText(tokens: number): string {
  return tokens === 1 ? vscode.l10n.t('1 token') : vscode.l10n.t('{0} tokens', tokens.toLocaleString(vscode.env.language));
}

function placeOf(source: Source): string {
  switch (source.kind) {
    case 'file':
    case 'rules':
    case 'lines':
    case 'folder':
      return plainName(fullPath(vscode.Uri.parse(source.uri)));
    case 'page':
      return source.url;
    case 'commit':
      return source.hash;
    default:
      return '';
  }
}

function offerText(origin: Attachment['origin'], on: boolean): string {
  switch (origin) {
    case 'hand':
      return '';
    case 'active':
      return on ? vscode.l10n.t('Open in the editor: it goes along.') : vscode.l10n.t('Open in the editor, and left out.');
    case 'rules':
      return on ? vscode.l10n.t('Instructions of this project: they go along.') : vscode.l10n.t('Instructions of this project, left out.');
  }
}

function warningText(warning: Warning): string {
  switch (warning) {
    case 'secret':
      return vscode.l10n.t('Files of this kind usually hold secrets. It is sent because you added it.');
    case 'ignored':
      return vscode.l10n.t('An ignore file names it. It is sent because you added it.');
    case 'outside':
      return vscode.l10n.t('A link leads out of the workspace here: what is there is sent because you added it.');
    case 'too-many':
      return vscode.l10n.t('There are more files than Lathe looks at: the rest is not even named.');
    case 'cut':
      return vscode.l10n.t('It is long: only its beginning is sent.');
    case 'left-out':
      return '';
  }
}

/** Why it cannot be sent, and what to do. */
export function faultText(fault: Fault, kind: Source['kind'] = 'file'): string {
  switch (fault) {
    case 'missing':
      return vscode.l10n.t('It is not there any more. Remove it, or bring the file back.');
    case 'unreadable':
      return vscode.l10n.t('You may not read it: its permissions say so.');
    case 'binary':
      return vscode.l10n.t('It holds no text.');
    case 'too-large':
      return kind === 'image'
        ? vscode.l10n.t('The picture is too large. Pictures of up to 5 MB can be sent.')
        : vscode.l10n.t('It is too large: files of up to 8 MB can be sent. Select the part that matters, and add that.');
    case 'empty':
      return kind === 'folder' || kind === 'workspace'
        ? vscode.l10n.t('There is no file in it that goes along with a folder: what is ignored, secret or no text is left out.')
        : vscode.l10n.t('There is nothing in it.');
    case 'no-git':
      return vscode.l10n.t('No Git repository is open here, or VS Code\'s Git extension is off.');
    case 'blind':
      return vscode.l10n.t('The model does not read pictures. Choose one that does.');
    case 'failed':
      return vscode.l10n.t('It could not be read.');
  }
}

function previewOf(text: string): string {
  const head = text.slice(0, previewCharacters).split('\n').slice(0, previewLines).join('\n');
  return head.length < text.trimEnd().length ? `${head}\n…` : head;
}

function lines(...all: readonly string[]): string {
  return all.filter((line) => line !== '').join('\n');
}
