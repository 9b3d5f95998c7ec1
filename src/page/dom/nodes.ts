/**
 * The only way in which Gloss reads the nodes of a page. The fields of a form shadow the form's own
 * properties: on `<form><input name="closest">`, `form.closest` is the input, in the extension's world too.
 * So properties and methods are taken from the prototypes. `scripts/page-nodes.grit` forbids any other way in
 * `src/page`.
 *
 * The images and forms of a document shadow its properties in the page's own world only, never in an
 * extension's (Chromium, Firefox, WebKit). So properties that only a document has are read directly.
 */

import { native } from '../../protocol/native';

/** A boundary point of the DOM: `offset` counts the UTF-16 units of a text node, or the children of an element. */
export interface Boundary {
  node: Node;
  offset: number;
}

/** A container of text: an element or an open shadow root. */
export type Root = Element | ShadowRoot;

/** Methods that are called for every element or block of a page, so they are looked up only once. */
const { closest, matches, querySelectorAll, getRootNode, getElementsByTagName } = Element.prototype;

/**
 * The browser's own `node[name]`. Costs about 0.1 µs. `undefined` if the node is not an element and does not
 * have the property.
 */
export function read<K extends keyof Element>(node: Node, name: K): Element[K] {
  return Reflect.get(Element.prototype, name, node);
}

type Method<K extends keyof Element> = Extract<Element[K], (...args: never[]) => unknown>;

/** Calls the browser's own `node[name](...args)`. */
export function call<K extends keyof Element>(
  node: Node,
  name: K,
  ...args: Parameters<Method<K>>
): ReturnType<Method<K>> {
  return Reflect.apply(Reflect.get(Element.prototype as object, name), node, args);
}

/**
 * `node.localName`. For a form, this can be one of its fields. Faster than `read`, and safe where the caller
 * does not look for forms.
 */
export function nameOf(node: Element): unknown {
  return node.localName;
}

/**
 * Whether a node is a text node or a CDATA section. A form field named `nodeType` is not a number, so it
 * cannot match.
 */
export function isText(node: Node): node is Text {
  return node.nodeType === 3 || node.nodeType === 4;
}

const FRAGMENT = 11;

/** `node instanceof ShadowRoot`, without touching the interface object, which costs each page 7 kB. */
export function isShadow(node: Node): node is ShadowRoot {
  return node.nodeType === FRAGMENT && 'host' in node;
}

/**
 * Whether a node is an element. Not by `instanceof`: a node that was in another document may have the
 * prototypes of that document's window, for good. The field of a form can add a name to it, and hide none.
 */
export function isElement(node: Node): node is Element {
  return 'localName' in node;
}

/** Whether the target of an event is a node, and not a window. Not by `instanceof` (`isElement`). */
export function isNode(target: EventTarget | null): target is Node {
  return target !== null && 'nodeType' in target;
}

/** The element that an event happened on. `null` if it happened on a document or a window. */
export function targetOf({ target }: Event): Element | null {
  return isNode(target) && isElement(target) ? target : null;
}

/** Whether an element is one of HTML, and not of SVG or MathML. */
export function isHtml(element: Element): element is HTMLElement {
  return read(element, 'namespaceURI') === 'http://www.w3.org/1999/xhtml';
}

