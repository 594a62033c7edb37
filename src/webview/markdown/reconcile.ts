function sameTag(a: Element, b: Element): boolean {
  return (
    a.localName === b.localName &&
    a.attributes.length === b.attributes.length &&
    [...a.attributes].every((attribute) => b.getAttribute(attribute.name) === attribute.value)
  );
}

function reconcileText(shown: Text, wanted: Text): void {
  if (wanted.data.startsWith(shown.data)) {
    if (wanted.length > shown.length) {
      shown.appendData(wanted.data.slice(shown.length));
    }
  } else {
    shown.data = wanted.data;
  }
}

/**
 * Makes the children of `shown` like those of `wanted`, which is used up. What is alike stays the very same node: a
 * block that grows keeps the person's selection in it, and only what changed is laid out again. `after`: a child of `shown` that
 * stays, with those before it.
 */
export function reconcile(shown: Element, wanted: Element | DocumentFragment, after?: ChildNode): void {
  let old = after ? after.nextSibling : shown.firstChild;
  let next = wanted.firstChild;
  while (old !== null && next !== null) {
    const [oldAfter, nextAfter]: [ChildNode | null, ChildNode | null] = [old.nextSibling, next.nextSibling];
    if (old instanceof Text && next instanceof Text) {
      reconcileText(old, next);
    } else if (old instanceof Element && next instanceof Element && sameTag(old, next)) {
      reconcile(old, next);
    } else {
      old.replaceWith(next);
    }
    [old, next] = [oldAfter, nextAfter];
  }
  while (old !== null) {
    const after: ChildNode | null = old.nextSibling;
    old.remove();
    old = after;
  }
  while (next !== null) {
    const after: ChildNode | null = next.nextSibling;
    shown.append(next);
    next = after;
  }
}
