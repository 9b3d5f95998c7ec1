/**
 * Decides whether preformatted text is prose. Requests for comments, archives of mailing lists and records of meetings
 * are; code, data, logs and drawings are not.
 *
 * A `pre` is code if `code`, `samp` or `kbd` is in it, or if it or an element close around it has a class of a
 * highlighter. Otherwise its first text decides: code has many symbols for each word, and few tokens that are words. The
 * limits come from 60 samples. In prose, there are at most 0.24 symbols for each word (a mail with quotations), and 55 % of
 * the tokens or more are words (an agenda). Code has 0.35 symbols or more, or fewer words. Settings, logs and sessions at
 * a prompt are told by the shape of their lines.
 *
 * Cost: at most `NODES` nodes and `SAMPLE` characters.
 */
import { call, isText, nameOf, parentOf } from '../dom/nodes';

/** Most nodes that are visited in one `pre`. */
const NODES = 300;
/** Length of the text that decides, UTF-16 units. About two pages of a request for comments. */
const SAMPLE = 4_000;
/** How many elements around a `pre` may have the class of a highlighter. */
const NEAR = 3;

/** Elements that say that they are code. */
const CODE = new Set<unknown>(['code', 'samp', 'kbd']);

/** Classes that highlighters and editors give to code and to what is around it. */
const HIGHLIGHTER = new RegExp(
  '(?:^|[\\s_-])(?:hljs|highlight(?:ed|er)?|syntaxhighlighter|prettyprint(?:ed)?|codehilite|prism|shiki|chroma|rouge|' +
    'pygments|geshi|torchlight|codemirror|source-?code|code-?(?:block|box|snippet|sample|listing))(?=$|[\\s_-])',
  'i',
);
/** Further classes that a `pre` of code has itself. */
const LANGUAGE =
  /(?:^|\s)(?:code|src|screen|terminal|console|shell|snippet|syntax|programlisting|brush:|lang(?:uage)?-\S)/i;

/** Symbols for each word from which a text is code. */
const SYMBOLS = 1 / 3;
/** Share of the tokens below which words are too few for prose. */
const WORDS = 0.5;
/** Share of the lines that must have the shape of settings, a log or a session at a prompt. */
const LINES = 0.5;

/** A word, with the punctuation of prose around it. Text without spaces between words is one long word. */
const WORD =
  /^[("'“‘«‹[*_]*\p{L}(?:[\p{L}\p{M}\p{N}\u200C'’&/-]*|(?:\.\p{L})+)(?:\(\p{L}*\))?[.,;:!?)"'”’»›\]*_،؛؟]*$/u;
const UNSPACED = /[\u2E80-\uA4CF]/;
/** `"key":` and `"value",` of data. */
const QUOTED = /^["'].*["'][:,;]+$/;
const SYMBOL = /[{}()[\]<>=;+*/\\|&^%$#@~`"]/g;
/** What quotes a line in a mail, and a rule or a row of leaders. */
const QUOTES = /^[\s>|]+/gm;
const RULES = /[-=_*.~#·][-=_*.~#· ]{3,}/g;
/** A command at a prompt. */
const PROMPT = /^\s*(?:[$❯]|\S{1,40}@\S{1,60}[$#]) [a-z./]/m;
/** A setting (`key: value`, `- key:`), a line of a log, a line of a comparison, or a row with commas. */
const SHAPED =
  /^\s*(?:(?:- +)?[a-z_][\w.-]*:(?:\s|$)|- [a-z]+: |\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d|[+-]{1,3}\S|@@ |[^\s,;]+(?:[,;][^\s,;][^,;]*){2,}$)/;

/** Whether a `pre` is prose. */
export function isPlainProse(pre: Element): boolean {
  let at: Element | null = pre;
  for (let steps = 0; at && nameOf(at) !== 'body' && steps <= NEAR; steps++, at = parentOf(at))
    if (HIGHLIGHTER.test(classesOf(at))) return false;
  if (LANGUAGE.test(classesOf(pre))) return false;
  let text = '';
  const walker = document.createTreeWalker(pre, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let visits = 0; visits < NODES && text.length < SAMPLE && walker.nextNode(); visits++) {
    const node = walker.currentNode as Element | Text;
    if (isText(node)) text += node.data.slice(0, SAMPLE);
    else if (CODE.has(nameOf(node))) return false;
  }
  return readsAsProse(text.slice(0, SAMPLE));
}

const classesOf = (element: Element) => call(element, 'getAttribute', 'class') ?? '';

/** Whether a text reads as prose, by its symbols, its words and its lines. */
function readsAsProse(text: string): boolean {
  if (PROMPT.test(text)) return false;
  const lines = text.split('\n').filter((line) => line.trim());
  const shaped = lines.filter((line) => SHAPED.test(line)).length;
  if (lines.length > 1 && shaped > LINES * lines.length) return false;
  const tokens = text.replace(QUOTES, '').replace(RULES, ' ').split(/\s+/).filter(Boolean);
  let words = 0;
  let symbols = 0;
  for (const token of tokens) {
    if ((WORD.test(token) || UNSPACED.test(token)) && !QUOTED.test(token)) words++;
    else if (token.length > 1) symbols += token.match(SYMBOL)?.length ?? 0;
    else if (/[{}=<>|]/.test(token)) symbols++;
  }
  return words >= WORDS * tokens.length && symbols <= SYMBOLS * words;
}
