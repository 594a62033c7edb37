import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { longestMessage } from '../protocol/messages.ts';
import { Announcer } from './announce.tsx';
import { Banners } from './banner.tsx';
import { Composer } from './composer.tsx';
import { Conversation } from './conversation.tsx';
import { EditingProvider, useEdits } from './editing.ts';
import { Find } from './find.tsx';
import { needsKey } from './keyPanel.tsx';
import { usePage } from './page.ts';
import type { Sticking } from './scroll.ts';
import { useFocusInput, useKeepFocus, useTellFocus } from './focusInput.ts';
import { useStepKeys } from './stepAnswer.ts';
import { useStopOnEscape } from './stopOnEscape.ts';
import type { ViewState } from './store.ts';
import { useDrop } from './drop.ts';
import { useTellDraft } from './tellDraft.ts';

/** The whole page. `focusRequests` counts how often the host asked for the caret. */
export function App(props: { readonly state: ViewState; readonly focusRequests: number }): JSX.Element {
  const { strings, host } = usePage();
  const { state } = props;
  const input = useRef<HTMLTextAreaElement>(null);
  const sticking = useRef<Sticking>(null);
  const [draft, setDraft] = useState(() => host.memory().draft);
  /** Something was written into the box since the page was loaded: the host may not have been told of it yet. */
  const written = useRef(false);
  const streaming = state.running !== undefined || state.gathering;
  const tellDraft = useTellDraft(host);
  /** The request that was the last one when the find widget was closed. */
  const [closed, setClosed] = useState(0);
  const finding = state.findRequests > closed;
  const [early, setEarly] = useState<string>();
  const snapshotShown = state.status !== undefined;

  const write = (text: string): void => {
    written.current = true;
    setDraft(text);
    host.remember({ draft: text, isTold: false });
    tellDraft(text);
  };
  /** Nothing that was typed is lost for it. */
  const putInFront = (text: string): void => {
    const typed = input.current?.value ?? draft;
    write(typed === '' || typed === text ? text : `${text}\n\n${typed}`);
  };
  /** Asks, or keeps the text for when that is possible; whether it went out. */
  const ask = (text: string): boolean => {
    if (text.trim() === '' || text.length > longestMessage) {
      return false;
    }
    if (state.status === undefined) {
      // The host has not answered yet: whether a key is there is not known.
      setEarly(text);
      return false;
    }
    if (needsKey(state.status)) {
      putInFront(text);
      host.post({ type: 'setKey' });
      return false;
    }
    write(text === (input.current?.value ?? draft) ? '' : draft);
    host.post({ type: 'ask', text });
    sticking.current?.stick();
    input.current?.focus();
    return true;
  };

  useEffect(() => {
    if (props.focusRequests > 0) {
      input.current?.focus();
    }
  }, [props.focusRequests]);

  useEffect(() => {
    if (state.givenBack && state.givenBack.text !== '') {
      putInFront(state.givenBack.text);
    }
  }, [state.givenBack]);
  useEffect(() => {
    if (!state.offered || written.current) {
      return;
    }
    const { text } = state.offered;
    // This page may remember less than the host was told, or other words than were written or sent meanwhile in another place.
    const isNewer = host.memory().isTold || text.startsWith(draft) || text.endsWith(`\n\n${draft}`);
    if (text !== draft && isNewer) {
      write(text);
    }
    // Only a new offer counts, not a box that was emptied since.
  }, [state.offered]);
  useEffect(() => {
    if (state.typed) {
      // The host has it already.
      setDraft(state.typed.text);
      host.remember({ draft: state.typed.text, isTold: true });
    }
  }, [state.typed]);
  useEffect(() => {
    if (early !== undefined && state.status !== undefined) {
      setEarly(undefined);
      ask(early);
    }
  }, [early, state.status]);
  const waiting = useRef<number>(undefined);
  useEffect(() => {
    // What an action of the editor asks is queued here while an answer comes, and is to be seen.
    if (snapshotShown && waiting.current !== undefined && state.queue.length > waiting.current) {
      sticking.current?.stick();
    }
    waiting.current = snapshotShown ? state.queue.length : undefined;
  }, [state.queue]);
  useStopOnEscape(streaming, host);
  const dropping = useDrop(host);
  const editing = useEdits(state, host, input, putInFront);
  useStepKeys();
  useFocusInput(input);
  useKeepFocus(input, [state.running, state.turns.length, state.compaction, state.status?.key]);
  useTellFocus(host);

  // A question may also come from the editor; either way its answer is what the person wants to see.
  const newest = state.running ?? (state.after ? undefined : state.turns.at(-1)?.id);
  const shown = useRef<string>(undefined);
  useLayoutEffect(() => {
    if (!snapshotShown) {
      return;
    }
    // With the snapshot itself one goes on reading where one was.
    const fresh = newest !== undefined && shown.current !== undefined && shown.current !== newest;
    if (fresh && newest === state.running) {
      if (state.after) {
        host.post({ type: 'show' });
      }
      sticking.current?.stick();
    }
    shown.current = newest ?? shown.current ?? '';
  }, [newest, snapshotShown]);

  /** The failure tells itself, with its reason. */
  const alerted = state.announcement === 'failed' && state.turns.some(({ id }) => id === state.failed);
  return (
    <EditingProvider value={editing}>
      <main class="page">
        <h1 class="visually-hidden">{strings.lathe}</h1>
        {state.status && <Banners status={state.status} />}
        {finding && (
          <Find
            state={state}
            onClose={() => {
              setClosed(state.findRequests);
              input.current?.focus();
            }}
          />
        )}
        <Conversation state={state} finding={finding} sticking={sticking} onStart={ask} input={input} onJumped={() => input.current?.focus()} />
        <Composer
          draft={draft}
          streaming={streaming}
          status={state.status}
          attachments={state.attachments}
          suggestions={state.suggestions}
          meter={state.meter}
          input={input}
          questions={state.turns.map(({ prompt }) => prompt)}
          onDraft={write}
          onShow={setDraft}
          onSend={ask}
        />
        {dropping && <div class="drop-here">{strings.dropHere}</div>}
        <Announcer announcement={alerted ? undefined : state.announcement} />
      </main>
    </EditingProvider>
  );
}
