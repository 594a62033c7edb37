/** What a request is made with, as the page's fields hold it. */
export interface ParameterValues {
  readonly system: string;
  readonly temperature: number;
  readonly maxTokens: number;
  readonly topP: number;
  readonly frequencyPenalty: number;
  readonly presencePenalty: number;
  readonly format: 'text' | 'json' | 'schema';
  /** JSON Schema as JSON text; used where `format` is `schema`. */
  readonly schema: string;
}

export type ParameterName = keyof ParameterValues;

export interface ShownParameters {
  /** What the next question is asked with. */
  readonly values: ParameterValues;
  /** What the settings say. */
  readonly defaults: ParameterValues;
  readonly presets: readonly { readonly id: string; readonly label: string; readonly values: Partial<ParameterValues> }[];
  /** What there is to know of a field, localized, such as that the endpoint refuses it. */
  readonly remarks: Partial<Readonly<Record<ParameterName, string>>>;
}
