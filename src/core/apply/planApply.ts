import type { CodeBlock } from './codeBlock.ts';
import { familyOf } from './family.ts';
import { isBlank, trimmed } from './lineText.ts';
import { namingOf, type Naming } from './naming.ts';
import { fault, type FileFault, type FilePlan, type Outcome, type Placement } from './outcome.ts';
import { patchFiles, patchForm, type PatchFile } from './patchFiles.ts';
import { candidatesFor, fits } from './paths.ts';
import { placeCode } from './placeCode.ts';
import { leavesOut } from './placeElided.ts';
import { placeDiff, placeSearch } from './placeHunks.ts';

/** The files that code may be for. Paths are relative to the workspace, with `/`. */
export interface Files {
  /** Paths of the workspace that are not ignored, and of what is open. */
  list(): Promise<readonly string[]>;
  /** The text of a file as it is now, unsaved changes included; undefined where there is none. */
  read(path: string): Promise<string | undefined>;
  /** Paths that a block without a name may be for: the active editor's, open ones, those attached to the conversation. */
  readonly near: readonly string[];
}

/** A file's part of a block. */
interface Part {
  readonly patch: PatchFile | undefined;
  readonly names: readonly string[];
  readonly isSure: boolean;
}

type Found = { readonly type: 'plan' | 'same'; readonly plan: FilePlan } | { readonly type: 'choice'; readonly options: readonly FilePlan[] } | { readonly type: 'fault'; readonly faults: FileFault };

/**
 * Finds the file and the place of a block of code. Never guesses: what may be in several places is asked for, what is in none is
 * refused, and says why.
 * @param chosen the file that the person chose, whatever the block says
 */
export async function planApply(block: CodeBlock, files: Files, chosen?: string): Promise<Outcome> {
  if (block.isCut) {
    return { type: 'refused', faults: [{ path: '', fault: { type: 'cut' } }] };
  }
  const naming = namingOf(block);
  const parts = partsOf(naming, chosen);
  const found = await Promise.all(parts.map((part) => find(part, naming, files)));
  const plans = found.flatMap((each) => (each.type === 'plan' ? [each.plan] : []));
  const faults = found.flatMap((each) => (each.type === 'fault' ? [each.faults] : []));
  const [only] = found;
  if (found.length === 1 && only?.type === 'choice') {
    return { type: 'choose', options: only.options };
  }
  // Several questions at once are too many: they are told as what could not be placed.
  const unclear = found.flatMap((each) => (each.type === 'choice' ? [{ path: each.options[0]?.path ?? '', fault: { type: 'no-place' } as const }] : []));
  if (plans.length > 0) {
    return { type: 'plan', files: plans, faults: [...faults, ...unclear] };
  }
  const same = found.flatMap((each) => (each.type === 'same' ? [each.plan.path] : []));
  return faults.length + unclear.length === 0 && same.length > 0
    ? { type: 'already', paths: same }
    : { type: 'refused', faults: faults.length + unclear.length === 0 ? [{ path: '', fault: { type: 'empty' } }] : [...faults, ...unclear] };
}

function partsOf(naming: Naming, chosen: string | undefined): readonly Part[] {
  const form = patchForm(naming.lines, naming.language);
  const named = chosen === undefined ? naming.paths : [chosen];
  const isSure = chosen !== undefined || naming.isSure;
  if (form === undefined) {
    return [{ patch: undefined, names: named, isSure }];
  }
  const patches = patchFiles(naming.lines, form, '');
  return patches.map((patch): Part => {
    const own = [patch.now, patch.old].filter((name) => name !== undefined);
    // What is chosen is for a block about one file.
    return own.length > 0 && !(chosen !== undefined && patches.length === 1) ? { patch, names: [...new Set(own)].slice(0, 1), isSure: true } : { patch, names: named, isSure };
  });
}

async function find(part: Part, naming: Naming, files: Files): Promise<Found> {
  const { patch, names, isSure } = part;
  if (patch?.isCut === true) {
    return refused('', { type: 'cut' });
  }
  if (patch?.kind === 'delete' || patch?.kind === 'rename') {
    return refused(patch.old ?? '', { type: patch.kind === 'delete' ? 'deletes' : 'renames', path: patch.old ?? '' });
  }
  if (names.length === 0) {
    return near(part, naming, files);
  }
  const list = await files.list();
  const known = await Promise.all(
    names.map(async (name) => {
      const found = candidatesFor(name, list);
      // A file that is ignored is not in the list.
      return { name, ...(found.paths.length === 0 && (await files.read(name)) !== undefined ? { paths: [name], isLoose: false } : found) };
    }),
  );
  const paths = [...new Set(known.flatMap((each) => each.paths))];
  const isLoose = known.some((each) => each.isLoose);
  const [name = ''] = names;
  const created = names.length === 1 && (isSure || naming.isNew) ? createdBy(part, naming, name) : undefined;
  if (paths.length === 0) {
    return created ? { type: 'plan', plan: created } : refused(name, { type: 'missing', path: name });
  }
  const isOne = paths.length === 1;
  const all = await Promise.all(paths.map((path) => placed(part, naming, files, path, isOne)));
  const [first] = all;
  if (isOne && first) {
    return isLoose && created && first.type !== 'fault' ? choice([...plansOf(first), created]) : first;
  }
  return settled(all) ?? wholes(part, naming, files, paths);
}

