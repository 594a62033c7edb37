import { l10n } from 'vscode';
import type { Fault, FileFault, Match } from '../../core/apply/outcome.ts';

/** Most names that are told one by one. */
const mostNames = 3;

/** How code was given its place. */
export function matchText(match: Match): string {
  switch (match.type) {
    case 'new-file':
      return l10n.t('New file');
    case 'whole-file':
      return match.removes.length === 0 ? l10n.t('Whole file') : l10n.t('Whole file, without {0}', listed(match.removes));
    case 'search':
      return match.already === 0
        ? l10n.t('{0} of {1} search blocks found', match.blocks, match.blocks)
        : l10n.t('{0} of {1} search blocks found, the others are there already', match.blocks, match.blocks + match.already);
    case 'diff':
      return match.already === 0
        ? l10n.t('{0} of {1} places of the diff found', match.hunks, match.hunks)
        : l10n.t('{0} of {1} places of the diff found, the others are there already', match.hunks, match.hunks + match.already);
    case 'elided':
      return l10n.t('Around lines that were left out and stay');
    case 'excerpt':
      return l10n.t('In place of lines {0} to {1}', match.first, match.last);
    case 'parts':
      return partsText(match);
  }
}

function partsText({ replaces, adds, imports, removes }: Extract<Match, { type: 'parts' }>): string {
  const parts = [
    ...(replaces.length > 0 ? [l10n.t('replaces {0}', listed(replaces))] : []),
    ...(removes.length > 0 ? [l10n.t('removes {0}', listed(removes))] : []),
    ...(adds.length > 0 ? [l10n.t('adds {0}', listed(adds))] : []),
    ...(imports > 0 ? [l10n.t('changes imports')] : []),
  ].join(', ');
  return parts.charAt(0).toLocaleUpperCase() + parts.slice(1);
}

function listed(names: readonly string[]): string {
  const [first = ''] = names;
  return names.length > mostNames ? l10n.t('{0} and {1} more', first, names.length - 1) : names.join(', ');
}

/** Why code was not applied, and what to do about it. */
export function faultText({ path, fault }: FileFault): string {
  switch (fault.type) {
    case 'no-file':
      return l10n.t('Nothing says which file this code is for. Choose the file, or insert it at the cursor.');
    case 'missing':
      return l10n.t('{0} is not in the workspace, and this is only a part of it. Choose the file.', fault.path);
    case 'no-place':
      return path === ''
        ? l10n.t('Nothing says where this code goes. Choose the file, or insert it at the cursor.')
        : l10n.t('Nothing says where in {0} this code goes. Insert it at the cursor.', path);
    case 'not-found':
      return l10n.t('{0} does not have the lines that are to change, such as "{1}". Ask again with the file as it is now.', path, cut(fault.text));
    case 'twice':
      return l10n.t('"{0}" stands in {1} several times: lines {2}. Ask for a change with more of the lines around it.', cut(fault.text), path, fault.lines.slice(0, 5).join(', '));
    case 'no-anchor':
      return l10n.t('Lines were left out, and nothing in {0} tells where "{1}" goes. Ask for the code without gaps.', path, cut(fault.text));
    case 'broken':
      return l10n.t('This would leave brackets in {0} that do not close. Insert it at the cursor, or ask again.', path);
    case 'indentation':
      return l10n.t('How far to indent "{0}" in {1} is not clear. Ask for the code with its indentation.', cut(fault.text), path);
    case 'deletes':
      return l10n.t('This deletes {0}. Delete the file yourself if you want that.', fault.path);
    case 'renames':
      return l10n.t('This renames {0}. Rename the file first, then ask again.', fault.path);
    case 'cut':
      return l10n.t('The code is not complete. Let the answer go on, then apply it.');
    case 'empty':
      return l10n.t('There is no change in this code.');
  }
}

/** Whether another file, or a place that the person points at, can help. */
export function canPointAt({ type }: Fault): { readonly file: boolean; readonly cursor: boolean } {
  return {
    file: ['no-file', 'missing', 'no-place', 'not-found', 'twice', 'no-anchor', 'broken'].includes(type),
    cursor: ['no-file', 'no-place', 'broken'].includes(type),
  };
}

function cut(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}\u2026` : text;
}
