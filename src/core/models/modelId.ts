/**
 * The same model under two spellings? ModelsLab itself writes `MiniMaxAI-MiniMax-M1-40k` and `MiniMaxAI/MiniMax-M1-40k`, and adds the upstream's
 * name to some (https://docs.modelslab.com/llm-api/chat-completions). For looking up only: what is sent is always spelled as the list or the person
 * spells it.
 */
export function isSameModel(a: string, b: string): boolean {
  return a === b || loose(a) === loose(b);
}

/** The entry with this id, spelled exactly so or else alike. */
export function findModel<T extends { readonly id: string }>(models: readonly T[], id: string): T | undefined {
  return models.find((model) => model.id === id) ?? models.find((model) => isSameModel(model.id, id));
}

function loose(id: string): string {
  return id
    .trim()
    .toLowerCase()
    .replace(/[/:_\s]/g, '-')
    .replace(/-together$/, '');
}
