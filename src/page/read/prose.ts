/**
 * What of a page is prose, and where its blocks begin and end, told from names and attributes alone: asking
 * for computed style would cost 14–44 times the walk (DESIGN.md §6). Text that is not displayed is prose all
 * the same: it may be shown at any time without a change that could be seen, and until then its marks are not
 * painted.
 */
import { closestOf, elementAt, isLike, nameOf, type Root, read, shadowAround } from '../dom/nodes';

/** Elements whose text is not prose, or is not shown. Local names, as XHTML and SVG write them. */
export const NOT_PROSE =
  'script,style,noscript,template,head,title,textarea,input,select,option,optgroup,datalist,' +
  'code,pre,kbd,samp,tt,var,math,canvas,iframe,frame,frameset,noframes,object,embed,audio,video,' +
  'progress,meter,rt,rp,metadata,defs,symbol,desc';

/**
 * Fields and editors made of other elements (CodeMirror 5 and 6, Monaco, Ace among them), and lists of
 * choices.
 */
const WRITTEN =
  '[contenteditable]:not([contenteditable="false" i]),[role=textbox],[role=listbox],[role=searchbox],[role=math],' +
  '.CodeMirror,.cm-editor,.monaco-editor,.ace_editor';

/** Elements that run on inside a line of text. Everything else begins and ends a block. */
export const INLINE =
  'a,abbr,acronym,b,bdi,bdo,big,cite,data,del,dfn,em,font,i,ins,label,mark,nobr,q,ruby,rb,s,slot,small,span,strike,' +
  'strong,sub,sup,time,tspan,textPath,u,wbr';

const SKIPPED = `${NOT_PROSE},${WRITTEN}`;
const BLOCK = `:not(${INLINE})`;

/**
 * The names of the two lists, once they are asked for. Asked of every element of a block: cheaper than a
 * selector.
 */
let skipped: Set<unknown> | undefined;
let inline: Set<unknown> | undefined;

/** Whether the text under this element, taken by itself, is left alone. */
export function isSkipped(element: Element): boolean {
  skipped ??= new Set(NOT_PROSE.split(','));
  return skipped.has(nameOf(element)) || isLike(element, WRITTEN);
}

export function isInline(element: Element): boolean {
  inline ??= new Set(INLINE.split(','));
  return inline.has(nameOf(element));
}

/**
 * The nearest block around a node (or the node itself): what is read again when something in it changes.
 * `null`: the node is in no tree.
 */
export function blockOf(node: Node): Root | null {
  const element = elementAt(node);
  return (element && closestOf(element, BLOCK)) ?? shadowAround(node);
}

/**
 * Whether a node is out of the document, or lies in something that is skipped, around the shadow roots it is
 * in as well.
 */
export function isLeftAlone(node: Node): boolean {
  if (!read(node, 'isConnected') || document.designMode === 'on') return true;
  for (let at: Node | undefined = node; at; at = shadowAround(at)?.host) {
    const element = elementAt(at);
    if (element && closestOf(element, SKIPPED)) return true;
  }
  return false;
}

/** Whether a node is in what the user writes in, of whatever kind. */
export function isWritten(node: Node): boolean {
  const element = elementAt(node);
  if (element && closestOf(element, `input,textarea,select,${WRITTEN}`)) return true;
  return document.designMode === 'on';
}
