// What is read out of answers with the parser of Markdown: one file of the package, so that the parser is in it once.
export { blocksOf } from '../apply/answerBlocks.ts';
export { findInTurns } from './findInTurns.ts';
