import type { ConversationEvent } from './events.ts';
import type { TurnProgress } from './progress.ts';

/**
 * `opened`: another conversation is shown now, or another window added to this one; to be read whole. `extended`: all earlier turns
 * are loaded now. `progress`: what the running turn waits for, undefined for nothing; it is told and not journalled.
 */
export type SessionEvent =
  | ConversationEvent
  | { readonly type: 'opened' }
  | { readonly type: 'extended' }
  | { readonly type: 'progress'; readonly turn: string; readonly progress: TurnProgress | undefined };
