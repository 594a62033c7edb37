/** The languages that a request can be copied in. */
export const codeLanguages = ['curl', 'python', 'javascript', 'php'] as const;

export type CodeLanguage = (typeof codeLanguages)[number];
