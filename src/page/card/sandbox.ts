/** Tells a document in which no card can come: a frame of the extension inherits the sandbox that it stands in. */
import { beforeDrawing, later } from '../dom/later';
import { call } from '../dom/nodes';
import { make } from './layer';

/**
 * Whether no card can come in this document, so that nothing may be marked in it. Without scripts, the card stays
 * empty. In Firefox it also does without an origin, because its frame is no page of the extension then. Resolves when
 * the document is rendered next. Never rejects.
 *
 * A user who has switched scripts off has cards all the same, so a top document must have lost its origin as well.
 */
export async function isBarren(doc: Document): Promise<boolean> {
  const isOpaque = self.origin === 'null' && location.protocol !== 'file:';
  if (!isOpaque && !mayBeInSandbox(self)) return false;
  return (import.meta.env.FIREFOX && isOpaque) || isWithoutScripts(doc);
}

/** Whether a page around a document may have put it into a sandbox, as far as the pages around can be read. */
function mayBeInSandbox(view: Window): boolean {
  for (let at = view; at !== at.parent; at = at.parent) {
    const frame = at.frameElement; // `null` in a page of another site.
    if (!frame || call(frame, 'hasAttribute', 'sandbox')) return true;
  }
  return false;
}

/**
 * Whether the browser shows what stands in for scripts. To a script of an extension, Chromium 156 says that scripts run:
 * in a media query, to the parser, and in a style update that the script itself causes. So the element is put in just
 * before the browser renders, and looked at after. Where scripts run, the page can see it come and go.
 */
function isWithoutScripts(doc: Document): Promise<boolean> {
  const element = make(doc, 'noscript');
  element.style.cssText = 'all:initial!important;display:block!important;position:fixed!important';
  return new Promise((resolve) => {
    beforeDrawing(() => {
      call(doc.documentElement, 'append', element);
      later(() => {
        resolve(element.checkVisibility());
        element.remove();
      }, 0);
    });
  });
}
