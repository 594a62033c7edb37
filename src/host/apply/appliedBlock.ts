import * as vscode from 'vscode';
import type { CodeBlock } from '../../core/apply/codeBlock.ts';
import type { Conversation } from '../../core/chat/conversation.ts';

/** A block that a page names: by its text, and by its number among those of the answer, from 0. */
interface BlockReference {
  readonly turnId: string;
  readonly block: number;
  readonly text: string;
}

type ReadBlocks = (answer: string) => readonly CodeBlock[];

/**
 * The block that a command is about. Without arguments it is the last answer's; of several the person chooses. Undefined when
 * there is none, which the person is told, or none was chosen.
 */
export async function appliedBlock(conversation: Conversation, args: readonly unknown[], blocksOf: ReadBlocks): Promise<CodeBlock | undefined> {
  const [first] = args;
  if (isReference(first)) {
    return namedBlock(blocksOf(conversation.turn(first.turnId)?.text ?? ''), first);
  }
  const blocks = blocksOf(conversation.turns.findLast(({ text }) => /^\s*(?:`{3,}|~{3,})/m.test(text))?.text ?? '');
  const [only] = blocks;
  if (!only) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No answer of this conversation has code to apply.'));
    return undefined;
  }
  if (blocks.length === 1) {
    return only;
  }
  const items = blocks.map((block) => ({
    label: block.code.split('\n').find((line) => line.trim() !== '')?.trim() ?? block.info,
    description: block.info,
    detail: block.before.at(-1)?.split('\n').at(-1) ?? '',
    block,
  }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Apply'), placeHolder: vscode.l10n.t('Choose the code to apply') }))?.block;
}

/** What the page shows is what is applied: what is said around it counts only where it stands in the answer as it is shown. */
function namedBlock(blocks: readonly CodeBlock[], { block: index, text }: BlockReference): CodeBlock {
  const isShown = ({ code }: CodeBlock): boolean => code.trimEnd() === text.trimEnd();
  const there = blocks[index];
  const same = blocks.filter(isShown);
  const [only] = same;
  return there && isShown(there) ? there : same.length === 1 && only ? only : { info: '', code: text, before: [], isCut: false };
}

function isReference(value: unknown): value is BlockReference {
  return typeof value === 'object' && value !== null && 'turnId' in value && typeof value.turnId === 'string' && 'block' in value && typeof value.block === 'number' && 'text' in value && typeof value.text === 'string';
}
