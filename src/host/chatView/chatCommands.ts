import * as vscode from 'vscode';
import type { ChatSession } from '../../core/chat/session.ts';
import type { CommandTable } from '../commands/register.ts';
import type { ChatPages } from './chatPages.ts';
import { chooseQuestion } from './questions.ts';
import { TurnLinks } from './turnLinks.ts';

export type ChatCommandId = 'lathe.chat.new' | 'lathe.chat.find' | 'lathe.chat.questions' | 'lathe.chat.openInEditor' | 'lathe.chat.nextAnswer' | 'lathe.chat.previousAnswer';

/** A new conversation, and ways around in one: find, questions, answers. `opened`: resolves when it has been read back. */
export function chatCommands(chat: ChatPages, session: ChatSession, opened: () => Promise<void>): Pick<CommandTable, ChatCommandId> {
  return {
    'lathe.chat.new': async () => {
      await opened();
      session.startNew();
      await chat.goToInput();
    },
    'lathe.chat.find': async () => {
      await chat.goTo();
      chat.find();
    },
    'lathe.chat.questions': async () => {
      await opened();
      await session.whole();
      const turnId = await chooseQuestion(session);
      if (turnId !== undefined) {
        await chat.reveal(turnId);
      }
    },
    'lathe.chat.openInEditor': () => {
      chat.openTab();
    },
    'lathe.chat.nextAnswer': () => {
      chat.step(1);
    },
    'lathe.chat.previousAnswer': () => {
      chat.step(-1);
    },
  };
}

/** Opens the links that `Copy link` makes. */
export function registerTurnLinks(chat: ChatPages, session: ChatSession, opened: () => Promise<void>): vscode.Disposable {
  return vscode.window.registerUriHandler(new TurnLinks(session, opened, chat.reveal));
}
