// The licences of what is bundled, which ask to travel with it.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../workbench/paths.mjs';

/** What the file is called in the package. */
export const noticesFile = 'ThirdPartyNotices.txt';

const licenceName = /^(licen[cs]e|copying|notice)/i;
const rule = '='.repeat(80);

/**
 * The text for the package: each run-time dependency with its version, licence and home, then its licence files as they
 * are. Bundled dependencies have none of their own; one that has, or one without a licence file, fails the packaging.
 * @param {readonly string[]} names of installed packages
 * @param {string} [folder] where they are installed
 * @returns {Promise<string>}
 */
export const thirdPartyNotices = async (names, folder = path.join(root, 'node_modules')) => {
  const notices = await Promise.all([...names].sort().map((name) => notice(name, path.join(folder, name))));
  return `Lathe contains the packages below, each under its own licence.\n\n${notices.join('\n')}`;
};

/**
 * @param {string} name
 * @param {string} folder
 */
const notice = async (name, folder) => {
  /** @type {{ version: string, license?: string, homepage?: string, dependencies?: Record<string, string> }} */
  const manifest = await readFile(path.join(folder, 'package.json'), 'utf8').then(JSON.parse, () => {
    throw new Error(`${name} is among the dependencies and not installed: run "npm ci" first.`);
  });
  const further = Object.keys(manifest.dependencies ?? {});
  if (further.length > 0) {
    throw new Error(`${name} brings ${further.join(', ')} along, whose licences ${noticesFile} would not have.`);
  }
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
