/** What Gloss puts over a page: an element in the top layer with a closed shadow root, which the page cannot read into. */
import { closestOf, elementAt } from '../dom/nodes';

/** The host covers the viewport, lets everything through, and takes no style of the page's. */
const HOST = `
:host{all:initial!important;display:block!important;position:fixed!important;inset:0!important;margin:0!important;
  width:auto!important;height:auto!important;max-width:none!important;max-height:none!important;overflow:visible!important;
  background:none!important;border:0!important;padding:0!important;pointer-events:none!important;color-scheme:light dark!important}
:host(:not(:popover-open)){display:none!important}
`;

export function make<K extends keyof HTMLElementTagNameMap>(
  doc: Document,
  name: K,
): HTMLElementTagNameMap[K] {
  return doc.createElementNS('http://www.w3.org/1999/xhtml', name) as HTMLElementTagNameMap[K];
}

/** A host that is not in the page yet. */
export function makeLayer(doc: Document, style: string): { host: HTMLElement; root: ShadowRoot } {
  const host = make(doc, 'div');
  host.setAttribute('popover', 'manual');
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(HOST + style);
  root.adoptedStyleSheets = [sheet]; // Not a style element: a page's style-src would refuse it.
  return { host, root };
}

/** Where a host can be used for what stands at `node`: everything outside an open modal dialog or a fullscreen element is inert. */
export function parentFor(node: Node): Element {
  const element = elementAt(node);
  return (element && closestOf(element, 'dialog:modal, :fullscreen')) ?? document.documentElement;
}
