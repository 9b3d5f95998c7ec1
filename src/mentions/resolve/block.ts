/**
 * One block of text under judgement: its candidates that stand in prose, in order, with the senses each is written for.
 * Looking up the neighbours of an offset is a binary search, so that a block full of candidates costs no more for each.
 */
import type { MentionIndex } from '../index';
import { ACRONYM, AMBIGUOUS, KIND_FORM, KIND_MASK, KIND_RIVAL } from '../layout';
import { type Candidate, fits, type Matches } from '../match';
import { IDEOGRAPHIC, type Tokens } from '../tokens';
import type { Evidence } from './evidence';
import { isCode, isCut } from './place';

/** A candidate with the senses that are written the way it is written. */
export interface Place extends Candidate {
  /** Entries of the index: forms of terms. */
  forms: number[];
  /** Rivals that have it as a name. */
  rivals: number[];
  /** Whether the form alone does not tell the sense, or is an acronym that a page may define otherwise. */
  ambiguous: boolean;
}

export interface Block {
  index: MentionIndex;
  text: string;
  tokens: Tokens;
  matches: Matches;
  /** By ascending start. */
  places: Place[];
  /** Primary subtag of the page's language, empty where unknown. */
  lang: string;
  /** The page's evidence, which this block adds to. */
  evidence: Evidence;
}

/** More than any prose has in one block; the rest of the block is left alone. */
const MAX_PLACES = 5000;
/** Questions to the segmenter in one block, each some ten microseconds. */
const MAX_CUTS = 1000;

/** Reads a block's candidates, and notes on the page's evidence what they tell by themselves. */
export function readBlock(
  index: MentionIndex,
  text: string,
  tokens: Tokens,
  matches: Matches,
  lang: string,
  evidence: Evidence,
): Block {
  const places: Place[] = [];
  let cuts = 0;
  for (const candidate of matches.candidates) {
    if (places.length === MAX_PLACES) break;
    if (isCode(text, candidate.start, candidate.end)) continue;
    if ((tokens.flags[candidate.first] as number) & IDEOGRAPHIC && cuts++ < MAX_CUTS) {
      if (isCut(text, candidate.start, candidate.end)) continue;
    }
    places.push(placeOf(index, text, tokens, candidate));
  }
  return { index, text, tokens, matches, places, lang, evidence };
}

/** Position of the first place that ends behind an offset. */
function firstPlaceAfter(block: Block, offset: number): number {
  let low = 0;
  let high = block.places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((block.places[middle] as Place).end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Places that overlap a stretch of the text, in order. */
export function placesIn(block: Block, start: number, end: number): Place[] {
  const found: Place[] = [];
  for (let i = firstPlaceAfter(block, start); i < block.places.length; i++) {
    const place = block.places[i] as Place;
    if (place.start >= end) break;
    found.push(place);
  }
  return found;
}

/** A term that both places can name, or -1. */
export function sharedTerm(block: Block, one: Place, other: Place): number {
  const { entryOwner } = block.index.sections;
  for (const entry of one.forms) {
    const term = entryOwner[entry] as number;
    if (other.forms.some((e) => entryOwner[e] === term)) return term;
  }
  return -1;
}

/** The senses that a candidate is written for. */
function placeOf(index: MentionIndex, text: string, tokens: Tokens, candidate: Candidate): Place {
  const { first, last, group } = candidate;
  const { groupStart, entryInfo, entryOwner } = index.sections;
  const place: Place = { ...candidate, forms: [], rivals: [], ambiguous: false };
  for (let e = groupStart[group] as number; e < (groupStart[group + 1] as number); e++) {
    const info = entryInfo[e] as number;
    if (!fits(index, e, text, tokens, first, last)) continue;
    if ((info & KIND_MASK) === KIND_RIVAL) place.rivals.push(entryOwner[e] as number);
    else if ((info & KIND_MASK) === KIND_FORM) {
      place.forms.push(e);
      if (info & (AMBIGUOUS | ACRONYM)) place.ambiguous = true;
    }
  }
  return place;
}
