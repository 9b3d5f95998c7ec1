/**
 * What of a page is prose, and where its blocks begin and end, told from names alone: asking for computed style would
 * cost 14–44 times the walk (DESIGN.md §6).
 */

/** Elements whose text is not prose, or is not shown. Local names, as XHTML and SVG write them. */
const NOT_PROSE = new Set(
  (
    'script style noscript template head title textarea input select option optgroup datalist ' +
    'code pre kbd samp tt var math canvas iframe frame frameset noframes object embed audio video ' +
    'progress meter rt rp metadata defs symbol desc'
  ).split(' '),
);

/** Elements that run on inside a line of text. Everything else begins and ends a block. */
const INLINE = new Set(
  (
    'a abbr acronym b bdi bdo big cite data del dfn em font i ins label mark nobr q ruby rb s slot small span strike ' +
    'strong sub sup time tspan textPath u wbr'
  ).split(' '),
);

/** Widgets that draw their own editor out of ordinary elements: CodeMirror 5 and 6, Monaco, Ace. */
const EDITOR_CLASS = /(?:^|\s)(?:CodeMirror|cm-editor|monaco-editor|ace_editor)(?:\s|$)/;

/** Whether the text under this element, taken by itself, is left alone: code, fields, editors, hidden text. */
export function isSkipped(element: Element): boolean {
  if (NOT_PROSE.has(element.localName)) return true;
  if (!element.hasAttributes()) return false;
  if (element.hasAttribute('hidden') && element.getAttribute('hidden') !== 'until-found') return true;
  const editable = element.getAttribute('contenteditable');
  if (editable !== null && editable.toLowerCase() !== 'false') return true;
  const role = element.getAttribute('role');
  if (role === 'textbox' || role === 'searchbox' || role === 'math') return true;
  const names = element.getAttribute('class');
  return names !== null && EDITOR_CLASS.test(names);
}

export function isInline(element: Element): boolean {
  return INLINE.has(element.localName);
}

/** The nearest ancestor (or the element itself) that is a block: what is read again when something under it changes. */
export function blockOf(element: Element): Element {
  let block = element;
  while (isInline(block) && block.parentElement) block = block.parentElement;
  return block;
}

/** Whether the element lies in something that is skipped. */
export function isInSkipped(element: Element): boolean {
  for (let at: Element | null = element; at; at = at.parentElement) if (isSkipped(at)) return true;
  return false;
}
