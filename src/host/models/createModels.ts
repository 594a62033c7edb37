import type * as vscode from 'vscode';
import type { Client } from '../../core/client.ts';
import type { DisposableStore } from '../../core/lifecycle.ts';
import type { Logger } from '../../core/logger.ts';
import { ModelCatalogue } from '../../core/models/catalogue.ts';
import type { ModelNotes } from '../../core/models/modelNotes.ts';
import { CalibratingModel } from '../../core/usage/calibratingModel.ts';
import { TokenEstimator } from '../../core/usage/estimate.ts';
import type { ActiveEndpoint } from '../activeEndpoint.ts';
import { ModelChoiceStore } from './modelChoiceStore.ts';
import { MementoModelLists } from './modelLists.ts';
import { NextModel } from './nextModel.ts';

export interface ModelsDeps {
  readonly client: Client;
  readonly endpoint: ActiveEndpoint;
  readonly notes: ModelNotes;
  readonly state: vscode.Memento;
  readonly logger: Logger;
}

/** What is known of models, what they take, and which one is asked; `store` disposes of it. */
export function createModels({ client, endpoint, notes, state, logger }: ModelsDeps, store: DisposableStore): {
  readonly catalogue: ModelCatalogue;
  readonly estimator: TokenEstimator;
  readonly model: CalibratingModel;
  readonly choices: ModelChoiceStore;
  readonly nextModel: NextModel;
} {
  const lists = new MementoModelLists(state);
  const estimator = new TokenEstimator(notes);
  return {
    catalogue: new ModelCatalogue({ list: (signal) => client.listModels(signal), store: lists, notes, now: () => Date.now() }),
    estimator,
    model: new CalibratingModel(client, estimator, () => endpoint.settings.endpoint),
    choices: new ModelChoiceStore(state),
    nextModel: store.add(new NextModel(logger)),
  };
}
