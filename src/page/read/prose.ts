/**
 * Decides which text of a page is prose, and where blocks begin and end, from names and attributes alone.
 * Computed style would cost 14–44 times as much as the walk (docs/design.md, Measurements).
 *
 * Text that is not displayed counts as prose. It may be displayed at any time without a change that an
 * observer can see. Until then, its marks are not painted.
 */
import { closestOf, elementAt, isLike, nameOf, type Root, read, shadowAround } from '../dom/nodes';

/** Elements whose text is not prose or is not shown, by local name as XHTML and SVG write it. */
export const NOT_PROSE =
  'script,style,noscript,template,head,title,textarea,input,select,datalist,code,' +
  'kbd,samp,tt,var,math,canvas,iframe,frame,frameset,noframes,object,embed,audio,video,' +
  'progress,meter,rt,rp,metadata,defs,symbol,desc';

/**
 * Fields and editors that are built from other elements (among them CodeMirror 5 and 6, Monaco and Ace), and
 * list boxes.
 */
const WRITTEN =
  '[contenteditable]:not([contenteditable="false" i]),[role=textbox],[role=listbox],[role=searchbox],[role=math],' +
  '.CodeMirror,.cm-editor,.monaco-editor,.ace_editor';

/** Inline elements. All other elements begin and end a block. */
export const INLINE =
  'a,abbr,acronym,b,bdi,bdo,big,cite,data,del,dfn,em,font,i,ins,label,mark,nobr,q,ruby,rb,s,slot,small,span,strike,' +
  'strong,sub,sup,time,tspan,textPath,u,wbr';

const SKIPPED = `${NOT_PROSE},${WRITTEN}`;
const BLOCK = `:not(${INLINE})`;

/**
 * Tells whether the name of an element is in a list. The set is created on first use. Every element of a block is looked
 * up, and a set is cheaper than a selector.
 */
function namedIn(list: string): (element: Element) => boolean {
  let names: Set<unknown> | undefined;
  return (element) => {
    names ??= new Set(list.split(','));
    return names.has(nameOf(element));
  };
}

const isNotProse = namedIn(NOT_PROSE);
export const isInline = namedIn(INLINE);

/** Whether the text of this element is skipped. Considers only the element itself, not its ancestors. */
export function isSkipped(element: Element): boolean {
  return isNotProse(element) || isLike(element, WRITTEN);
}

/** The nearest element of a selector around a node, or the node itself. */
function around(node: Node, selector: string): Element | null {
  const element = elementAt(node);
  return element && closestOf(element, selector);
}

/**
 * The nearest block around a node, or the node itself. The block is read again when something in it changes.
 * `null` if the node is in no tree.
 */
export function blockOf(node: Node): Root | null {
  return around(node, BLOCK) ?? shadowAround(node);
}

/** The preformatted text around a node, or the node itself. Its name does not tell whether it is prose (`plain.ts`). */
export function preAround(node: Node): Element | null {
  return around(node, 'pre');
}

/**
 * Whether a node is outside the document or inside a skipped element. The hosts of the shadow roots around it
 * count as ancestors.
 */
export function isLeftAlone(node: Node): boolean {
  if (!read(node, 'isConnected') || document.designMode === 'on') return true;
  for (let at: Node | undefined = node; at; at = shadowAround(at)?.host) if (around(at, SKIPPED)) return true;
  return false;
}

/** Whether a node is inside a field or an editor of any kind. */
export function isWritten(node: Node): boolean {
  return document.designMode === 'on' || around(node, `input,textarea,select,${WRITTEN}`) !== null;
}
