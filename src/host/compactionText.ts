import type { CompactedEvent } from '../core/chat/events.ts';
import type { ModelCatalogue } from '../core/models/catalogue.ts';
import type { ShownCompaction } from '../protocol/messages.ts';
import { readEndpoint } from './settings.ts';
import { usageText } from './usageText.ts';

/** A summary of earlier turns as the page shows it. What it took is left out where the endpoint did not say. */
export function compactionText(catalogue: ModelCatalogue): (compaction: CompactedEvent) => ShownCompaction {
  return ({ turn, summary, usage, endpoint: name, model }) => {
    const { endpoint } = readEndpoint(name);
    const price = endpoint && catalogue.price(endpoint, model);
    return { turnId: turn, summary, ...(usage ? { usage: usageText(usage, false, price) } : {}) };
  };
}
