import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { commandIds, contextKeys, settingDefaults, viewId } from '../../src/ids.ts';

interface Manifest {
  readonly publisher: string;
  readonly name: string;
  readonly engines: { readonly vscode: string };
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
  readonly activationEvents: readonly string[];
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command?: string; readonly submenu?: string; readonly when?: string }[]>>;
    readonly submenus: readonly { readonly id: string }[];
    readonly keybindings: readonly { readonly command: string; readonly key: string; readonly when?: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsContainers: { readonly activitybar: readonly { readonly id: string; readonly icon: string }[] };
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown; readonly scope?: string }>> };
  };
}

const text = readFileSync('package.json', 'utf8');
const manifest = JSON.parse(text) as Manifest;
const nls = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
const { contributes } = manifest;

describe('the manifest', () => {
  it('names the same commands as the code', () => {
    assert.deepEqual(contributes.commands.map(({ command }) => command).toSorted(), [...commandIds].toSorted());
    assert.ok(contributes.commands.every(({ category }) => category === 'Lathe'));
  });

  it('names the same settings as the code, with the same defaults', () => {
    const { properties } = contributes.configuration;
    const defaults = Object.fromEntries(Object.entries(properties).map(([id, property]) => [id, property.default]));
    assert.deepEqual(defaults, settingDefaults);
  });

  it('leaves where requests go to the person alone', () => {
    for (const id of ['lathe.endpoint', 'lathe.endpoints', 'lathe.model']) {
      assert.equal(contributes.configuration.properties[id]?.scope, 'application', id);
    }
  });

  it('takes no setting from a workspace that is not trusted', () => {
    const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    const open = Object.entries(contributes.configuration.properties).filter(([, { scope }]) => scope !== 'application');
    assert.deepEqual([...restrictedConfigurations].toSorted(), open.map(([id]) => id).toSorted());
  });

  it('uses in menus and keys only commands, submenus and context keys that exist', () => {
    const entries = [...Object.values(contributes.menus).flat(), ...contributes.keybindings];
    // VS Code's own save that leaves formatters out, for what is half written, and the command that it makes for the view.
    const theirs = ['workbench.action.files.saveWithoutFormatting', `${viewId}.focus`];
    const known = new Set<string>([...commandIds, ...contributes.submenus.map(({ id }) => id), ...theirs]);
    for (const entry of entries) {
      const target = entry.command ?? ('submenu' in entry ? entry.submenu : undefined);
      assert.ok(target !== undefined && known.has(target), `unknown: ${target ?? 'nothing'}`);
      for (const [key] of (entry.when ?? '').matchAll(/(?<!')\blathe\.\w+/g)) {
        assert.ok((Object.values(contextKeys) as string[]).includes(key), `unknown context key ${key}`);
      }
    }
    for (const menu of Object.keys(contributes.menus).filter((each) => each.startsWith('lathe.'))) {
      assert.ok(known.has(menu), menu);
    }
  });

  it('takes no key from anyone: each binding waits for one of our context keys, but for two chords that are free everywhere', () => {
    for (const { key, when } of contributes.keybindings.filter(({ command }) => !['lathe.edit', 'lathe.chat.focus'].includes(command))) {
      assert.match(when ?? '', /\blathe\.(answering|editing|reviewing|chatFocused)\b/, key);
    }
  });

  it('has the view, and a picture for it', () => {
    assert.deepEqual(contributes.views['lathe']?.map(({ id }) => id), [viewId]);
    assert.ok(contributes.viewsContainers.activitybar.every(({ id, icon }) => id === 'lathe' && existsSync(icon)));
  });

  it('has words for each text it names, and no words that it does not name', () => {
    const named = new Set([...text.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key ?? ''));
    assert.deepEqual([...named].toSorted(), Object.keys(nls).toSorted());
  });

  it('comes with a README whose local links lead somewhere', () => {
    const links = [...readFileSync('README.md', 'utf8').matchAll(/\]\(([^)#]+)\)/g)].map(([, target]) => target ?? '');
    const local = links.filter((target) => !/^\w+:/.test(target));
    assert.ok(local.length > 0);
    assert.deepEqual(local.filter((target) => !existsSync(target)), []);
  });

  it('starts when the window has come to rest, so that reviews of the last one come back, and keeps the promised name and oldest editor', () => {
    assert.deepEqual(manifest.activationEvents, ['onStartupFinished']);
    assert.equal(`${manifest.publisher}.${manifest.name}`, 'lathe.lathe');
    // A newer set of types would let code use what the oldest editor lacks.
    assert.equal(manifest.engines.vscode, `^${manifest.devDependencies['@types/vscode'] ?? ''}`);
  });
});
