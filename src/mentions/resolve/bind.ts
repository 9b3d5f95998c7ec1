/**
 * What a block says about the meaning of its abbreviations: definitions in brackets, names beside brackets,
 * and names whose initials are an abbreviation. Each of these decides the abbreviation's sense for the whole
 * page.
 */

import { nameHead } from '../wildcard';
import { type Block, type Place, placesIn, sharedTerm } from './block';
import { type Bracket, brackets, type Definition, definitionAt } from './definition';
import { addMeaning } from './evidence';
import { initials } from './initials';

/** Brackets or names between two interruptions; each takes about 10 µs. */
const AT_ONCE = 32;
/** How far before the brackets a full name may begin, in UTF-16 units. */
const REACH = 200;

/**
 * Adds meanings to the page's evidence. Returns, for each place that is itself part of a definition, the
 * number of the term it is defined as, or -1. There the definition decides, whatever the rest of the page
 * says.
 */
export function* bindAbbreviations(block: Block): Generator<void, Map<Place, number>> {
  const settled = new Map<Place, number>();
  yield* readInitials(block);
  if (!block.places.some((place) => place.ambiguous)) return settled;
  let read = 0;
  for (const bracket of brackets(block.text)) {
    if (++read % AT_ONCE === 0) yield;
    const definition = definitionAt(block.text, bracket);
    const short = shortPlace(block, definition, bracket);
    if (short) bind(block, short, definition, bracket, settled);
  }
  return settled;
}

function bind(
  block: Block,
  short: Place,
  definition: Definition | null,
  bracket: Bracket,
  settled: Map<Place, number>,
): void {
  const { text, evidence } = block;
  const { group } = short;
  const long = definition?.long;
  const named = nameBeside(block, short, bracket);
  if (named) {
    settled.set(short, named.term);
    if (named.place.ambiguous) settled.set(named.place, named.term);
    addMeaning(evidence, { group, term: named.term, rival: -1, text: named.text, by: 'definition' });
  } else if (long) {
    const sense = senseOf(block, short, long);
    settled.set(short, sense.term);
    addMeaning(evidence, { group, ...sense, text: text.slice(long.start, long.end), by: 'definition' });
  } else if (short.start >= bracket.start) {
    const name = nameBefore(text, bracket.start - 1);
    if (!name) return;
    const term = reworded(block, termsOf(block, short), name.start, name.end);
    if (term >= 0) settled.set(short, term);
    addMeaning(evidence, {
      group,
      term,
      rival: -1,
      text: text.slice(name.start, name.end),
      by: 'apposition',
    });
  }
}

/**
 * The place of a definition's abbreviation, or of the text that fills the brackets; only if its form is
 * ambiguous.
 */
function shortPlace(block: Block, definition: Definition | null, bracket: Bracket): Place | undefined {
  const { start, end } = definition?.short ?? bracket;
  return placesIn(block, start, end).find(
    (place) => place.ambiguous && place.start === start && place.end >= end - 1 && place.end <= end,
  );
}

/**
 * The full name that stands directly before the abbreviation's brackets, or in brackets after it. A name of
 * several words may be ambiguous alone; beside its abbreviation it is not.
 */
function nameBeside(
  block: Block,
  short: Place,
  bracket: Bracket,
): { place: Place; term: number; text: string } | null {
  const { text } = block;
  const inside = short.start >= bracket.start;
  const from = inside ? Math.max(0, bracket.start - REACH) : bracket.start;
  const to = inside ? bracket.start - 1 : bracket.end;
  for (const place of placesIn(block, from, to)) {
    if (place === short || (place.ambiguous && place.first === place.last)) continue;
    if (inside && !/^[\s"'”’»]*$/.test(text.slice(place.end, to))) continue;
    const term = sharedTerm(block, place, short);
    if (term >= 0) return { place, term, text: text.slice(place.start, place.end) };
  }
  return null;
}

/** The sense that a long form names: a term of the abbreviation, a rival, or neither (-1). */
function senseOf(block: Block, short: Place, long: Bracket): { term: number; rival: number } {
  for (const place of placesIn(block, long.start, long.end)) {
    if (place === short) continue;
    const term = place.ambiguous ? -1 : sharedTerm(block, place, short);
    if (term >= 0) return { term, rival: -1 };
    if (place.rivals.length > 0) return { term: -1, rival: place.rivals[0] as number };
  }
  return { term: reworded(block, termsOf(block, short), long.start, long.end), rival: -1 };
}

function termsOf(block: Block, place: Place): number[] {
  return place.forms.map((entry) => block.index.sections.entryOwner[entry] as number);
}

/**
 * Short lower-case words only connect a name (`sobre`, `pour`). Translations differ in them, so they are
 * ignored.
 */
const LINK = /^(?=\p{Ll}+$)[\p{Script=Latin}\p{Script=Cyrillic}]{1,5}$/u;

/**
 * The term whose names contain every word of the span, which must have two or more: its name in another
 * wording. Otherwise -1.
 */
function reworded(block: Block, terms: number[], start: number, end: number): number {
  const { index, text } = block;
  const heads: number[] = [];
  for (const word of text.slice(start, end).matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    if (LINK.test(word[0])) continue;
    const head = nameHead(text, start + word.index, start + word.index + word[0].length);
    if (head !== 0) heads.push(head);
  }
  if (heads.length < 2) return -1;
  return terms.find((term) => heads.every((head) => index.isInName(term, head))) ?? -1;
}

/** How far before the brackets `nameBefore` looks, in UTF-16 units. */
const NAME_REACH = 120;

/**
 * Two or more capitalised words that end directly before the brackets: a name, though its initials do not
 * match.
 */
function nameBefore(text: string, open: number): Bracket | null {
  let start = -1;
  let end = -1;
  let capitals = 0;
  const from = Math.max(0, open - NAME_REACH);
  const words = [...text.slice(from, open).matchAll(/\S+/gu)].slice(-9);
  for (const { 0: word, index } of words.reverse()) {
    if (/[.;:!?,()[\]（）]/.test(word)) break;
    if (end < 0) end = from + index + word.length;
    if (/^["“«„]?\p{Lu}\p{Ll}/u.test(word)) {
      start = from + index;
      capitals++;
    } else if (capitals > 0 && !/^\p{Ll}+$/u.test(word)) break;
  }
  return capitals >= 2 ? { start, end } : null;
}

/**
 * Adds a meaning for each name whose initials are an acronym and which is not a name of the acronym's terms.
 */
function* readInitials(block: Block): Generator<void> {
  for (const [at, { group, start, end }] of initials(block.index, block.text, block.tokens).entries()) {
    if (at % AT_ONCE === AT_ONCE - 1) yield;
    if (placesIn(block, start, end).some((place) => place.forms.length > 0)) continue;
    if (reworded(block, block.index.acronymTerms(group), start, end) >= 0) continue;
    addMeaning(block.evidence, {
      group,
      term: -1,
      rival: -1,
      text: block.text.slice(start, end),
      by: 'initials',
    });
  }
}
