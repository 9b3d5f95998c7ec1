/**
 * Finds mentions in the blocks of a page: `match` finds candidates, `resolve` decides their sense. The reader
 * and the evaluation use the same code.
 *
 * No state survives a call. What the page has shown so far is in `Evidence`; the caller sends it back with
 * the next blocks. A mention whose verdict other blocks may change carries `group` and `score`. It is shown
 * while `score` plus the score of its group in the newest evidence is above 0 (`isShown`). A mention without
 * a group is final. However a page is divided into batches, `isShown` with the last evidence gives the same
 * result.
 *
 * Cost: one pass over the text, and for each ambiguous candidate a look at fifteen tokens on each side. The
 * work can be interrupted: `finding` yields about once in half a millisecond.
 */
import { atOnce } from '../platform/pace';
import type { MentionIndex } from './index';
import { JUDGED } from './layout';
import { match } from './match';
import { bindAbbreviations } from './resolve/bind';
import { type Block, readBlock } from './resolve/block';
import { recheckWaiting } from './resolve/chance';
import {
  addCue,
  addNamed,
  addRival,
  addWord,
  type Evidence,
  groupKey,
  hasRoom,
  type PageVerdict,
  readEvidence,
} from './resolve/evidence';
import { judge } from './resolve/judge';
import { isCode } from './resolve/place';
import type { Reason } from './resolve/reason';
import { decideGroups, verdictOn } from './resolve/weigh';
import { borrowTokens, giveBack, type Tokens } from './tokens';

export type { Evidence } from './resolve/evidence';
export type { Reason } from './resolve/reason';

/** A place where a form stands and that is, or may turn out to be, a mention of a term. */
export interface FoundMention {
  /** Index of the block in this call. */
  block: number;
  /** UTF-16 offsets in the block's text, end exclusive. */
  start: number;
  end: number;
  /** Term id. */
  term: string;
  /** Whether it is a mention by the evidence so far. */
  shown: boolean;
  /**
   * Key into `Evidence.groups`, if the rest of the page can change the verdict. Absent: the verdict is final.
   */
  group?: string;
  /** Score from its own surroundings. The mention is shown if the sum with its group's score is above 0. */
  score?: number;
  /**
   * Reasons from its own surroundings; those from the page are in its group. Absent: the form has only one
   * sense.
   */
  why?: Reason[];
}

/** What is known about the page besides its text. */
export interface Page {
  /** The page's language as the browser reports it, a BCP 47 tag. */
  lang?: string | undefined;
  /** The evidence that `find` returned for the previous blocks. Anything else is ignored. */
  evidence?: Evidence | undefined;
}

export interface Found {
  /** In reading order. Several terms can share a span; at most one of them should be shown. */
  mentions: FoundMention[];
  evidence: Evidence;
}

/** Score of a place whose sense is settled by a definition that it is part of. */
const SETTLED = 20;

/** Places that are judged between two interruptions; each takes about 10 µs. */
const AT_ONCE = 32;

/** Finds the mentions in some blocks of a page. */
export function find(index: MentionIndex, blocks: readonly string[], page: Page = {}): Found {
  return atOnce(finding(index, blocks, page));
}

/** The same, step by step. */
export function* finding(
  index: MentionIndex,
  blocks: readonly string[],
  page: Page = {},
): Generator<void, Found> {
  const evidence = readEvidence(index, page.evidence);
  const mentions: FoundMention[] = [];
  const lang = (page.lang ?? '').toLowerCase().split(/[-_]/)[0] ?? '';
  const tokens = borrowTokens();
  try {
    for (const [number, text] of blocks.entries()) {
      yield* findIn(index, { text, number, lang, tokens, evidence }, mentions);
      yield;
    }
  } finally {
    giveBack(tokens);
  }
  yield* decide(index, mentions, evidence);
  recheckWaiting(index, evidence);
  return { mentions, evidence };
}

/** Adds the mentions of one block, and what it shows about the page. */
function* findIn(
  index: MentionIndex,
  given: { text: string; number: number; lang: string; tokens: Tokens; evidence: Evidence },
  mentions: FoundMention[],
): Generator<void> {
  const { text, number, lang, tokens, evidence } = given;
  const matches = match(index, text, tokens);
  for (const cue of matches.cue) addCue(evidence, cue);
  const block = yield* readBlock(index, text, tokens, matches, lang, evidence);
  noteNames(block);
  const settled = yield* bindAbbreviations(block);
  for (const [at, place] of block.places.entries()) {
    if (at % AT_ONCE === AT_ONCE - 1) yield;
    const before = mentions.length;
    for (const entry of place.forms) {
      const info = index.sections.entryInfo[entry] as number;
      const term = index.sections.entryOwner[entry] as number;
      const mention: FoundMention = {
        block: number,
        start: place.start,
        end: place.end,
        term: index.termId(term),
        shown: true,
      };
      if (info & JUDGED) {
        const decided = settled.get(place);
        if (decided === undefined) {
          const verdict = judge(block, at, entry);
          if (!verdict) continue;
          Object.assign(mention, verdict, { group: groupKey(place.group, term) });
        } else if (decided === term) {
          mention.why = [{ kind: 'definition', text: '', weight: SETTLED }];
        } else continue;
      }
      addUnlessDouble(mentions, before, mention);
    }
  }
}

/** Whether a mention is shown according to the newest evidence of its page. */
export function isShown(
  mention: Pick<FoundMention, 'group' | 'score' | 'shown'>,
  evidence: Evidence,
): boolean {
  const verdict = mention.group === undefined ? undefined : evidence.groups[mention.group];
  return verdict ? (mention.score ?? 0) + verdict.score > 0 : mention.shown;
}

/** Adds the block's full names, rivals' names and lower-case words to the evidence. */
function noteNames({ index, text, matches, places, evidence }: Block): void {
  for (const { group, start, end } of matches.lowerCase) {
    if (evidence.words.includes(group) || index.acronymTerms(group).length === 0) continue;
    if (!isCode(text, start, end)) addWord(evidence, group);
  }
  for (const place of places) {
    for (const rival of place.rivals) addRival(evidence, rival);
    if (place.ambiguous) continue;
    for (const entry of place.forms) addNamed(evidence, index.sections.entryOwner[entry] as number);
  }
}

/**
 * Adds a mention. A term may have one form in several languages: only the entry with the best score is kept.
 */
function addUnlessDouble(mentions: FoundMention[], from: number, mention: FoundMention): void {
  for (let i = from; i < mentions.length; i++) {
    const other = mentions[i] as FoundMention;
    if (other.term !== mention.term) continue;
    if ((mention.score ?? SETTLED) > (other.score ?? SETTLED)) mentions[i] = mention;
    return;
  }
  mentions.push(mention);
}

/** Updates the page's verdict on each group, and with it each mention's. */
function* decide(index: MentionIndex, mentions: FoundMention[], evidence: Evidence): Generator<void> {
  decideGroups(index, evidence);
  const others = new Map<string, PageVerdict>();
  for (const [at, mention] of mentions.entries()) {
    if (at % AT_ONCE === 0) yield;
    const { group } = mention;
    if (group === undefined) continue;
    const verdict = evidence.groups[group] ?? others.get(group) ?? verdictOn(index, evidence, group);
    mention.shown = (mention.score ?? 0) + verdict.score > 0;
    if (hasRoom(evidence, group)) evidence.groups[group] = verdict;
    else {
      others.set(group, verdict);
      delete mention.group;
    }
  }
}
