// What the tests inside the extension host tell the script outside, one event to a request.

export type HostTestEvent =
  /** `name` is the whole sentence: the titles of the suites, then the test's. `ms` is how long it took. */
  | { readonly type: 'passed'; readonly name: string; readonly ms: number }
  | { readonly type: 'failed'; readonly name: string; readonly reason: string }
  | { readonly type: 'skipped'; readonly name: string }
  /** The run itself broke: a test file that cannot be loaded, for one. */
  | { readonly type: 'broken'; readonly reason: string }
  /** The last event, in any case. */
  | { readonly type: 'end' };
