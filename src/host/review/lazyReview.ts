import type * as vscode from 'vscode';
import { DisposableStore } from '../../core/lifecycle.ts';
import { commandIds, stateKeys } from '../../ids.ts';
import type { Review, ReviewDeps } from './review.ts';
import type { ReviewCommand } from './reviewCommands.ts';

type Create = (deps: ReviewDeps) => Review;

/**
 * The review, whose code is loaded with the first edit, or at the start where one is kept from before. Until then VS Code has
 * no lenses, hovers or marks of ours to ask for in any file.
 */
export class LazyReview implements Review {
  readonly commands: Review['commands'];
  private readonly store = new DisposableStore();
  private readonly waiting: vscode.Disposable;
  private loading: Promise<Review> | undefined;
  private loaded: Review | undefined;

  constructor(
    private readonly deps: ReviewDeps,
    private readonly load: () => Promise<Create>,
  ) {
    const begin = (): void => {
      this.review().catch((error: unknown) => {
        deps.logger.error('the review could not be loaded', error);
      });
    };
    this.waiting = this.store.add(deps.edits.onDidChange(begin));
    this.commands = Object.fromEntries(
      commandIds.filter(isReviewCommand).map((id) => [id, async (...args: readonly unknown[]) => (await this.review()).commands[id](...args)]),
    ) as Review['commands'];
    if (deps.state.get(stateKeys.reviews) !== undefined) {
      begin();
    }
  }

  readonly stop: Review['stop'] = (args) => this.loaded?.stop(args) ?? false;

  async save(): Promise<void> {
    await this.loaded?.save();
  }

  async clear(): Promise<void> {
    await this.loaded?.clear();
  }

  dispose(): void {
    this.store.dispose();
  }

  private review(): Promise<Review> {
    this.loading ??= this.create();
    return this.loading;
  }

  private async create(): Promise<Review> {
    try {
      const create = await this.load();
      this.waiting.dispose();
      this.loaded = this.store.add(create(this.deps));
      return this.loaded;
    } catch (error) {
      // The next use tries again.
      this.loading = undefined;
      throw error;
    }
  }
}

function isReviewCommand(id: string): id is ReviewCommand {
  return id.startsWith('lathe.edit.');
}
