import { render } from 'preact';
import type { ToPage } from '../protocol/messages.ts';
import type { Strings } from '../protocol/strings.ts';
import { createHostApi } from './api.ts';
import { App } from './app.tsx';
import { FileLinks } from './markdown/fileLinks.ts';
import { PageProvider } from './page.ts';
import { stepAnswer } from './stepAnswer.ts';
import { initialState, reduce } from './store.ts';

/** Characters of an error that are worth a line in the log. */
const longestError = 5000;

const host = createHostApi();
const epoch = crypto.randomUUID();

function reportError(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  host.post({ type: 'pageError', message: text.slice(0, longestError) });
}

window.addEventListener('error', (event) => {
  reportError(event.error ?? event.message);
});
window.addEventListener('unhandledrejection', (event) => {
  reportError(event.reason);
});

const root = document.getElementById('app');
if (!root) {
  throw new Error('The page has no element to draw into.');
}
const links = new FileLinks((names) => {
  host.post({ type: 'findPlaces', names });
});
const page = { strings: JSON.parse(document.body.dataset['strings'] ?? '{}') as Strings, host, links, newRequest: () => (requests += 1) };

let requests = 0;
let state = initialState(epoch);
let focusRequests = 0;
let frame: number | undefined;
/** The host waits to hear that what it sent is drawn. */
let owesDrawn = false;

function draw(): void {
  frame = undefined;
  try {
    if (root) {
      render(
        <PageProvider value={page}>
          <App state={state} focusRequests={focusRequests} />
        </PageProvider>,
        root,
      );
    }
  } catch (error) {
    reportError(error);
  } finally {
    // Also after a failure: the host would send nothing more.
    if (owesDrawn) {
      owesDrawn = false;
      host.post({ type: 'drawn' });
    }
  }
}

window.addEventListener('message', ({ data }: MessageEvent<ToPage | null>) => {
  // Other extensions of the browser may post to the page as well.
  if (data === null) {
    return;
  }
  if (data.epoch === epoch && data.type === 'ping') {
    host.post({ type: 'pong' });
    return;
  }
  if (data.epoch === epoch && data.type === 'step') {
    stepAnswer(data.by);
    return;
  }
  if (data.epoch === epoch && data.type === 'places') {
    links.found(data.names, document);
    return;
  }
  owesDrawn ||= data.epoch === epoch && data.type === 'append';
  const next = reduce(state, data);
  const focus = data.type === 'focusInput' && data.epoch === epoch;
  if (next !== state || focus || owesDrawn) {
    state = next;
    focusRequests += focus ? 1 : 0;
    // Several messages of one frame are drawn once.
    frame ??= requestAnimationFrame(draw);
  }
});

draw();
const around = host.memory().anchor?.turnId;
host.post({ type: 'ready', epoch, ...(around === undefined ? {} : { around }) });
