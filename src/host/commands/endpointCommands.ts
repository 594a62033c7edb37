import * as vscode from 'vscode';
import type { Client } from '../../core/client.ts';
import type { ModelCatalogue } from '../../core/models/catalogue.ts';
import { findModel } from '../../core/models/modelId.ts';
import type { CommandId } from '../../ids.ts';
import type { ActiveEndpoint } from '../activeEndpoint.ts';
import { checkConnection } from '../check/checkCommand.ts';
import { describeFailure } from '../errorText.ts';
import type { ModelChoiceStore } from '../models/modelChoiceStore.ts';
import { showModelInfo } from '../models/modelInfoCard.ts';
import type { MementoModelNotes } from '../models/modelNotes.ts';
import type { NextModel } from '../models/nextModel.ts';
import type { KeyStore } from '../secrets.ts';
import { addEndpoint } from '../wizard/addEndpoint.ts';
import type { CommandTable } from './register.ts';
import { selectEndpoint } from './selectEndpoint.ts';
import { selectModel } from './selectModel.ts';

export interface EndpointCommandDeps {
  readonly client: Client;
  readonly endpoint: ActiveEndpoint;
  readonly keys: KeyStore;
  readonly notes: MementoModelNotes;
  readonly catalogue: ModelCatalogue;
  readonly choices: ModelChoiceStore;
  readonly nextModel: NextModel;
  readonly version: string;
  readonly system: string;
}

type EndpointCommand = Extract<CommandId, 'lathe.selectModel' | 'lathe.modelInfo' | 'lathe.selectEndpoint' | 'lathe.addEndpoint' | 'lathe.doctor' | 'lathe.setKey' | 'lathe.clearKey'>;

/** The commands that set up where requests go. */
export function endpointCommands({ client, endpoint, keys, notes, catalogue, choices, nextModel, version, system }: EndpointCommandDeps): Pick<CommandTable, EndpointCommand> {
  const chooseModel = async (once = false): Promise<boolean> => {
    const active = endpoint.active();
    if (!active) {
      return false;
    }
    return selectModel(
      active.endpoint,
      active.model,
      {
        catalogue,
        choices,
        describe: describeFailure,
        useOnce: (model) => {
          nextModel.choose(model === active.model ? undefined : model);
        },
      },
      once,
    );
  };
  const check = (): Promise<void> =>
    checkConnection({
      client,
      keys,
      active: endpoint.active,
      forget: (profile) => {
        notes.clear(profile);
      },
      version,
      system,
    });
  return {
    'lathe.selectModel': (options) => chooseModel(typeof options === 'object' && options !== null && 'once' in options && options.once === true),
    'lathe.modelInfo': async () => {
      const active = endpoint.active();
      if (active && (await showModelInfo(active.endpoint, active.model, catalogue))) {
        await chooseModel();
      }
    },
    'lathe.selectEndpoint': async () => {
      if (await selectEndpoint(endpoint.settings.endpointName)) {
        await remindOfModel(endpoint, catalogue, chooseModel);
      }
    },
    'lathe.addEndpoint': async () => {
      if (await addEndpoint({ client, keys, model: () => endpoint.settings.model })) {
        await check();
      }
    },
    'lathe.doctor': check,
    'lathe.setKey': () => endpoint.setKey(),
    'lathe.clearKey': () => endpoint.clearKey(),
  };
}

/** The model of one endpoint is seldom one of another's. */
async function remindOfModel(endpoint: ActiveEndpoint, catalogue: ModelCatalogue, chooseModel: () => Promise<boolean>): Promise<void> {
  const active = endpoint.active();
  const { entries } = active ? await catalogue.load(active.endpoint, new AbortController().signal) : { entries: [] };
  if (!active || entries.length === 0 || findModel(entries, active.model)) {
    return;
  }
  const choose = vscode.l10n.t('Choose a model');
  const chosen = await vscode.window.showInformationMessage(vscode.l10n.t('{0} does not list {1}.', active.endpoint.name, active.model), choose);
  if (chosen === choose) {
    await chooseModel();
  }
}
