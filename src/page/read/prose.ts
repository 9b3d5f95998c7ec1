/**
 * What of a page is prose, and where its blocks begin and end, told from names and attributes alone: asking for computed
 * style would cost 14–44 times the walk (DESIGN.md §6). Text that is not displayed is prose all the same: it may be shown
 * at any time without a change that could be seen, and until then its marks are not painted.
 */

/** Elements whose text is not prose, or is not shown. Local names, as XHTML and SVG write them. */
export const NOT_PROSE =
  'script,style,noscript,template,head,title,textarea,input,select,option,optgroup,datalist,' +
  'code,pre,kbd,samp,tt,var,math,canvas,iframe,frame,frameset,noframes,object,embed,audio,video,' +
  'progress,meter,rt,rp,metadata,defs,symbol,desc';

/** Fields and editors made of other elements (CodeMirror 5 and 6, Monaco, Ace among them), and lists of choices. */
const WRITTEN =
  '[contenteditable]:not([contenteditable="false" i]),[role=textbox],[role=listbox],[role=searchbox],[role=math],' +
  '.CodeMirror,.cm-editor,.monaco-editor,.ace_editor';

/** Elements that run on inside a line of text. Everything else begins and ends a block. */
export const INLINE =
  'a,abbr,acronym,b,bdi,bdo,big,cite,data,del,dfn,em,font,i,ins,label,mark,nobr,q,ruby,rb,s,slot,small,span,strike,' +
  'strong,sub,sup,time,tspan,textPath,u,wbr';

const SKIPPED = `${NOT_PROSE},${WRITTEN}`;
const BLOCK = `:not(${INLINE})`;

/** The names of the two lists, once they are asked for. Asked of every element of a block: cheaper than a selector. */
let skipped: Set<string> | undefined;
let inline: Set<string> | undefined;

/**
 * Methods from the prototype: a form answers to the names of its fields before its own (`<input name="closest">`), in the extension's
 * world as well. Properties of an element that may be a form are read with the same care.
 */
const { closest, matches, querySelectorAll, getRootNode } = Element.prototype;

/** What text lies in: an element, or an open shadow root. */
export type Root = Element | ShadowRoot;

/** Whether the text under this element, taken by itself, is left alone. */
export function isSkipped(element: Element): boolean {
  skipped ??= new Set(NOT_PROSE.split(','));
  return skipped.has(element.localName) || matches.call(element, WRITTEN);
}

export function isInline(element: Element): boolean {
  inline ??= new Set(INLINE.split(','));
  return inline.has(element.localName);
}

/** The nearest block around a node (or the node itself): what is read again when something in it changes. `null`: the node is in no tree. */
export function blockOf(node: Node): Root | null {
  const element = node instanceof Element ? node : node.parentElement;
  return (element && closestOf(element, BLOCK)) ?? shadowAround(node);
}

/** Whether a node is out of the document, or lies in something that is skipped, around the shadow roots it is in as well. */
export function isLeftAlone(node: Node): boolean {
  if (!node.isConnected || document.designMode === 'on') return true;
  for (let at: Node | undefined = node; at; at = shadowAround(at)?.host) {
    const element: Element | null = at instanceof Element ? at : at.parentElement;
    if (element && closestOf(element, SKIPPED)) return true;
  }
  return false;
}

/** Whether a node is in what the user writes in, of whatever kind. */
export function isWritten(node: Node): boolean {
  const element = node instanceof Element ? node : node.parentElement;
  if (element && closestOf(element, `input,textarea,select,${WRITTEN}`)) return true;
  return document.designMode === 'on';
}

/** `element.closest`. */
export function closestOf(element: Element, selector: string): Element | null {
  return closest.call(element, selector);
}

/** `root.querySelectorAll`. */
export function allIn(root: Root, selector: string): NodeListOf<Element> {
  return isShadow(root) ? root.querySelectorAll(selector) : querySelectorAll.call(root, selector);
}

let parentElement: (() => Element | null) | undefined;

/** `element.parentElement`. */
export function parentOf(element: Element): Element | null {
  parentElement ??= Object.getOwnPropertyDescriptor(Node.prototype, 'parentElement')?.get;
  return parentElement?.call(element) ?? null;
}

/** The shadow root that a node is in. */
export function shadowAround(node: Node): ShadowRoot | null {
  const root = getRootNode.call(node);
  return root !== document && isShadow(root) ? root : null;
}

const FRAGMENT = 11;

/** `node instanceof ShadowRoot`, without the interface, which costs each page 7 kB. */
export function isShadow(node: Node): node is ShadowRoot {
  return node.nodeType === FRAGMENT && 'host' in node;
}

/** The element whose box a block has on the page. */
export function boxOf(root: Root): Element {
  return isShadow(root) ? root.host : root;
}
