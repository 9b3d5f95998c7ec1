/**
 * One block of text with its candidates in prose, in reading order, and the senses that each is written for.
 *
 * Cost: the neighbours of an offset are found by bisection, so the cost per candidate hardly grows with their
 * number.
 */
import { lowerBound } from '../../platform/bisect';
import type { MentionIndex } from '../index';
import { JUDGED, KIND_FORM, KIND_MASK, KIND_RIVAL } from '../layout';
import { type Candidate, fits, type Matches } from '../match';
import { IDEOGRAPHIC, type Tokens } from '../tokens';
import type { Evidence } from './evidence';
import { isCode, isCut, isSlug } from './place';
import { isInWordList, isNamedAfter } from './structure';

/** A candidate with the senses whose form is written this way. */
export interface Place extends Candidate {
  /** Entries of the index that are forms of terms. */
  forms: number[];
  /** Numbers of the rivals with this name. */
  rivals: number[];
  /** Whether a form does not determine its sense alone: it is ambiguous, an acronym, or shared by a rival. */
  ambiguous: boolean;
}

export interface Block {
  index: MentionIndex;
  text: string;
  tokens: Tokens;
  matches: Matches;
  /** Ascending by `start`; they do not overlap. */
  places: Place[];
  /** Primary subtag of the page's language; empty if unknown. */
  lang: string;
  /** The page's evidence, to which this block adds. */
  evidence: Evidence;
}

/** More places than prose has in one block. The rest of a larger block is ignored. */
const MAX_PLACES = 5000;
/** Most calls of the segmenter for one block; each takes about 10 µs. */
const MAX_CUTS = 1000;
/** Candidates between two interruptions; each takes at most about 20 µs. */
const AT_ONCE = 32;

/**
 * Reads a block's candidates. Leaves out those in code or addresses, those that cut through ideographic words,
 * those that a street or the like is named after, and those of two items of a list.
 */
export function* readBlock(
  index: MentionIndex,
  text: string,
  tokens: Tokens,
  matches: Matches,
  lang: string,
  evidence: Evidence,
): Generator<void, Block> {
  const places: Place[] = [];
  let cuts = 0;
  for (const [at, candidate] of matches.candidates.entries()) {
    if (places.length === MAX_PLACES) break;
    if (at % AT_ONCE === AT_ONCE - 1) yield;
    if (isCode(text, candidate.start, candidate.end) || isSlug(text, candidate.start, candidate.end))
      continue;
    if (isNamedAfter(text, tokens, candidate) || isInWordList(text, tokens, candidate)) continue;
    if ((tokens.flags[candidate.first] as number) & IDEOGRAPHIC && cuts++ < MAX_CUTS) {
      if (isCut(text, candidate.start, candidate.end)) continue;
    }
    places.push(placeOf(index, text, tokens, candidate));
  }
  return { index, text, tokens, matches, places, lang, evidence };
}

/** Index of the first place that ends after an offset. */
function firstPlaceAfter(block: Block, offset: number): number {
  return lowerBound(block.places.length, (at) => (block.places[at] as Place).end <= offset);
}

/** The places that overlap a span of the text, in order. */
export function placesIn(block: Block, start: number, end: number): Place[] {
  const found: Place[] = [];
  for (let i = firstPlaceAfter(block, start); i < block.places.length; i++) {
    const place = block.places[i] as Place;
    if (place.start >= end) break;
    found.push(place);
  }
  return found;
}

/** The number of a term that both places can name, or -1. */
export function sharedTerm(block: Block, one: Place, other: Place): number {
  const { entryOwner } = block.index.sections;
  for (const entry of one.forms) {
    const term = entryOwner[entry] as number;
    if (other.forms.some((e) => entryOwner[e] === term)) return term;
  }
  return -1;
}

/** A candidate with the senses that fit its spelling. */
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
      if (info & JUDGED) place.ambiguous = true;
    }
  }
  return place;
}
