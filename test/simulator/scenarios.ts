import { contract, contractNames, type ContractName } from './contract/contract.ts';
import type { Scenario } from './plan.ts';
import { dialects } from './scenarios/dialects.ts';
import { endings } from './scenarios/endings.ts';
import { paces } from './scenarios/paces.ts';
import { refusals } from './scenarios/refusals.ts';

const families = { ...refusals, ...endings, ...dialects, ...paces };

function scripted(): Readonly<Record<ContractName, Scenario>> {
  const scripts: Partial<Record<ContractName, Scenario>> = {};
  for (const name of contractNames) {
    const { rows, summary, chat, messages } = contract[name];
    scripts[name] = { summary: `${summary} (rule ${rows.join(', ')})`, plan: () => ({ kind: 'script', chat, messages }) };
  }
  return scripts as Record<ContractName, Scenario>;
}

export type ScenarioName = keyof typeof families | ContractName;

/** All the ways to misbehave; those of the contract are the very bytes that docs/wire.md speaks of. */
export const scenarios: Readonly<Record<ScenarioName, Scenario>> = { ...families, ...scripted() };

/** What a message asks for with `/simulate <name> [number]`. */
export type SimulateCommand =
  | { readonly type: 'scenario'; readonly name: ScenarioName; readonly amount: number | undefined }
  | { readonly type: 'help'; readonly unknown: string | undefined };

/** Reads `/simulate` out of a message, wherever a word may stand in it; undefined when it is not there. */
export function simulateCommand(message: string): SimulateCommand | undefined {
  // The last one: what a person types comes after the file that it is sent with.
  const match = [...message.matchAll(/(?<=^|\s)\/simulate(?:[ \t]+([\w-]+))?(?:[ \t]+(\d{1,6})\b)?/g)].at(-1);
  if (!match) {
    return undefined;
  }
  const name = match[1] ?? 'help';
  if (isScenarioName(name)) {
    return { type: 'scenario', name, amount: match[2] === undefined ? undefined : Number(match[2]) };
  }
  return { type: 'help', unknown: name === 'help' ? undefined : name };
}

/** True for the name of a scenario. */
export function isScenarioName(name: string): name is ScenarioName {
  return Object.hasOwn(scenarios, name);
}

/** The names with their summaries, as a Markdown list. */
export function scenarioList(): string {
  return Object.entries(scenarios)
    .map(([name, { summary }]) => `- \`/simulate ${name}\`: ${summary}`)
    .join('\n');
}

/** The answer to `/simulate help`, or to a name that does not exist. */
export function helpText(unknown: string | undefined): string {
  const first = unknown === undefined ? '*Simulated.*' : `*Simulated.* There is no scenario \`${unknown}\`.`;
  return `${first} A message with one of these is answered that way; a number may follow the name:\n\n${scenarioList()}`;
}
