import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/lifecycle.ts';
import type { ModelCatalogue } from '../../core/models/catalogue.ts';
import type { TokenEstimator } from '../../core/usage/estimate.ts';
import type { ActiveEndpoint } from '../activeEndpoint.ts';
import type { AskInChat } from '../commands/askInChat.ts';
import { explain } from '../commands/explain.ts';
import type { CommandTable } from '../commands/register.ts';
import type { WorkspaceFiles } from '../context/workspaceFiles.ts';
import { stateKeys } from '../../ids.ts';
import type { Edits } from '../edits/editSession.ts';
import { isPlace } from '../place.ts';
import { CodeActions } from './codeActions.ts';
import { documentCode } from './document.ts';
import { edit } from './edit.ts';
import { fix } from './fix.ts';
import { complete, generate } from './generate.ts';
import { Instructions } from './instructions.ts';
import { Readings } from './readings.ts';
import { refactor } from './refactor.ts';
import { ActionRunner } from './runner.ts';
import { runPrompt } from './runPrompt.ts';
import { SentRequests } from './sentRequests.ts';
import { generateTests } from './tests.ts';
import { tokensOf } from './tokens.ts';

export interface ActionDeps {
  readonly edits: Pick<Edits, 'start' | 'onDidAskAgain'>;
  readonly endpoint: Pick<ActiveEndpoint, 'settings' | 'ensureKey'>;
  readonly catalogue: ModelCatalogue;
  readonly estimator: TokenEstimator;
  readonly ask: AskInChat;
  readonly workspace: Pick<WorkspaceFiles, 'list'>;
  /** workspaceState. */
  readonly state: vscode.Memento;
}

type ActionCommands = Pick<CommandTable, 'lathe.explain' | 'lathe.generate' | 'lathe.complete' | 'lathe.edit' | 'lathe.refactor' | 'lathe.fix' | 'lathe.document' | 'lathe.tests' | 'lathe.runPrompt' | 'lathe.showSent'>;

export interface Actions extends Disposable {
  readonly commands: ActionCommands;
  /** Ends the reading that the arguments name, or that of the active editor, or else all; false when there is none. */
  readonly stop: (args: readonly unknown[]) => boolean;
}

/** What is done with code: explained, written, and the person's own prompts. */
export function createActions({ endpoint, catalogue, estimator, edits, ask, workspace, state }: ActionDeps): Actions {
  const store = new DisposableStore();
  const sent = store.add(new SentRequests(edits));
  const readings = store.add(new Readings());
  store.add(new CodeActions());
  const settings = () => endpoint.settings;
  const runner = new ActionRunner({ settings, ensureKey: endpoint.ensureKey, ...tokensOf(catalogue, estimator, settings), edits, sent, readings });
  const instructions = new Instructions(state, stateKeys.instructions);
  const refactorings = new Instructions(state, stateKeys.refactorings);
  return {
    stop: (args) => readings.stop(args),
    commands: {
      'lathe.explain': () => explain(ask, readings),
      'lathe.generate': () => generate(runner),
      'lathe.complete': () => complete(runner),
      'lathe.edit': () => edit(runner, instructions),
      'lathe.refactor': () => refactor(runner, refactorings),
      'lathe.fix': (at) => fix(runner, isPlace(at) ? at : undefined),
      'lathe.document': () => documentCode(runner),
      'lathe.tests': () => generateTests(runner, workspace),
      'lathe.runPrompt': (uri, words) => runPrompt(runner, ask, uri instanceof vscode.Uri && uri.path.endsWith('.prompt.md') ? uri : undefined, typeof words === 'string' ? words : ''),
      'lathe.showSent': () => sent.show(),
    },
    dispose: () => {
      store.dispose();
    },
  };
}
