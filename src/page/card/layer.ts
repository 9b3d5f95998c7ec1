/**
 * The layer that Gloss puts over a page: an element in the top layer with a closed shadow root, which the
 * page cannot read.
 */
import { call, elementAt, isLike, isShadow, outerOf, type Root, shadowOf } from '../dom/nodes';

/** The host covers the viewport. It lets all pointer events through, and inherits no style from the page. */
const HOST = `
:host{all:initial!important;display:block!important;position:fixed!important;inset:0!important;margin:0!important;
  width:auto!important;height:auto!important;max-width:none!important;max-height:none!important;overflow:visible!important;
  background:none!important;border:0!important;padding:0!important;pointer-events:none!important;color-scheme:light dark!important;
  zoom:var(--unzoom,1)!important}
:host(:not(:popover-open)){display:none!important}
:host::backdrop{display:none!important}
`;
/** Nothing of Gloss is on paper. */
const ON_PAPER = '@media print{:host,:host(:not(:popover-open)){display:none!important}}';

export function make<K extends keyof HTMLElementTagNameMap>(
  doc: Document,
  name: K,
): HTMLElementTagNameMap[K] {
  return doc.createElementNS('http://www.w3.org/1999/xhtml', name) as HTMLElementTagNameMap[K];
}

/** Creates a host. The caller puts it into the page. */
export function makeLayer(doc: Document, style: string): { host: HTMLElement; root: ShadowRoot } {
  const host = make(doc, 'div');
  host.setAttribute('popover', 'manual');
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(HOST + style + ON_PAPER);
  root.adoptedStyleSheets = [sheet]; // The page's style-src policy would block a style element.
  return { host, root };
}

/** Whether the host is in the top layer. A page can take it out, as it can any element. */
export function isRaised(host: HTMLElement): boolean {
  return host.isConnected && host.matches(':popover-open');
}

/**
 * Puts the host on top of the top layer. Its frames keep their content and the keyboard. Does nothing if the
 * page has removed the host. Takes back what the page has changed of it, as far as that kept it from being
 * shown or used.
 */
export function raise(host: HTMLElement): void {
  if (!host.isConnected) return;
  if (host.popover !== 'manual') host.popover = 'manual'; // The change closes the popover.
  host.inert = false;
  if (isRaised(host)) host.hidePopover();
  host.showPopover();
}

/**
 * Where to put a host for use beside `node`. Everything outside an open modal dialog or a fullscreen element is inert,
 * so the host must be inside: in its shadow root where it has one, because that is what is shown of it.
 */
function parentFor(node: Node): Root {
  for (let at = elementAt(node) ?? undefined; at; at = outerOf(at))
    if (isLike(at, 'dialog:modal, :fullscreen')) return shadowOf(at) ?? at;
  return document.documentElement;
}

/** Puts a host where it can be used beside `node`, unless it is there. Calls `moving` before. */
export function putBeside(node: Node, host: HTMLElement, moving: () => void = () => undefined): void {
  const parent = parentFor(node);
  if (host.parentNode !== parent) {
    moving();
    if (isShadow(parent)) parent.append(host);
    else call(parent, 'append', host);
  }
  unzoom(host);
}

/**
 * Undoes `zoom` around a host (CSS Viewport 1, `currentCSSZoom`): boxes are measured in pixels of the viewport, and the
 * layer keeps its size.
 */
function unzoom(host: HTMLElement & { currentCSSZoom?: number }): void {
  host.style.removeProperty('--unzoom');
  const { currentCSSZoom = 1 } = host;
  if (currentCSSZoom !== 1) host.style.setProperty('--unzoom', `${1 / currentCSSZoom}`);
}
