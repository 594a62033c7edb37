import { DisposableStore, type Disposable } from '../../core/lifecycle.ts';
import type { CommandTable } from '../commands/register.ts';
import { Diagrams } from './diagrams.ts';
import { Transcript, type TranscriptDeps } from './transcript.ts';

export interface Answers extends Disposable {
  readonly commands: Pick<CommandTable, 'lathe.openTranscript'>;
  /** Shows Mermaid source in the Markdown preview. */
  readonly openDiagram: (source: string) => Promise<void>;
}

/** What can be done with answers outside of the page. */
export function createAnswers(deps: TranscriptDeps): Answers {
  const store = new DisposableStore();
  const diagrams = store.add(new Diagrams());
  const transcript = store.add(new Transcript(deps));
  return {
    commands: { 'lathe.openTranscript': () => transcript.open() },
    openDiagram: (source) => diagrams.open(source),
    dispose: () => {
      store.dispose();
    },
  };
}
