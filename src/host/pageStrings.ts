import { l10n } from 'vscode';
import type { Strings } from '../protocol/strings.ts';

/** The page's texts in the person's language. */
export function pageStrings(): Strings {
  return {
    newChat: l10n.t('New chat'),
    message: l10n.t('Message'),
    messagePlaceholder: l10n.t('Ask about your code'),
    send: l10n.t('Send'),
    stop: l10n.t('Stop'),
    you: l10n.t('You'),
    lathe: 'Lathe',
    conversation: l10n.t('Conversation'),
    thinking: l10n.t('Thinking'),
    thought: l10n.t('Thought'),
    thoughtForSeconds: l10n.t('Thought for {0} s'),
    code: l10n.t('Code'),
    copy: l10n.t('Copy'),
    copied: l10n.t('Copied'),
    insertAtCursor: l10n.t('Insert at cursor'),
    jumpToLatest: l10n.t('Jump to latest'),
    retry: l10n.t('Retry'),
    setKey: l10n.t('Set API key'),
    openSettings: l10n.t('Open settings'),
    raiseLimit: l10n.t('Raise the limit and ask again'),
    showLog: l10n.t('Show log'),
    stopped: l10n.t('Stopped.'),
    endLength: l10n.t('The answer ran out of tokens.'),
    endLengthThinking: l10n.t('The model ran out of tokens while thinking.'),
    endFiltered: l10n.t('The endpoint held back the rest of the answer.'),
    emptyAnswer: l10n.t('The model answered with nothing.'),
    answerStarted: l10n.t('Lathe is answering'),
    answerFinished: l10n.t('Answer complete'),
    answerFailed: l10n.t('Answer failed'),
    welcomeTitle: l10n.t('Ask Lathe'),
    welcomeBody: l10n.t('Your key, your model, your editor. Select code and choose Lathe in its context menu, or ask here.'),
    startersTitle: l10n.t('Try one of these'),
    starters: [
      l10n.t('Explain quantum computing in simple terms'),
      l10n.t('Write a Python function to sort a list'),
      l10n.t('Create a marketing email for a SaaS product'),
      l10n.t('Compare REST vs GraphQL APIs'),
    ],
    keyTitle: l10n.t('Set your API key'),
    keyBody: l10n.t('{0} needs an API key. It is sent only to {1}.'),
    keyLostBody: l10n.t(
      'The API key for {0} is gone: this VS Code keeps secrets only in memory, until the window reloads. Set it again.',
    ),
    keyVariable: l10n.t('Or set the environment variable {0} before VS Code starts.'),
    keyWhere: l10n.t("It is kept in VS Code's secret storage: not in settings, files or logs of Lathe."),
    keyGet: l10n.t('Get an API key'),
  };
}
