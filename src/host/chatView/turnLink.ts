/** A turn of a conversation, as a link names it. */
export interface TurnPlace {
  readonly conversation: string;
  readonly turn: string;
}

/** Ids are made by `crypto.randomUUID`; nothing else may reach a file name. */
const id = /^[\w-]{1,100}$/;

/** A link that opens the conversation at a turn. `scheme`: of this editor, such as `vscode` or `vscode-insiders`. */
export function linkTo(scheme: string, conversation: string, turn: string): string {
  return `${scheme}://lathe.lathe/turn?${new URLSearchParams({ conversation, turn }).toString()}`;
}

/** What a link names; undefined when it is none of ours. */
export function placeOf(link: { readonly path: string; readonly query: string }): TurnPlace | undefined {
  const query = new URLSearchParams(link.query);
  const [conversation, turn] = [query.get('conversation') ?? '', query.get('turn') ?? ''];
  return link.path === '/turn' && id.test(conversation) && id.test(turn) ? { conversation, turn } : undefined;
}
