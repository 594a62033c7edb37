import createDOMPurify, { type Config } from 'dompurify';

const tags = [
  'p', 'br', 'hr', 'strong', 'em', 'b', 'i', 'u', 's', 'del', 'ins', 'mark', 'sub', 'sup', 'kbd', 'code', 'pre', 'blockquote',
  'ul', 'ol', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'a', 'span', 'div',
]; // prettier-ignore

const config = {
  ALLOWED_TAGS: tags,
  // `class` names the language of code and the parts of highlighted code; styles are ours alone, by class.
  ALLOWED_ATTR: ['href', 'class', 'start', 'align'],
  // DOMPurify holds every attribute against the pattern below that is not named as harmless.
  ADD_URI_SAFE_ATTR: ['start', 'align'],
  ALLOWED_URI_REGEXP: /^(?:https?:\/\/|mailto:)/i,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
} satisfies Config;

/** Only what our own renderer and the highlighter make; a model must not dress text up as the page's own parts. */
const allowedClass = /^(?:(?:language|path)-\S+|hljs-[\w-]+|task|math|display|footnote(?:-reference|-label)?|\w+_)$/;

const mathTags = [
  'math', 'mrow', 'mstyle', 'mpadded', 'mphantom', 'merror', 'menclose', 'mi', 'mn', 'mo', 'mtext', 'mspace', 'ms', 'mfrac', 'msqrt', 'mroot',
  'msub', 'msup', 'msubsup', 'munder', 'mover', 'munderover', 'mmultiscripts', 'mprescripts', 'mtable', 'mtr', 'mtd', 'span',
]; // prettier-ignore

const mathConfig = {
  ALLOWED_TAGS: mathTags,
  ALLOWED_ATTR: [
    'class', 'style', 'display', 'mathvariant', 'mathcolor', 'mathbackground', 'scriptlevel', 'displaystyle', 'width', 'height', 'depth', 'voffset',
    'lspace', 'rspace', 'stretchy', 'symmetric', 'separator', 'fence', 'form', 'largeop', 'movablelimits', 'accent', 'accentunder', 'minsize',
    'maxsize', 'linethickness', 'columnalign', 'rowspacing', 'columnspacing', 'columnspan', 'rowspan', 'notation',
  ], // prettier-ignore
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  IN_PLACE: true,
} satisfies Config;

let purifyMath: ReturnType<typeof createDOMPurify> | undefined;
let purify: ReturnType<typeof createDOMPurify> | undefined;

function create(): ReturnType<typeof createDOMPurify> {
  const made = createDOMPurify(window);
  made.addHook('uponSanitizeAttribute', (_element, data) => {
    if (data.attrName === 'class') {
      data.attrValue = data.attrValue
        .split(/\s+/)
        .filter((name) => allowedClass.test(name))
        .join(' ');
    }
  });
  made.addHook('afterSanitizeAttributes', (element) => {
    const href = element.getAttribute('href');
    if (href !== null) {
      // The words of a link may lie about where it leads.
      element.setAttribute('title', href);
    }
  });
  return made;
}

/** A fragment of `html` in which nothing can run, request, submit or style. The text is kept. */
export function sanitize(html: string): DocumentFragment {
  purify ??= create();
  return purify.sanitize(html, config);
}

/**
 * The same element with nothing in it but the formula. It was made element by element and not from html, so that its styles
 * are sound by the page's policy; those that could load something are not let through either.
 */
export function sanitizeMath(node: Node): Node {
  if (!purifyMath) {
    purifyMath = createDOMPurify(window);
    purifyMath.addHook('uponSanitizeAttribute', (_element, data) => {
      data.keepAttr = !/url|image|expression|position: *fixed/i.test(data.attrValue);
    });
  }
  purifyMath.sanitize(node, mathConfig);
  return node;
}
