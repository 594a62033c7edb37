import type { Logger } from '../logger.ts';
import type { ChatModel, ChatRequest } from '../model.ts';
import type { CompactionPlan } from './compaction.ts';
import type { Turn } from './conversation.ts';
import type { RequestSettings } from './ports.ts';
import type { After } from './progress.ts';
import type { RecordingDeps } from './recording.ts';

export interface SessionDeps extends RecordingDeps {
  readonly model: ChatModel;
  readonly settings: () => RequestSettings;
  readonly after: After;
  readonly logger: Logger;
  /** Tokens of a request by estimate; undefined when nobody can be asked. */
  readonly estimate?: (request: ChatRequest) => number | undefined;
  /** What is to be summarized before the request can be sent; undefined when it fits, or when its limits are not known. `turns`: those that are sent as they are. */
  readonly planCompaction?: (request: ChatRequest, turns: readonly Turn[]) => CompactionPlan | undefined;
  /** Told when an answer is not gone on with or asked for again, because another window is answering it. */
  readonly onElsewhere?: () => void;
}

/** What the person allows or wants for one question, beyond what the settings say. */
export interface AskOptions {
  /** Most tokens of the answer. */
  readonly maxTokens?: number;
  /** Earlier messages may be summarized also where the person has undone a summary. */
  readonly summarize?: boolean;
  /** It may take more than the person's budget allows. */
  readonly overBudget?: boolean;
}