/** The node itself if it is an element; otherwise its parent element. */
export function elementAt(node: Node): Element | null {
  return isElement(node) ? node : parentOf(node);
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

/** `root.getElementsByTagName('*')`. Empty for a shadow root, which has no such method. */
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

/** The shadow root that contains a node, if any. */
export function shadowAround(node: Node): ShadowRoot | null {
  const root = getRootNode.call(node);
  return root !== document && isShadow(root) ? root : null;
}

/** The element around a text: its parent, or the host of the shadow root that it is directly in. */
export function elementAround(text: Node): Element | undefined {
  return parentOf(text) ?? shadowAround(text)?.host;
}

/** What is around an element on the screen: the slot that shows it, its parent, or the host of its shadow root. */
export function outerOf(element: Element): Element | undefined {
  return read(element, 'assignedSlot') ?? parentOf(element) ?? shadowAround(element)?.host;
}

/**
 * The slot in a closed shadow root that shows an element. (`assignedSlot` tells open ones only.) Looks through all slots of
 * the root.
 */
export function closedSlotOf(element: Element): Element | undefined {
  const host = parentOf(element);
  const shadow = host && !read(element, 'assignedSlot') ? shadowOf(host) : null;
  return shadow ? [...allIn(shadow, 'slot')].find((slot) => assignedTo(slot).includes(element)) : undefined;
}

/** `slot.assignedNodes()`. */
export function assignedTo(slot: Element): Node[] {
  return isHtml(slot) ? Reflect.apply(HTMLSlotElement.prototype.assignedNodes, slot, []) : [];
}

/** Whether an element has a name with a hyphen, as custom elements have. */
export function isCustom(element: Element): boolean {
  return `${nameOf(element)}`.includes('-');
}

/** `element.shadowRoot`. */
export function openShadowOf({ shadowRoot }: Element): ShadowRoot | null {
  return shadowRoot && isShadow(shadowRoot) ? shadowRoot : null;
}

/**
 * The shadow root of an element. A custom element's closed one too, of which an extension may read the text. (Other
 * elements rarely have one, and to ask for it costs more than to ask for an open one. Gloss's own are on a `div`.)
 */
export function shadowOf(element: Element): ShadowRoot | null {
  return openShadowOf(element) ?? ((isCustom(element) && closedShadowOf(element)) || null);
}

function closedShadowOf(element: Element): ShadowRoot | null | undefined {
  if (import.meta.env.FIREFOX) return anyShadowOf(element);
  // https://developer.chrome.com/docs/extensions/reference/api/dom. Throws for an element of SVG or MathML, which have
  // no `innerText`.
  return 'innerText' in element ? native.dom?.openOrClosedShadowRoot(element as HTMLElement) : null;
}

/**
 * The shadow root of an element, closed ones included, where the browser lets an extension's script have it
 * (Firefox). Otherwise `null`.
 */
export function anyShadowOf(element: Element): ShadowRoot | null {
  return Reflect.get(Element.prototype, 'openOrClosedShadowRoot', element) ?? null;
}

/** `element.offsetWidth`: the width before transforms, CSS px. */
export function widthOf(element: Element): number {
  return Reflect.get(HTMLElement.prototype, 'offsetWidth', element);
}

/** `element.currentCSSZoom`: the `zoom` that an element is laid out with, its own and that around it. */
export function zoomOf(element: Element): number {
  return Reflect.get(Element.prototype, 'currentCSSZoom', element) ?? 1;
}

/** Whether `b` follows `a` in document order. Descendants of `a` follow it. */
export function isAfter(a: Node, b: Node): boolean {
  return (call(a, 'compareDocumentPosition', b) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

/** The element whose box represents a block on the page. For a shadow root, its host. */
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
 * `range.getClientRects()`, CSS px of the viewport. Ranges cannot be clobbered. The wrapper exists because
 * the lint rule forbids methods by name, and elements have a method of the same name.
 */
export function rectsOf(range: Range): DOMRect[] {
  return [...range.getClientRects()];
}

/** `range.getBoundingClientRect()`, CSS px of the viewport. */
export function rectOf(range: Range): DOMRect {
  return range.getBoundingClientRect();
}

/** `doc.querySelector(selector)`. */
export function firstIn(doc: Document, selector: string): Element | null {
  return doc.querySelector(selector);
}

/** The `lang` of a document's root element (BCP 47), or an empty string. */
export function langOf({ documentElement }: Document): string {
  return (documentElement && call(documentElement, 'getAttribute', 'lang')) ?? '';
}

/** Whether the keyboard focus is in this frame itself, not in a frame inside it. */
export function hasFocus(doc: Document): boolean {
  return doc.hasFocus() && nameOf(doc.activeElement ?? doc.documentElement) !== 'iframe';
}

/** The style in which a text is drawn: that of its parent, or of the host of its shadow root. */
export function textStyleOf(text: Node): Partial<CSSStyleDeclaration> {
  const element = elementAround(text);
  return element ? styleOf(element) : {};
}

/** A range from one boundary point to another. */
export function rangeBetween(start: Boundary, end: Boundary): Range {
  const range = document.createRange();
  range.setStart(start.node, start.offset);
  range.setEnd(end.node, end.offset);
  return range;
}

/**
 * `getComputedStyle(element)`. Firefox 153 returns no style in a document whose frame is being removed, and throws once
 * the frame is gone (see `later.ts`).
 */
export function styleOf(element: Element): Partial<CSSStyleDeclaration> {
  return (!closed && getComputedStyle(element)) || {};
}

/** A stretch of a text node, as far as there is any. Firefox copies all of its text at each look at `data`. */
export const textIn = (node: Text, from: number, to: number): string =>
  from < node.length ? node.substringData(from, to - from) : '';
