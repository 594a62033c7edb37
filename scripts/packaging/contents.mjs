// What a package may hold, and must.
import { readFile } from 'node:fs/promises';

/** The largest package we ship, in bytes (600 KB). */
export const sizeLimit = 614_400;

/** What vsce adds is named as it names it: it lower-cases the two documents. */
const allowed = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/package\.json$/,
  /^extension\/package\.nls(\.[\w-]+)?\.json$/,
  /^extension\/(readme|changelog)\.md$/,
  /^extension\/LICENSE(\.txt)?$/,
  /^extension\/ThirdPartyNotices\.txt$/,
  /^extension\/dist\/[\w.-]+\.js$/,
  /^extension\/dist\/webview\/[\w.-]+\.(js|css|ttf)$/,
  /^extension\/media\/icon\.(png|svg)$/,
  /^extension\/l10n\/bundle\.l10n(\.[\w-]+)?\.json$/,
];

const required = [
  'extension/package.json',
  'extension/package.nls.json',
  'extension/readme.md',
  'extension/changelog.md',
  'extension/LICENSE.txt',
  'extension/ThirdPartyNotices.txt',
  'extension/dist/extension.js',
  'extension/dist/webview/main.js',
  'extension/dist/webview/style.css',
  'extension/media/icon.png',
  'extension/media/icon.svg',
  'extension/l10n/bundle.l10n.json',
];

/**
 * One line for each thing wrong with a package of these files and this size in bytes; none when it may ship.
 * @param {readonly string[]} files
 * @param {number} size
 * @returns {readonly string[]}
 */
export const packageFaults = (files, size) => [
  ...files.filter((file) => !allowed.some((pattern) => pattern.test(file))).map((file) => `${file} must not be in it`),
  ...required.filter((file) => !files.includes(file)).map((file) => `${file} is missing`),
  ...(size > sizeLimit ? [`it has ${size} bytes, more than ${sizeLimit}`] : []),
];

/**
 * An entry of a zip file; sizes in bytes.
 * @typedef {{ readonly name: string, readonly size: number, readonly packed: number }} ZipEntry
 */

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;

/**
 * The entries of a zip file of less than 4 GB, from its central directory (APPNOTE.TXT, sections 4.3.12 and 4.3.16).
 * @param {string} file
 * @returns {Promise<readonly ZipEntry[]>}
 */
export const zipEntries = async (file) => {
  const bytes = await readFile(file);
  let end = bytes.length - 22;
  while (end >= 0 && bytes.readUInt32LE(end) !== endOfDirectory) {
    end -= 1;
  }
  if (end < 0) {
    throw new Error(`${file} is not a zip file`);
  }
  /** @type {ZipEntry[]} */
  const entries = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(at) !== directoryEntry) {
      throw new Error(`${file} has a broken directory`);
    }
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      size: bytes.readUInt32LE(at + 24),
      packed: bytes.readUInt32LE(at + 20),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
};
