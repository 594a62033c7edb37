/** The models that the simulator lists and serves. Ids are as ModelsLab spells them; both spellings of theirs occur. */
export const modelNames: readonly string[] = [
  'MiniMaxAI-MiniMax-M1-40k',
  'MiniMaxAI-MiniMax-M2',
  'deepseek-ai-DeepSeek-V3',
  'Qwen-Qwen2.5-72B-Instruct-Turbo',
  'meta-llama/Llama-3.1-70B-Instruct',
];

/** The body of the models endpoint: the four documented fields of each, and no others. */
export function modelList(): unknown {
  return {
    object: 'list',
    data: modelNames.map((id) => ({
      id,
      object: 'model',
      created: 1_775_606_400,
      owned_by: id.split(/[-/]/)[0],
    })),
  };
}
