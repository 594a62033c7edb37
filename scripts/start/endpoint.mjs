// Whom `npm start` talks to.
import { startSimulatorProcess } from '../simulatorProcess.mjs';

/**
 * What to write into the person's settings.json, and how to end what was started.
 * @typedef {{ readonly settings: Readonly<Record<string, unknown>>, readonly stop: () => void }} ChosenEndpoint
 */

/**
 * ModelsLab when there is a key for it, else a simulator of its own; says which.
 * @param {string | undefined} key
 * @param {(line: string) => void} print
 * @returns {Promise<ChosenEndpoint>}
 */
export const chooseEndpoint = async (key, print) => {
  if (key !== undefined && key !== '') {
    print('Lathe talks to ModelsLab with the key in MODELSLAB_API_KEY. Answers cost what ModelsLab charges.');
    return { settings: {}, stop: () => undefined };
  }
  const simulator = await startSimulatorProcess('--no-key');
  print(`Lathe talks to a simulator at ${simulator.baseUrl}: answers are made up.`);
  print('Set MODELSLAB_API_KEY and start again to talk to ModelsLab.');
  return {
    settings: {
      'lathe.endpoint': 'Simulator',
      'lathe.endpoints': {
        Simulator: {
          baseUrl: simulator.baseUrl,
          wire: 'openai',
          chatPath: '/chat/completions',
          auth: 'none',
          note: 'Answers are simulated. Set MODELSLAB_API_KEY and start again to talk to ModelsLab.',
        },
      },
    },
    stop: simulator.stop,
  };
};
