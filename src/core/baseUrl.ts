// What people paste: the base itself, or the full address of one of the API's calls.
const finalPaths = /(?:\/+(?:chat\/completions|v1\/messages\/count_tokens|v1\/messages|v1\/models|v1))?\/*$/;

/**
 * The base URL of an endpoint in its one form: `http(s)://host[:port][/path]`, without a trailing slash, `/v1`, or the
 * path of a call. ModelsLab's own is `https://modelslab.com/api/v7/llm`; its documents and others' also print it with those.
 * Undefined when `text` is not an absolute http(s) URL, or carries credentials, a query or a fragment.
 */
export function normaliseBaseUrl(text: string): string | undefined {
  const trimmed = text.trim();
  if (!/^https?:\/\//i.test(trimmed) || /[?#]/.test(trimmed)) {
    return undefined;
  }
  let url: URL;
  try {
    url = new URL(trimmed);
  } catch {
    return undefined;
  }
  if (url.username !== '' || url.password !== '') {
    return undefined;
  }
  let path = url.pathname;
  // More than one round: `/v1/chat/completions` first loses the call, then the version.
  for (let shorter = path.replace(finalPaths, ''); shorter !== path; shorter = path.replace(finalPaths, '')) {
    path = shorter;
  }
  return url.origin + path;
}
