import type * as vscode from 'vscode';
import type { Client } from '../../core/client.ts';
import type { DisposableStore } from '../../core/lifecycle.ts';
import type { Logger } from '../../core/logger.ts';
import type { ChatModel } from '../../core/model.ts';
import { ModelCatalogue } from '../../core/models/catalogue.ts';
import type { ModelNotes } from '../../core/models/modelNotes.ts';
import { Budget, type SpendLog } from '../../core/usage/budget.ts';
import { BudgetedModel } from '../../core/usage/budgetedModel.ts';
import { CalibratingModel } from '../../core/usage/calibratingModel.ts';
import { TokenEstimator } from '../../core/usage/estimate.ts';
import type { ActiveEndpoint } from '../activeEndpoint.ts';
import { askOverBudget } from '../budget/askOverBudget.ts';
import { ModelChoiceStore } from './modelChoiceStore.ts';
import { MementoModelLists } from './modelLists.ts';
import { NextModel } from './nextModel.ts';

export interface ModelsDeps {
  readonly client: Client;
  readonly endpoint: ActiveEndpoint;
  readonly notes: ModelNotes;
  readonly spent: SpendLog;
  readonly state: vscode.Memento;
  readonly logger: Logger;
}

export interface Models {
  readonly catalogue: ModelCatalogue;
  readonly estimator: TokenEstimator;
  readonly budget: Budget;
  /** Over the budget it fails: the chat asks at the question. */
  readonly chatModel: ChatModel;
  /** Over the budget it asks by itself. */
  readonly editModel: ChatModel;
  readonly choices: ModelChoiceStore;
  readonly nextModel: NextModel;
}

/**
 * What is known of models, what they take, and which one is asked; `store` disposes of it. Every request that is paid for goes
 * through one of the two models, and so through the one budget.
 */
export function createModels({ client, endpoint, notes, spent, state, logger }: ModelsDeps, store: DisposableStore): Models {
  const lists = new MementoModelLists(state);
  const estimator = new TokenEstimator(notes);
  const active = () => endpoint.settings.endpoint;
  const catalogue = new ModelCatalogue({ list: (signal) => client.listModels(signal), store: lists, notes, now: () => Date.now() });
  const budget = new Budget({
    limits: () => endpoint.settings.budget,
    log: spent,
    price: (model) => {
      const profile = active();
      return profile && catalogue.price(profile, model);
    },
    count: (request) => {
      const profile = active();
      return profile ? estimator.request(profile, request) : 0;
    },
    countText: (model, text) => {
      const profile = active();
      return profile ? estimator.text(profile, model, text) : 0;
    },
  });
  const model = new CalibratingModel(client, estimator, active);
  return {
    ...{ catalogue, estimator, budget },
    chatModel: new BudgetedModel(model, budget),
    editModel: new BudgetedModel(model, budget, askOverBudget),
    choices: new ModelChoiceStore(state),
    nextModel: store.add(new NextModel(logger)),
  };
}
