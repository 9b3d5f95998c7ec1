/**
 * Mentions in the blocks of a page: `match` finds candidates, `resolve` decides their sense. The same code serves the
 * reader and the evaluation.
 *
 * Nothing is kept between two calls. What the page has shown so far is in `Evidence`, which the caller sends back with
 * the next blocks. A mention that other blocks may decide otherwise carries `group` and `score`: it is shown where `score`
 * plus the score of its group in the newest evidence is above 0 (`isShown`). Mentions without a group are final.
 * In whatever batches a page is sent, `isShown` with the last evidence says the same.
 *
 * Cost: one pass over the text, and for each ambiguous candidate a look at fifteen words to each side.
 */
import type { MentionIndex } from './index';
import { ACRONYM, AMBIGUOUS } from './layout';
import { match } from './match';
import { bindAbbreviations } from './resolve/bind';
import { type Block, readBlock } from './resolve/block';
import { lookAfterWaiting } from './resolve/chance';
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
import { createTokens, type Tokens } from './tokens';

export type { Evidence } from './resolve/evidence';
export type { Reason } from './resolve/reason';

/** A place where a form stands that is, or may turn out to be, a mention of a term. */
export interface FoundMention {
  /** Number of the block in this call. */
  block: number;
  /** UTF-16 offsets in the block's text, end exclusive. */
  start: number;
  end: number;
  /** Term id. */
  term: string;
  /** Whether it is a mention by all that is known so far. */
  shown: boolean;
  /** Key into `Evidence.groups`, where the rest of the page can change the verdict. Absent: the verdict is final. */
  group?: string;
  /** What speaks for it right here; shown where the sum with its group's score is above 0. */
  score?: number;
  /** Reasons found here; those of the page are in its group. Absent: the form has one sense only. */
  why?: Reason[];
}

/** What is known of the page besides its text. */
export interface Page {
  /** Its language as the browser knows it, a BCP 47 tag. */
  lang?: string | undefined;
  /** What `find` returned for the blocks before; anything else is ignored. */
  evidence?: Evidence | undefined;
}

export interface Found {
  /** In reading order. Several terms can stand at one span; at most one of them is meant to be shown. */
  mentions: FoundMention[];
  evidence: Evidence;
}

/** Score of a place whose sense a definition right there settles. */
const SETTLED = 20;

const tokens: Tokens = createTokens(4096);

/** Finds the mentions in blocks of a page. */
export function find(index: MentionIndex, blocks: readonly string[], page: Page = {}): Found {
  const evidence = readEvidence(index, page.evidence);
  const mentions: FoundMention[] = [];
  const lang = (page.lang ?? '').toLowerCase().split(/[-_]/)[0] ?? '';
  blocks.forEach((text, number) => {
    const matches = match(index, text, tokens);
    for (const cue of matches.cue) addCue(evidence, cue);
    const block = readBlock(index, text, tokens, matches, lang, evidence);
    noteNames(block);
    const settled = bindAbbreviations(block);
    block.places.forEach((place, at) => {
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
        if (info & (AMBIGUOUS | ACRONYM)) {
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
    });
  });
  decide(index, mentions, evidence);
  lookAfterWaiting(index, evidence);
  return { mentions, evidence };
}

/** Whether a mention is shown by the newest evidence of its page. */
export function isShown(
  mention: Pick<FoundMention, 'group' | 'score' | 'shown'>,
  evidence: Evidence,
): boolean {
  const verdict = mention.group === undefined ? undefined : evidence.groups[mention.group];
  return verdict ? (mention.score ?? 0) + verdict.score > 0 : mention.shown;
}

function noteNames({ index, text, matches, places, evidence }: Block): void {
  for (const { group, start, end } of matches.small) {
    if (evidence.words.includes(group) || index.acronymTerms(group).length === 0) continue;
    if (!isCode(text, start, end)) addWord(evidence, group);
  }
  for (const place of places) {
    for (const rival of place.rivals) addRival(evidence, rival);
    if (place.ambiguous) continue;
    for (const entry of place.forms) addNamed(evidence, index.sections.entryOwner[entry] as number);
  }
}

/** A term may have a form in several languages: the entry with the better score stays. */
function addUnlessDouble(mentions: FoundMention[], from: number, mention: FoundMention): void {
  for (let i = from; i < mentions.length; i++) {
    const other = mentions[i] as FoundMention;
    if (other.term !== mention.term) continue;
    if ((mention.score ?? SETTLED) > (other.score ?? SETTLED)) mentions[i] = mention;
    return;
  }
  mentions.push(mention);
}

/** The page's verdict on each group, and with it on each mention. */
function decide(index: MentionIndex, mentions: FoundMention[], evidence: Evidence): void {
  decideGroups(index, evidence);
  const others = new Map<string, PageVerdict>();
  for (const mention of mentions) {
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
