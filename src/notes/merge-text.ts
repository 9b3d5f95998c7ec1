/**
 * Two versions of a text, or of tags, that were both written from a third, made one: of two windows that edit one note neither loses a
 * word. The store merges with it, and so does an editor: it loads nothing else.
 */

/**
 * The text that two edits of `base` come to. Where they touch different stretches, both are made; where they touch the same,
 * both versions of it stand one after the other, unless one contains the other: nothing is lost, and the user sees it.
 */
export function mergeText(base: string, theirs: string, mine: string): string {
  if (mine === base || mine === theirs) return theirs;
  if (theirs === base) return mine;
  const [a, b] = [edit(base, theirs), edit(base, mine)];
  const [first, last] = a.end < b.start ? [a, b] : b.end < a.start ? [b, a] : [];
  if (first && last)
    return (
      base.slice(0, first.start) +
      first.text +
      base.slice(first.end, last.start) +
      last.text +
      base.slice(last.end)
    );
  const start = Math.min(a.start, b.start);
  const end = Math.max(a.end, b.end);
  const whole = (each: Edit): string => base.slice(start, each.start) + each.text + base.slice(each.end, end);
  const [one, other] = [whole(a), whole(b)];
  // One goes on from the other: an edit that was written, and was not known to be when the next was.
  const both = one.includes(other) ? one : other.includes(one) ? other : `${one}\n\n${other}`;
  return base.slice(0, start) + both + base.slice(end);
}

/** How a text was changed: one stretch of it is another. */
interface Edit {
  /** The stretch of the base that is replaced. */
  start: number;
  end: number;
  text: string;
}

/** The one stretch in which two texts differ. */
export function edit(base: string, text: string): Edit {
  const shorter = Math.min(base.length, text.length);
  let start = 0;
  while (start < shorter && base[start] === text[start]) start++;
  let tail = 0;
  while (tail < shorter - start && base.at(-1 - tail) === text.at(-1 - tail)) tail++;
  return { start, end: base.length - tail, text: text.slice(start, text.length - tail) };
}

/** The tags that two edits of `base` come to: what either took out is out, what either put in is in. */
export function mergeTags(base: string[], theirs: string[], mine: string[]): string[] {
  const kept = theirs.filter((tag) => mine.includes(tag) || !base.includes(tag));
  const added = mine.filter((tag) => !base.includes(tag) && !kept.includes(tag));
  return [...kept, ...added];
}
