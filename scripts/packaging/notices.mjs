// The licences of what is bundled, which ask to travel with it.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../workbench/paths.mjs';

/** What the file is called in the package. */
export const noticesFile = 'ThirdPartyNotices.txt';

const licenceName = /^(licen[cs]e|copying|notice)/i;
const rule = '='.repeat(80);

/**
 * The text for the package: each run-time dependency, and each that one brings along, with its version, licence and home, then its
 * licence files as they are. One without a licence file fails the packaging.
 * @param {readonly string[]} names of installed packages
 * @param {string} [folder] where they are installed
 * @returns {Promise<string>}
 */
export const thirdPartyNotices = async (names, folder = path.join(root, 'node_modules')) => {
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const name of names) {
    await collect(name, folder, [folder], found);
  }
  const notices = await Promise.all([...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, at]) => notice(at)));
  return `Lathe contains the packages below, each under its own licence.\n\n${notices.join('\n')}`;
};

/**
 * Puts the package and those it needs into `found`, by name and version, each with its folder.
 * @param {string} name
 * @param {string} folder where the packages of the project are
 * @param {readonly string[]} places where this one is looked for, as Node does
 * @param {Map<string, string>} found
 * @returns {Promise<void>}
 */
const collect = async (name, folder, places, found) => {
  const at = places.map((place) => path.join(place, name)).find((each) => existsSync(path.join(each, 'package.json')));
  if (at === undefined) {
    throw new Error(`${name} is among the dependencies and not installed: run "npm ci" first.`);
  }
  const { version, dependencies = {} } = await manifestIn(at);
  const key = `${name} ${version}`;
  if (!found.has(key)) {
    found.set(key, at);
    for (const further of Object.keys(dependencies)) {
      await collect(further, folder, [path.join(at, 'node_modules'), folder], found);
    }
  }
};

/**
 * @param {string} folder
 * @returns {Promise<{ name: string, version: string, license?: string, homepage?: string, dependencies?: Record<string, string> }>}
 */
const manifestIn = async (folder) => JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));

/** @param {string} folder */
const notice = async (folder) => {
  const manifest = await manifestIn(folder);
  const { name } = manifest;
  const files = (await readdir(folder)).filter((file) => licenceName.test(file)).sort();
  if (files.length === 0) {
    throw new Error(`${name} ${manifest.version} has no licence file, so it cannot be shipped: ${noticesFile} must have its text.`);
  }
  const texts = await Promise.all(
    files.map(async (file) => {
      const text = (await readFile(path.join(folder, file), 'utf8')).replaceAll('\r\n', '\n');
      return `${files.length > 1 ? `--- ${file} ---\n\n` : ''}${text.replace(/^\n+|\s+$/g, '')}\n`;
    }),
  );
  const head = [`${name} ${manifest.version}, ${manifest.license ?? 'see below'}`, ...(manifest.homepage ? [manifest.homepage] : [])];
  return [rule, ...head, rule, '', texts.join('\n'), ''].join('\n');
};
