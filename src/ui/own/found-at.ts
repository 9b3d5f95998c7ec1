/** Words of a text at either end that name a long one. */
const ENDS = 6;
/** Longest text that is named as a whole, UTF-16 units. */
const WHOLE = 200;

/** The address of a page at a text on it (URL Fragment Text Directives): the browser goes there if it finds it. Pure. */
export function foundAt(address: string, text: string): string {
  const words = text.split(' ');
  const isShort = text.length <= WHOLE || words.length <= 2 * ENDS;
  const ends = isShort ? [text] : [words.slice(0, ENDS).join(' '), words.slice(-ENDS).join(' ')];
  // A hyphen has a meaning in a directive.
  const named = ends.map((each) => encodeURIComponent(each.toWellFormed()).replaceAll('-', '%2D')).join();
  return `${address}${address.includes('#') ? '' : '#'}:~:text=${named}`;
}
