import * as vscode from 'vscode';
import type { CodeBlock } from '../../core/apply/codeBlock.ts';
import type { Conversation } from '../../core/chat/conversation.ts';

/** A block that the page names by its text. */
interface BlockReference {
  readonly turnId: string;
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
    const turn = conversation.turn(first.turnId);
    return namedBlock(blocksOf(turn?.text ?? ''), first.text, turn !== undefined && !turn.end);
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
  return choose(blocks);
}

/** Of several the person tells which. */
async function choose(blocks: readonly CodeBlock[]): Promise<CodeBlock | undefined> {
  const items = blocks.map((block) => ({
    label: block.code.split('\n').find((line) => line.trim() !== '')?.trim() ?? block.info,
    description: block.info,
    detail: block.before.at(-1)?.split('\n').at(-1) ?? '',
    block,
  }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Apply'), placeHolder: vscode.l10n.t('Choose the code to apply') }))?.block;
}

/** The same code may stand in an answer for several files; in a thought it has nothing around it that counts. While the answer is `isComing`, it may be a part. */
function namedBlock(blocks: readonly CodeBlock[], text: string, isComing: boolean): Promise<CodeBlock | undefined> | CodeBlock {
  const same = blocks.filter(({ code }) => code.trimEnd() === text.trimEnd());
  const different = same.filter(({ info, before }, index) => same.findIndex((other) => other.info === info && other.before.join('\n') === before.join('\n')) === index);
  const [only] = different;
  return different.length > 1 ? choose(different) : (only ?? { info: '', code: text, before: [], isCut: isComing });
}

function isReference(value: unknown): value is BlockReference {
  return typeof value === 'object' && value !== null && 'turnId' in value && typeof value.turnId === 'string' && 'text' in value && typeof value.text === 'string';
}
