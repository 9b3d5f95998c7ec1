/** What a frame shows, so that the popup can say why nothing is marked there. */
import type { Report } from '../../protocol/report';
import { closestOf, firstIn } from '../dom/nodes';
import { isPlainProse } from '../read/plain';
import { isWritten } from '../read/prose';

/** Elements whose text is code. */
const CODE = 'pre,code,samp,kbd';
/** Where the view is looked at, as shares of its width and height. */
const LOOKS = [0.2, 0.5, 0.8];

/** The kind of a document: by its type, or by what covers more than half of its view. */
export function kindOf(doc: Document): Report['kind'] {
  const { contentType } = doc;
  if (contentType === 'application/pdf') return 'viewer';
  if (contentType === 'image/svg+xml') return 'svg';
  if (/^(?:image|video|audio)\//.test(contentType)) return 'media';
  if (/[/+]xml$/.test(contentType) && contentType !== 'application/xhtml+xml') return 'xml';
  if (doc.designMode === 'on' || covers(doc, isWritten)) return 'editor';
  if (!/html/.test(contentType)) {
    // The browser has put a file of plain text into a `pre`.
    const pre = firstIn(doc, 'body>pre');
    return pre && !isPlainProse(pre) ? 'code' : 'page';
  }
  return covers(doc, isCode) ? 'code' : 'page';
}

function isCode(element: Element): boolean {
  const code = closestOf(element, CODE);
  return code !== null && !isPlainProse(closestOf(code, 'pre') ?? code);
}

/** Whether more than half of the places that are looked at are in such elements. */
function covers(doc: Document, is: (element: Element) => boolean): boolean {
  const { innerWidth = 0, innerHeight = 0 } = doc.defaultView ?? {};
  const seen = LOOKS.flatMap((x) => LOOKS.map((y) => doc.elementFromPoint(x * innerWidth, y * innerHeight)));
  return seen.filter((element) => element && is(element)).length > seen.length / 2;
}
