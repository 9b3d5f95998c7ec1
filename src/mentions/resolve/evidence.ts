/**
 * What a page has shown so far about the senses of its abbreviations: a small plain value that the reader keeps and sends
 * back with its next batch. It is a set of facts, so the order of blocks does not matter; each list is bounded, and
 * the whole stays under about 10 kB. It comes from a page's process: `readEvidence` believes nothing.
 */
import type { MentionIndex } from '../index';
import type { Reason } from './reason';

/** What the page says a form stands for. */
export interface Meaning {
  /** Number of the form's group. */
  group: number;
  /** Number of the term that it names, or -1. */
  term: number;
  /** Number of the rival that it names, or -1. */
  rival: number;
  /** The long form as the page writes it, cut at 80 units. */
  text: string;
  /** How it was said. */
  by: 'definition' | 'apposition' | 'initials';
}

/** What the page decides about one form in one term's sense. */
export interface PageVerdict {
  /** Added to a mention's own score; above 0 together: shown. */
  score: number;
  /** Reasons found on the page, at most eight. */
  why: Reason[];
}

export interface Evidence {
  /** Id of the index that the numbers belong to. */
  index: string;
  /** Terms named by an unambiguous form. */
  named: number[];
  /** Rivals named in full. */
  rivals: number[];
  /** Distinct cues seen. */
  cues: number[];
  meanings: Meaning[];
  /** Groups of acronyms whose letters are also a word in small letters here. */
  words: number[];
  /** Verdicts by group key, for every group that was answered with until now. */
  groups: Record<string, PageVerdict>;
  /** By group key, candidates whose places were not told: the most that can speak for one where it stands (`chance.ts`). */
  waiting: Record<string, number>;
  /** Rivals whose names were not told, because nothing is there that they could be a sense of. */
  waitingRivals: number[];
  /** Whether one that waited may be a mention after all. Stays until the reader, who asks about all texts again, takes it away. */
  late: boolean;
}

const MAX_NAMED = 96;
const MAX_RIVALS = 48;
const MAX_CUES = 320;
const MAX_WORDS = 32;
const MAX_MEANINGS = 32;
const MAX_GROUPS = 48;
const MAX_WAITING = 96;
/** No sum of weights comes near it. */
const MAX_SCORE = 100;
const MAX_TEXT = 80;

function createEvidence(index: MentionIndex): Evidence {
  return {
    index: index.id,
    named: [],
    rivals: [],
    cues: [],
    meanings: [],
    words: [],
    groups: {},
    waiting: {},
    waitingRivals: [],
    late: false,
  };
}

/** Evidence as sent back by a page, copied and checked; a fresh one where it is none, or of another index. */
export function readEvidence(index: MentionIndex, value: unknown): Evidence {
  const evidence = createEvidence(index);
  if (!isRecord(value) || value.index !== index.id) return evidence;
  evidence.named = numbers(value.named, index.terms, MAX_NAMED);
  evidence.rivals = numbers(value.rivals, index.rivals, MAX_RIVALS);
  evidence.cues = numbers(value.cues, index.cues, MAX_CUES);
  const groups = index.sections.groupCheck.length;
  evidence.words = numbers(value.words, groups, MAX_WORDS);
  for (const item of Array.isArray(value.meanings) ? value.meanings.slice(0, MAX_MEANINGS) : []) {
    if (!isRecord(item)) continue;
    const { group, term, rival, text, by } = item;
    if (!isBelow(group, groups) || typeof text !== 'string') continue;
    if (term !== -1 && !isBelow(term, index.terms)) continue;
    if (rival !== -1 && !isBelow(rival, index.rivals)) continue;
    if (by !== 'definition' && by !== 'apposition' && by !== 'initials') continue;
    evidence.meanings.push({ group, term, rival, text: text.slice(0, MAX_TEXT), by });
  }
  const keys = isRecord(value.groups) ? Object.keys(value.groups) : [];
  for (const key of keys.slice(0, MAX_GROUPS)) {
    const parts = parseGroup(key);
    if (parts && isBelow(parts.group, groups) && isBelow(parts.term, index.terms)) {
      evidence.groups[key] = { score: 0, why: [] };
    }
  }
  const waiting = isRecord(value.waiting) ? Object.entries(value.waiting) : [];
  for (const [key, own] of waiting.slice(0, MAX_WAITING)) {
    const parts = parseGroup(key);
    if (!parts || !isBelow(parts.group, groups) || !isBelow(parts.term, index.terms)) continue;
    if (typeof own === 'number' && Math.abs(own) <= MAX_SCORE) evidence.waiting[key] = own;
  }
  evidence.waitingRivals = numbers(value.waitingRivals, index.rivals, MAX_RIVALS);
  evidence.late = value.late === true;
  return evidence;
}

/** Key under which a form's mentions in a term's sense are revised together. */
export function groupKey(group: number, term: number): string {
  return `${group}.${term}`;
}

export function parseGroup(key: string): { group: number; term: number } | null {
  const parts = /^(\d{1,9})\.(\d{1,9})$/.exec(key);
  return parts ? { group: Number(parts[1]), term: Number(parts[2]) } : null;
}

/** Whether there is room for another group's verdict; where not, a mention keeps the verdict of its batch. */
export function hasRoom(evidence: Evidence, key: string): boolean {
  return key in evidence.groups || Object.keys(evidence.groups).length < MAX_GROUPS;
}

/** Whether so many more forms can wait. */
export function hasRoomToWait(evidence: Evidence, count: number): boolean {
  return Object.keys(evidence.waiting).length + count <= MAX_WAITING;
}

/** Lets a rival wait; says whether it does. */
export function addWaitingRival(evidence: Evidence, rival: number): boolean {
  addNumber(evidence.waitingRivals, rival, MAX_RIVALS);
  return evidence.waitingRivals.includes(rival);
}

export function addNamed(evidence: Evidence, term: number): void {
  addNumber(evidence.named, term, MAX_NAMED);
}

export function addRival(evidence: Evidence, rival: number): void {
  addNumber(evidence.rivals, rival, MAX_RIVALS);
}

export function addCue(evidence: Evidence, cue: number): void {
  addNumber(evidence.cues, cue, MAX_CUES);
}

export function addWord(evidence: Evidence, group: number): void {
  addNumber(evidence.words, group, MAX_WORDS);
}

/** Adds a meaning; of the same form and sense, the first that was found stays. */
export function addMeaning(evidence: Evidence, meaning: Meaning): void {
  if (evidence.meanings.length >= MAX_MEANINGS) return;
  const known = evidence.meanings.some(
    (m) =>
      m.group === meaning.group &&
      m.term === meaning.term &&
      m.rival === meaning.rival &&
      m.by === meaning.by,
  );
  if (!known) evidence.meanings.push({ ...meaning, text: meaning.text.slice(0, MAX_TEXT) });
}

function addNumber(list: number[], number: number, max: number): void {
  if (list.length < max && !list.includes(number)) list.push(number);
}

function numbers(value: unknown, below: number, max: number): number[] {
  if (!Array.isArray(value)) return [];
  return [...new Set(value.slice(0, max).filter((item): item is number => isBelow(item, below)))];
}

function isBelow(value: unknown, below: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < below;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
