import { normaliseBaseUrl } from '../../core/baseUrl.ts';
import { endpointBase, type EndpointProfile } from '../../core/endpoints.ts';
import type { EndpointSetting } from '../../ids.ts';

/** An endpoint as far as the wizard has come. */
export interface EndpointDraft {
  /** One that is built in; then only key and model are asked for. */
  readonly builtIn?: EndpointProfile;
  readonly wire: 'openai' | 'anthropic';
  readonly address: string;
  readonly name: string;
  /** Empty for none. */
  readonly key: string;
  readonly model: string;
}

/** The profile that the draft describes. Without a key none is sent; Anthropic's own form of it is a header of its own. */
export function profileOf({ builtIn, wire, address, name, key }: EndpointDraft): EndpointProfile {
  if (builtIn) {
    return builtIn;
  }
  const auth = key === '' ? 'none' : wire === 'anthropic' ? 'x-api-key' : 'bearer';
  return { ...endpointBase, name, baseUrl: normaliseBaseUrl(address) ?? address, wire, auth };
}

/** What is written into the settings; undefined where nothing needs to be. */
export function settingOf(draft: EndpointDraft): EndpointSetting | undefined {
  if (draft.builtIn) {
    return undefined;
  }
  const { baseUrl, wire, auth } = profileOf(draft);
  return { baseUrl, wire, auth };
}

/** A name for an endpoint at this address: its host, with a number when there is one of that name. */
export function nameFor(address: string, taken: readonly string[]): string {
  const host = URL.canParse(address) ? new URL(address).host : 'endpoint';
  let name = host;
  for (let number = 2; taken.includes(name); number++) {
    name = `${host} ${number}`;
  }
  return name;
}
