import type { Strings } from '../../protocol/strings.ts';

export interface PageParts {
  /** What VS Code calls the webview's own resources in a CSP. */
  readonly cspSource: string;
  /** Fresh for each page, not guessable. */
  readonly nonce: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  /** BCP 47. */
  readonly language: string;
  /** Under which name the page keeps its draft and its place; what was kept under another is forgotten. */
  readonly kept: string;
  readonly strings: Strings;
  /** Where it is shown: in the chat's view, or in a tab of the editor area. */
  readonly place: 'view' | 'tab';
}

/**
 * The page's html. Nothing may load but our own script, style and font: no inline script or style, no image, no request.
 * `strict-dynamic` lets our script, and nothing else, load its own lazy chunks.
 */
export function pageHtml(parts: PageParts): string {
  const csp = [
    "default-src 'none'",
    `script-src 'nonce-${parts.nonce}' 'strict-dynamic'`,
    `style-src ${parts.cspSource}`,
    `font-src ${parts.cspSource}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escape(parts.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escape(csp)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Lathe</title>
<link rel="stylesheet" href="${escape(parts.styleUri)}">
</head>
<body data-surface="${parts.place}" data-kept="${escape(parts.kept)}" data-strings="${escape(JSON.stringify(parts.strings))}">
<div id="app"></div>
<script type="module" nonce="${escape(parts.nonce)}" src="${escape(parts.scriptUri)}"></script>
</body>
</html>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
