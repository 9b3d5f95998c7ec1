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
  'script,style,noscript,template,head,title,textarea,input,select,option,optgroup,datalist,' +
  'code,pre,kbd,samp,tt,var,math,canvas,iframe,frame,frameset,noframes,object,embed,audio,video,' +
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
 * The names of the two lists as sets, created on first use. Every element of a block is looked up, and a set
 * is cheaper than a selector.
 */
let skipped: Set<unknown> | undefined;
let inline: Set<unknown> | undefined;

/** Whether the text of this element is skipped. Considers only the element itself, not its ancestors. */
export function isSkipped(element: Element): boolean {
  skipped ??= new Set(NOT_PROSE.split(','));
  return skipped.has(nameOf(element)) || isLike(element, WRITTEN);
}

export function isInline(element: Element): boolean {
  inline ??= new Set(INLINE.split(','));
  return inline.has(nameOf(element));
}

/**
 * The nearest block around a node, or the node itself. The block is read again when something in it changes.
 * `null` if the node is in no tree.
 */
export function blockOf(node: Node): Root | null {
  const element = elementAt(node);
  return (element && closestOf(element, BLOCK)) ?? shadowAround(node);
}

/**
 * Whether a node is outside the document or inside a skipped element. The hosts of the shadow roots around it
 * count as ancestors.
 */
export function isLeftAlone(node: Node): boolean {
  if (!read(node, 'isConnected') || document.designMode === 'on') return true;
  for (let at: Node | undefined = node; at; at = shadowAround(at)?.host) {
    const element = elementAt(at);
    if (element && closestOf(element, SKIPPED)) return true;
  }
  return false;
}

/** Whether a node is inside a field or an editor of any kind. */
export function isWritten(node: Node): boolean {
  const element = elementAt(node);
  if (element && closestOf(element, `input,textarea,select,${WRITTEN}`)) return true;
  return document.designMode === 'on';
}
