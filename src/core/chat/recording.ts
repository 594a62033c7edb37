import type { Conversation } from './conversation.ts';
import type { ConversationEvent } from './events.ts';
import { branchHeader, journalHeader, makesBranch, type Workspace } from './journal.ts';
import { OpenJournal, type Since } from './openJournal.ts';
import type { JournalStore } from './ports.ts';
import { eventsOf } from './retell.ts';
import type { SessionEvent } from './sessionEvent.ts';

/**
 * `newer`: a newer Lathe wrote it. `overtaken`: another was begun while it was being read, and what a person has just started is
 * never taken away.
 */
export type OpenResult = 'opened' | 'missing' | 'newer' | 'overtaken';

export interface RecordingDeps {
  readonly journals: JournalStore;
  readonly newId: () => string;
  /** ms since 1970. */
  readonly now: () => number;
  /** Where new conversations are begun. */
  readonly workspace?: Workspace;
}

/** The conversation that goes on and its journal: what happens is recorded, and what other windows recorded is read. */
export class Recording {
  private journal: OpenJournal;
  private headerWritten = false;
  /** Events recorded, to notice that some came while the journal was being read. */
  private recorded = 0;
  /** Whether all of it is loaded. */
  private complete = true;
  private loading: Promise<void> | undefined;

  /** `running`: the turn that this window answers, which a journal shows without an end. */
  constructor(
    private readonly deps: RecordingDeps,
    private readonly running: () => string | undefined,
    private readonly tell: (event: SessionEvent) => void,
  ) {
    this.journal = OpenJournal.begun(deps.journals, deps.newId());
  }

  /** What is loaded of the conversation: its end at first, and all of it once `whole` has resolved. */
  get conversation(): Conversation {
    return this.journal.conversation;
  }

  /** Whether nothing is written of it yet: nobody else can know it then. */
  get fresh(): boolean {
    return !this.headerWritten;
  }

  /** Whether there are turns before those that are loaded. */
  get hasEarlier(): boolean {
    return !this.complete;
  }

  record(event: ConversationEvent): void {
    const { id } = this.conversation;
    if (!this.headerWritten) {
      this.headerWritten = true;
      this.deps.journals.append(id, journalHeader(id, this.deps.now(), this.deps.workspace));
    }
    this.recorded++;
    if (event.type === 'turn' && makesBranch(event)) {
      this.deps.journals.append(id, branchHeader(id, this.deps.now()));
    }
    this.deps.journals.append(id, event);
    this.conversation.apply(event);
    this.tell(event);
  }

  /** Begins an empty conversation; the old one stays in its journal. */
  begin(): void {
    this.replace(OpenJournal.begun(this.deps.journals, this.deps.newId()), false);
  }

  /** Reads the end of a stored conversation, for `show`. Throws when it cannot be read. */
  async read(id: string): Promise<OpenJournal | Exclude<OpenResult, 'opened'>> {
    const { journal, recorded } = this;
    const opened = await OpenJournal.open(this.deps.journals, id);
    if (typeof opened === 'string') {
      return opened;
    }
    return this.journal !== journal || this.recorded !== recorded ? 'overtaken' : opened;
  }

  /** Goes on with a conversation that was read; its earlier part is read when somebody wants it. */
  show(journal: OpenJournal): void {
    this.replace(journal, true);
  }

  /**
   * Loads all of the conversation, which may be many megabytes: only for what needs all of it. Told as `extended`. Throws when
   * it cannot be read.
   */
  async whole(): Promise<void> {
    await (this.loading ?? (this.complete ? undefined : this.load('extended')));
  }

  /** Takes in what another window has added; told as `opened`. What is lost is left so: see `retell`. */
  async takeIn(): Promise<Since> {
    await this.loading;
    const { journal } = this;
    const since = this.headerWritten ? await journal.since() : 'same';
    if (since === 'grown' && this.journal === journal) {
      await this.load('opened');
    }
    return since;
  }

  /** Writes all that is known once more: the file was deleted, and what is shown and goes on is not to go with it. */
  async retell(): Promise<void> {
    const { journal, conversation } = this;
    const { journals, now, workspace } = this.deps;
    const events = eventsOf(conversation);
    journals.append(journal.id, (events.some(makesBranch) ? branchHeader : journalHeader)(journal.id, now(), workspace));
    for (const { id: turn } of conversation.allTurns) {
      // What was written of it since, or is put back, is not to be there twice.
      journals.append(journal.id, { type: 'removed', turn });
    }
    for (const event of events) {
      journals.append(journal.id, event);
    }
    await journal.settle();
  }

  private replace(journal: OpenJournal, headerWritten: boolean): void {
    this.journal = journal;
    this.headerWritten = headerWritten;
    this.complete = journal.complete;
    this.loading = undefined;
    this.tell({ type: 'opened' });
  }

  /** Reads all of the journal behind what is shown, and then shows it, unless another conversation is by then. */
  private load(told: 'opened' | 'extended'): Promise<void> {
    const { journal } = this;
    const loading = (async () => {
      let recorded: number;
      let whole: Conversation | undefined;
      do {
        recorded = this.recorded;
        whole = await journal.readWhole(this.running());
      } while (this.journal === journal && this.recorded !== recorded);
      if (this.journal === journal) {
        // What is known stays when its file is gone.
        if (whole) {
          journal.conversation.adopt(whole);
        }
        this.complete = true;
        this.tell({ type: told });
      }
    })().finally(() => {
      if (this.loading === loading) {
        this.loading = undefined;
      }
    });
    this.loading = loading;
    return loading;
  }
}
