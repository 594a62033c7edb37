// What the journeys share: a workbench whose ModelsLab is the simulator.
import { simulatorKey, startSimulator, type Simulator, type SimulatorOptions } from '../../simulator/simulator.ts';
import { startWorkbench, type Workbench, type WorkbenchOptions } from '../driver/workbench.ts';

export interface Home {
  readonly simulator: Simulator;
  readonly workbench: Workbench;
  close(): Promise<void>;
}

/** The person's settings that send ModelsLab's requests to the simulator. `prices`: the person's own, as `lathe.endpoints` has them. */
export function homeSettings(simulator: Simulator, prices = {}): Readonly<Record<string, unknown>> {
  return { 'lathe.endpoints': { ModelsLab: { baseUrl: simulator.baseUrl, prices } } };
}

/** Starts both. `key: 'environment'` (default): the key is there already; `none`: the person has yet to set one. */
export async function atHome(
  options: WorkbenchOptions & { readonly key?: 'environment' | 'none'; readonly simulator?: SimulatorOptions; readonly prices?: object } = {},
): Promise<Home> {
  const simulator = await startSimulator({ tokenDelayMs: 10, ...options.simulator });
  const workbench = await startWorkbench({
    ...options,
    settings: { ...homeSettings(simulator, options.prices), ...options.settings },
    env: { ...(options.key === 'none' ? {} : { MODELSLAB_API_KEY: simulatorKey }), ...options.env },
  });
  return {
    simulator,
    workbench,
    close: async () => {
      await workbench.close();
      await simulator.close();
    },
  };
}
