import { useEffect, useState } from 'preact/hooks';
import type { TrayMessage } from '../protocol/messages.ts';
import type { HostApi } from './api.ts';

/** Bytes of a picture. */
const largestImage = 5_000_000;

/** Takes what is dropped anywhere on the page; true while something that can be taken is over it. */
export function useDrop(host: HostApi): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const onDragOver = (event: DragEvent): void => {
      if (event.dataTransfer && canTake(event.dataTransfer)) {
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        setOver(true);
      }
    };
    const onDragLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) {
        setOver(false);
      }
    };
    const onDrop = (event: DragEvent): void => {
      setOver(false);
      if (!event.dataTransfer || !canTake(event.dataTransfer)) {
        return;
      }
      event.preventDefault();
      // Over a message that is being edited, it is for that one.
      const isForEdit = event.target instanceof Element && event.target.closest('.edit-box') !== null;
      const post = (message: TrayMessage): void => {
        host.post(isForEdit ? { type: 'inEdit', message } : message);
      };
      const uris = urisIn(event.dataTransfer);
      if (uris.length > 0) {
        post({ type: 'attachUris', uris });
      } else {
        attachImages(event.dataTransfer, post);
      }
    };
    document.addEventListener('dragover', onDragOver);
    document.addEventListener('dragleave', onDragLeave);
    document.addEventListener('drop', onDrop);
    return () => {
      document.removeEventListener('dragover', onDragOver);
      document.removeEventListener('dragleave', onDragLeave);
      document.removeEventListener('drop', onDrop);
    };
  }, [host]);
  return over;
}

/** Pictures in the clipboard are attached; text is pasted as ever, and wins where there are both. */
export function pasteImages(event: ClipboardEvent, host: HostApi): void {
  const data = event.clipboardData;
  if (data?.getData('text/plain') === '' && attachImages(data, (message) => { host.post(message); })) {
    event.preventDefault();
  }
}

function canTake({ types }: DataTransfer): boolean {
  return types.some((type) => type === 'Files' || type === 'text/uri-list' || /^(?:application\/vnd\.code\.uri-list|resourceurls|codeeditors)$/i.test(type));
}

/** What the explorer, the tabs of the editor, and the system's file manager say of what is dragged. */
function urisIn(data: DataTransfer): string[] {
  const list = data.getData('application/vnd.code.uri-list') || data.getData('text/uri-list');
  const lines = list.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
  if (lines.length > 0) {
    return lines;
  }
  try {
    const resources: unknown = JSON.parse(data.getData('ResourceURLs') || '[]');
    return Array.isArray(resources) ? resources.filter((each) => typeof each === 'string') : [];
  } catch {
    return [];
  }
}

function attachImages(data: DataTransfer, post: (message: TrayMessage) => void): boolean {
  const images = [...data.files].filter(({ type }) => type.startsWith('image/'));
  for (const file of images) {
    void read(file).then((base64) => {
      post({ type: 'attachImage', name: file.name.slice(0, 200), mediaType: file.type, base64 });
    });
  }
  return images.length > 0;
}

/** Empty for one that is too large. */
async function read(file: File): Promise<string> {
  if (file.size > largestImage) {
    return '';
  }
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      resolve(typeof reader.result === 'string' ? reader.result.replace(/^[^,]*,/, '') : '');
    };
    reader.onerror = () => {
      reject(new Error('a picture could not be read'));
    };
    reader.readAsDataURL(file);
  });
}
