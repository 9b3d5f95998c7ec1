/**
 * The words of an HTML text, as a reader would see them: without tags, comments, scripts and styles, with the
 * characters that references stand for. It serves to read bodies of imported annotations, which are pieces of
 * simple markup, in every environment; it is not a sanitiser, because its result is only ever shown as text.
 * One pass over the text: its cost is linear.
 */

/**
 * The references that annotation programs write (HTML, 13.5). Others stay as they stand, like references that
 * HTML does not know.
 */
const NAMED: Record<string, string> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', shy: '\u00ad' },
  ...{ ndash: '–', mdash: '—', hellip: '…', bull: '•', middot: '·', sect: '§', para: '¶' },
  ...{ lsquo: '‘', rsquo: '’', sbquo: '‚', ldquo: '“', rdquo: '”', bdquo: '„', laquo: '«', raquo: '»' },
  ...{
    copy: '©',
    reg: '®',
    trade: '™',
    deg: '°',
    euro: '€',
    pound: '£',
    times: '×',
    zwnj: '\u200c',
    zwj: '\u200d',
  },
  ...{ agrave: 'à', aacute: 'á', acirc: 'â', atilde: 'ã', auml: 'ä', aring: 'å', aelig: 'æ', ccedil: 'ç' },
  ...{ egrave: 'è', eacute: 'é', ecirc: 'ê', euml: 'ë', igrave: 'ì', iacute: 'í', icirc: 'î', iuml: 'ï' },
  ...{ ntilde: 'ñ', ograve: 'ò', oacute: 'ó', ocirc: 'ô', otilde: 'õ', ouml: 'ö', oslash: 'ø', szlig: 'ß' },
  ...{ ugrave: 'ù', uacute: 'ú', ucirc: 'û', uuml: 'ü', yacute: 'ý', yuml: 'ÿ', oelig: 'œ' },
  ...{ Agrave: 'À', Aacute: 'Á', Auml: 'Ä', Aring: 'Å', Ccedil: 'Ç', Egrave: 'È', Eacute: 'É' },
  ...{ Ntilde: 'Ñ', Oacute: 'Ó', Ouml: 'Ö', Oslash: 'Ø', Uacute: 'Ú', Uuml: 'Ü' },
};
const REFERENCE = /&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z]{2,8}\d?));/gi;
/** Elements whose ends are ends of lines, and those that stand between two paragraphs. */
const LINE = /^(?:br|li|tr|dt|dd|div|address|figcaption)$/;
const PARAGRAPH = /^(?:p|h[1-6]|ul|ol|dl|table|blockquote|pre|hr|section|article|figure|header|footer)$/;
/** Elements whose content is not shown. */
const UNSEEN = /^(?:script|style|template|title|head)$/;

export function textOfHtml(html: string): string {
  let text = '';
  for (let at = 0; at < html.length; ) {
    const open = html.indexOf('<', at);
    const end = open === -1 ? html.length : open;
    text += html.slice(at, end).replace(/[ \t\r\n\f]+/g, ' ');
    if (open === -1) break;
    at = afterTag(html, open);
    const [, close = '', name = ''] = /^<(\/?)([a-z][a-z\d]*)/i.exec(html.slice(open, open + 20)) ?? [];
    const element = name.toLowerCase();
    // A “<” that begins no tag is a “<”.
    if (at === open + 1) text += '<';
    else if (PARAGRAPH.test(element)) text += '\n\n';
    else if (LINE.test(element)) text += close === '' && element !== 'br' && element !== 'li' ? '' : '\n';
    else if (UNSEEN.test(element) && close === '') at = afterElement(html, at, element);
  }
  return text
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .replace(REFERENCE, (whole, hex: string, decimal: string, name: string) => {
      if (name !== undefined) return Object.hasOwn(NAMED, name) ? (NAMED[name] as string) : whole;
      const point = hex === undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
      return point === 0 || point > 0x10ffff || (point >= 0xd800 && point < 0xe000)
        ? '\ufffd'
        : String.fromCodePoint(point);
    });
}

/** The place after the tag or comment that begins at `open`; after the `<` itself if it begins none. */
function afterTag(html: string, open: number): number {
  if (html.startsWith('<!--', open)) return after(html, '-->', open + 4);
  if (!/[a-z/!?]/i.test(html.charAt(open + 1))) return open + 1;
  let quote = '';
  for (let at = open + 1; at < html.length; at++) {
    const letter = html.charAt(at);
    if (quote !== '') {
      if (letter === quote) quote = '';
    } else if (letter === '>') return at + 1;
    else if ((letter === '"' || letter === "'") && html.charAt(at - 1) === '=') quote = letter;
  }
  return html.length;
}

function afterElement(html: string, from: number, element: string): number {
  const close = new RegExp(`</${element}[^>]*>`, 'ig');
  close.lastIndex = from;
  return close.exec(html) ? close.lastIndex : html.length;
}

function after(html: string, end: string, from: number): number {
  const at = html.indexOf(end, from);
  return at === -1 ? html.length : at + end.length;
}
