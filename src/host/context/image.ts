import * as vscode from 'vscode';
import type { Fault } from '../../core/context/attach/ports.ts';
import { imageTypes, type Image } from '../../core/model.ts';

/** Bytes of a picture; most endpoints take no more. */
const largestImage = 5_000_000;

const byEnd: Readonly<Record<string, Image['mediaType']>> = { png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', webp: 'image/webp' };

/** The ends of the names of pictures that can be attached. */
export const imageEnds = Object.keys(byEnd);

/** Whether a file is a picture, by its name. */
export function isImage(uri: vscode.Uri): boolean {
  return typeOf(uri) !== undefined;
}

/** What a pasted picture's file ends with. */
export function endOf(mediaType: string): string | undefined {
  return imageTypes.some((type) => type === mediaType) ? mediaType.slice('image/'.length).replace('jpeg', 'jpg') : undefined;
}

export async function readImage(uri: vscode.Uri): Promise<Image | Fault> {
  const mediaType = typeOf(uri);
  if (!mediaType) {
    return 'binary';
  }
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > largestImage) {
    return 'too-large';
  }
  const bytes = await vscode.workspace.fs.readFile(uri);
  return { mediaType, base64: Buffer.from(bytes).toString('base64') };
}

function typeOf(uri: vscode.Uri): Image['mediaType'] | undefined {
  return byEnd[uri.path.slice(uri.path.lastIndexOf('.') + 1).toLowerCase()];
}
