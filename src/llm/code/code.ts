import type { Endpoint } from '../../core/endpoint.ts';
import type { ChatRequest } from '../../core/model.ts';
import type { CodeLanguage } from '../../core/codeLanguage.ts';
import { curlCode } from './curl.ts';
import { exampleOf, type Example } from './example.ts';
import { javascriptCode } from './javascript.ts';
import { phpCode } from './php.ts';
import { pythonCode } from './python.ts';

const writers: Readonly<Record<CodeLanguage, (example: Example) => string>> = {
  curl: curlCode,
  python: pythonCode,
  javascript: javascriptCode,
  php: phpCode,
};

/** A program that sends the request and prints the answer, with the key taken from an environment variable. */
export function codeOf(
  request: ChatRequest,
  endpoint: Endpoint & { readonly keyVariable: string },
  form: { readonly language: CodeLanguage; readonly wire: Endpoint['wire'] },
  without: ReadonlySet<string>,
): string {
  return writers[form.language](exampleOf(request, endpoint, form.wire, without));
}
