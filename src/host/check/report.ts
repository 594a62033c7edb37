import type { CheckResult } from '../../core/check.ts';
import type { EndpointProfile } from '../../core/endpoints.ts';

export interface ReportFacts {
  readonly lathe: string;
  readonly vscode: string;
  readonly system: string;
  readonly endpoint: EndpointProfile;
  readonly model: string;
  /** Where the key is; never the key. */
  readonly keyState: string;
  readonly results: readonly CheckResult[];
}

/**
 * The check as Markdown, to be pasted where somebody can help. It is made of states, addresses and the endpoint's own words, out of which the
 * client has taken the key; headers are told by name only. In English, because it is for others.
 */
export function checkReport({ lathe, vscode, system, endpoint, model, keyState, results }: ReportFacts): string {
  const lines = results.map(({ step, outcome, facts, failure }) => {
    const found = Object.entries(facts).map(([name, value]) => `${name}: ${String(value)}`);
    const failed = failure ? [failure.code, failure.status === undefined ? '' : `HTTP ${failure.status}`, failure.detail ?? ''] : [];
    return `| ${step} | ${outcome} | ${cell([...found, ...failed].filter((text) => text !== '').join(', '))} |`;
  });
  return [
    '# Lathe: Check Connection',
    '',
    `- Lathe ${lathe}, VS Code ${vscode}, ${system}`,
    `- Endpoint: ${endpoint.name}, ${endpoint.baseUrl}, ${endpoint.wire}, chat at ${endpoint.chatPath}`,
    `- Key: ${endpoint.auth}, ${keyState}`,
    `- Headers: ${Object.keys(endpoint.headers).join(', ') || 'none'}`,
    `- Model: ${model} (as ${endpoint.modelField})`,
    '',
    '| Step | Outcome | Found |',
    '| --- | --- | --- |',
    ...lines,
    '',
  ].join('\n');
}

function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
}