/** Whether one file alone takes it; undefined where none does. */
function settled(all: readonly Found[]): Found | undefined {
  const fitting = all.filter((each) => each.type !== 'fault');
  const [only] = fitting;
  return fitting.length <= 1 ? only : choice(fitting.flatMap(plansOf));
}

/** Of several files that a name may mean, the person has to tell which; the block is all of it, or new in it. */
async function wholes(part: Part, naming: Naming, files: Files, paths: readonly string[]): Promise<Found> {
  const all = await Promise.all(paths.map((path) => placed(part, naming, files, path, true)));
  const options = all.filter((each) => each.type !== 'fault').flatMap(plansOf);
  return options.length > 0 ? choice(options) : (all[0] ?? refused('', { type: 'no-file' }));
}

async function near(part: Part, naming: Naming, files: Files): Promise<Found> {
  const paths = [...new Set(files.near)].filter((path) => part.patch !== undefined || fits(naming.language, path));
  const all = await Promise.all(paths.map((path) => placed(part, naming, files, path, false)));
  const [first] = all;
  return settled(all) ?? (part.patch && all.length === 1 && first ? first : refused('', { type: paths.length === 1 && part.patch === undefined ? 'no-place' : 'no-file' }));
}

async function placed({ patch }: Part, naming: Naming, files: Files, path: string, isNamed: boolean): Promise<Found> {
  const text = await files.read(path);
  if (text === undefined) {
    return refused(path, { type: 'missing', path });
  }
  const old = text.split(/\r\n|\n|\r/);
  const family = familyOf(path);
  const { isWhole, nameLine } = naming;
  const lines = nameLine !== undefined && old.some((line) => line.trim() === nameLine.trim()) ? [nameLine, ...naming.lines] : naming.lines;
  const language = family === 'python' || family === 'markdown' ? family : '';
  const placement: Placement = patch ? placePatch(patch, old) : placeCode({ old, family, language, isNamed, isWhole }, lines);
  return foundIn(path, old, placement);
}

function placePatch({ form, hunks }: PatchFile, old: readonly string[]): Placement {
  const isNew = hunks.every(({ lines }) => lines.every(({ sign, text }) => sign === '+' || isBlank(text)));
  if (form === 'diff') {
    return placeDiff(hunks, old);
  }
  return isNew ? (old.join('\n') === '' ? { type: 'placed', lines: newLines(hunks), match: { type: 'search', blocks: hunks.length, already: 0 } } : fault({ type: 'no-place' })) : placeSearch(hunks, old);
}

function foundIn(path: string, old: readonly string[], placement: Placement): Found {
  if (placement.type === 'fault') {
    return refused(path, placement.fault);
  }
  const options = placement.type === 'choice' ? placement.options : [placement];
  const different = options.filter(({ lines }, index) => options.findIndex((other) => other.lines.join('\n') === lines.join('\n')) === index);
  // What takes out least comes first.
  const plans = different.map(({ lines, match }): FilePlan => ({ path, isNew: false, old, lines, match })).toSorted((a, b) => removedIn(a) - removedIn(b));
  const [plan] = plans;
  if (placement.type === 'choice' || !plan) {
    return choice(plans);
  }
  return { type: plan.lines.join('\n') === old.join('\n') ? 'same' : 'plan', plan };
}

/** The plan for a file that is not there; undefined where the block cannot be all of one. */
function createdBy({ patch }: Part, naming: Naming, path: string): FilePlan | undefined {
  if (patch) {
    const isNew = patch.hunks.every(({ lines }) => lines.every(({ sign, text }) => sign === '+' || isBlank(text)));
    return isNew ? newFile(path, newLines(patch.hunks)) : undefined;
  }
  const family = familyOf(path);
  return leavesOut(naming.lines, family === 'python' || family === 'markdown' ? family : '') || naming.lines.every(isBlank) ? undefined : newFile(path, [...trimmed(naming.lines), '']);
}

function newLines(hunks: PatchFile['hunks']): readonly string[] {
  return [...trimmed(hunks.flatMap(({ lines }) => lines.map(({ text }) => text))), ''];
}

function newFile(path: string, lines: readonly string[]): FilePlan {
  return { path, isNew: true, old: [''], lines, match: { type: 'new-file' } };
}

function removedIn({ match }: FilePlan): number {
  return 'removes' in match ? match.removes.length : 0;
}

function plansOf(found: Found): readonly FilePlan[] {
  return found.type === 'choice' ? found.options : found.type === 'fault' ? [] : [found.plan];
}

function choice(options: readonly FilePlan[]): Found {
  return { type: 'choice', options };
}

function refused(path: string, value: FileFault['fault']): Found {
  return { type: 'fault', faults: { path, fault: value } };
}
