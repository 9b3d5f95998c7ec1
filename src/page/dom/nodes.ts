/**
 * The one way in which Gloss reads the nodes of a page. A form answers to the names of its fields before its
 * own properties: on `<form><input name="closest">`, `form.closest` is the input, in the extension's world as
 * well. So properties and methods are taken from the prototypes. `scripts/page-nodes.grit` forbids any other
 * way in `src/page`.
 *
 * A document answers to the names of its images and forms in the page's own world only, never in an
 * extension's (Chromium, Firefox, WebKit). So properties that only a document has are read directly.
 */

/** What text lies in: an element, or an open shadow root. */
export type Root = Element | ShadowRoot;

/** Methods that are called on every element or block of a page. */
const { closest, matches, querySelectorAll, getRootNode, getElementsByTagName } = Element.prototype;

/**
 * `node[name]`, as the browser defines it. Costs about 0.1 µs. `undefined` for a property of elements on a
 * node that is none.
 */
export function read<K extends keyof Element>(node: Node, name: K): Element[K] {
  return Reflect.get(Element.prototype, name, node);
}

type Method<K extends keyof Element> = Extract<Element[K], (...args: never[]) => unknown>;

/** `node[name](...args)`, as the browser defines it. */
export function call<K extends keyof Element>(
  node: Node,
  name: K,
  ...args: Parameters<Method<K>>
): ReturnType<Method<K>> {
  return Reflect.apply(Reflect.get(Element.prototype as object, name), node, args);
}

/**
 * `node.localName`; of a form, perhaps one of its fields. Faster than `read`, and as good where no form is
 * looked for.
 */
export function nameOf(node: Element): unknown {
  return node.localName;
}

/** Whether a node is a text node or a CDATA section. A field by the name of `nodeType` is no number. */
export function isText(node: Node): node is Text {
  return node.nodeType === 3 || node.nodeType === 4;
}

const FRAGMENT = 11;

/** `node instanceof ShadowRoot`, without the interface, which costs each page 7 kB. */
export function isShadow(node: Node): node is ShadowRoot {
  return node.nodeType === FRAGMENT && 'host' in node;
}

/** The element itself, or the element around another node. */
export function elementAt(node: Node): Element | null {
  return node instanceof Element ? node : parentOf(node);
}

/** `element.closest(selector)`. */
export function closestOf(element: Element, selector: string): Element | null {
  return closest.call(element, selector);
}

/** `element.matches(selector)`. */
export function isLike(element: Element, selector: string): boolean {
  return matches.call(element, selector);
}

/** `root.querySelectorAll(selector)`. */
export function allIn(root: Root, selector: string): NodeListOf<Element> {
  return isShadow(root) ? root.querySelectorAll(selector) : querySelectorAll.call(root, selector);
}

/** `root.getElementsByTagName('*')`; of a shadow root, which has no such method, none. */
export function allUnder(root: Root): ArrayLike<Element> {
  return isShadow(root) ? [] : getElementsByTagName.call(root, '*');
}

/** `root.children`. */
export function childrenOf(root: Root): Iterable<Element> {
  return isShadow(root) ? root.children : read(root, 'children');
}

let parentElement: ((this: Node) => Element | null) | undefined;

/** `node.parentElement`. */
export function parentOf(node: Node): Element | null {
  parentElement ??= Object.getOwnPropertyDescriptor(Node.prototype, 'parentElement')?.get;
  return parentElement?.call(node) ?? null;
}

/** The shadow root that a node is in. */
export function shadowAround(node: Node): ShadowRoot | null {
  const root = getRootNode.call(node);
  return root !== document && isShadow(root) ? root : null;
}

/** `element.shadowRoot`. */
export function shadowOf({ shadowRoot }: Element): ShadowRoot | null {
  return shadowRoot && isShadow(shadowRoot) ? shadowRoot : null;
}

/** Whether `b` stands after `a` in their tree, or in `a`. */
export function isAfter(a: Node, b: Node): boolean {
  return (call(a, 'compareDocumentPosition', b) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

/** The element whose box a block has on the page. */
export function boxOf(root: Root): Element {
  return isShadow(root) ? root.host : root;
}

/** `element.focus(options)`. */
export function focusOn(element: HTMLElement, options: FocusOptions): void {
  HTMLElement.prototype.focus.call(element, options);
}

/** `element.scrollBy(options)`. */
export function scrollBy(element: Element, options: ScrollToOptions): void {
  Reflect.apply(Element.prototype.scrollBy, element, [options]);
}

/**
 * `range.getClientRects()`: a range has no fields, but methods of the same names as an element's. CSS px of
 * the viewport.
 */
export function rectsOf(range: Range): DOMRect[] {
  return [...range.getClientRects()];
}

/** `range.getBoundingClientRect()`. CSS px of the viewport. */
export function rectOf(range: Range): DOMRect {
  return range.getBoundingClientRect();
}

/** `doc.querySelector(selector)`. */
export function firstIn(doc: Document, selector: string): Element | null {
  return doc.querySelector(selector);
}

/** The language that the root element of a document names (BCP 47), or nothing. */
export function langOf({ documentElement }: Document): string {
  return (documentElement && call(documentElement, 'getAttribute', 'lang')) ?? '';
}
