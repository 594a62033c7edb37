import type { ChatSession } from '../../core/chat/session.ts';
import { DisposableStore, type Disposable } from '../../core/lifecycle.ts';
import type { Words } from '../chatView/present.ts';
import type { CommandTable } from '../commands/register.ts';
import { Diagrams } from './diagrams.ts';
import { Transcript } from './transcript.ts';

export interface Answers extends Disposable {
  readonly commands: Pick<CommandTable, 'lathe.openTranscript'>;
  /** Shows Mermaid source in the Markdown preview. */
  readonly openDiagram: (source: string) => Promise<void>;
}

/** What can be done with answers outside of the page. `opened`: resolves when the conversation has been read back. */
export function createAnswers(session: ChatSession, words: Words, opened: () => Promise<void>): Answers {
  const store = new DisposableStore();
  const diagrams = store.add(new Diagrams());
  const transcript = store.add(new Transcript(session, words, opened));
  return {
    commands: { 'lathe.openTranscript': () => transcript.open() },
    openDiagram: (source) => diagrams.open(source),
    dispose: () => {
      store.dispose();
    },
  };
}
