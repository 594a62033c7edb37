import type { EndpointProfile } from '../../core/endpoints.ts';
import { withUsed } from '../../core/models/modelChoices.ts';
import { showModelInfo } from '../models/modelInfoCard.ts';
import { ModelPick, type ModelPickDeps } from '../models/modelPick.ts';
import { saveModel } from '../settings.ts';

export interface SelectModelDeps extends ModelPickDeps {
  /** Makes the model the one of the next message alone. */
  readonly useOnce: (model: string) => void;
}

/**
 * Lets the person choose among the models that the endpoint lists, or type any id. `once`: for the next
 * message alone, whichever way. Resolves to whether one was chosen.
 */
export async function selectModel(endpoint: EndpointProfile, current: string, deps: SelectModelDeps, once = false): Promise<boolean> {
  let marked: string | undefined;
  for (;;) {
    const picked = await new ModelPick(endpoint, current, deps).show(marked);
    if (!picked) {
      return false;
    }
    const { id } = picked;
    if (picked.type !== 'info') {
      await deps.choices.change(endpoint.baseUrl, (before) => withUsed(before, id));
      if (once || picked.type === 'once') {
        deps.useOnce(id);
      } else {
        await saveModel(id);
      }
      return true;
    }
    if (!(await showModelInfo(endpoint, id, deps.catalogue))) {
      return false;
    }
    marked = id;
  }
}
