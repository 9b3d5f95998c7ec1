/**
 * What a page has shown so far about the senses of its abbreviations. The reader keeps this small plain value
 * and sends it back with its next batch.
 *
 * The evidence is a set of facts, so the order of blocks does not matter. Each list is bounded, and the whole
 * stays under about 10 kB. It comes from a page's process, which may be taken over, so `readEvidence` checks
 * everything.
 */
import type { MentionIndex } from '../index';
import type { Reason } from './reason';

/** A meaning that the page gives to a form. */
export interface Meaning {
  /** Number of the form's group. */
  group: number;
  /** Number of the term that it names, or -1. */
  term: number;
  /** Number of the rival that it names, or -1. */
  rival: number;
  /** The long form as the page writes it, at most 80 UTF-16 units. */
  text: string;
  /**
   * How the page expressed it: in brackets as a definition, as a name beside brackets, or as a name with
   * these initials.
   */
  by: 'definition' | 'apposition' | 'initials';
}

/** The page's verdict on one form in one term's sense. */
export interface PageVerdict {
  /** Added to a mention's own score. The mention is shown if the sum is above 0. */
  score: number;
  /** Reasons found on the page, at most eight. */
  why: Reason[];
}

export interface Evidence {
  /** Id of the index (`MentionIndex.id`) that all numbers refer to. */
  index: string;
  /** Numbers of the terms named by an unambiguous form. At most 96. */
  named: number[];
  /** Numbers of the rivals named in full. At most 48. */
  rivals: number[];
  /** Numbers of the distinct cues seen. At most 320. */
  cues: number[];
  /** At most 32. */
  meanings: Meaning[];
  /** Groups of acronyms whose letters are also a lower-case word on the page. At most 32. */
  words: number[];
  /** Verdicts by group key, for each group in an answer so far. At most 48. */
  groups: Record<string, PageVerdict>;
  /**
   * Candidates whose places were not reported, by group key. The value is the upper bound of a mention's own
   * score (`chance.ts`). At most 96.
   */
  waiting: Record<string, number>;
  /**
   * Rivals whose names were not reported, because the page has no form that they could be a sense of. At most
   * 48.
   */
  waitingRivals: number[];
  /**
   * Whether a candidate that waited may be a mention after all. The reader clears it when it asks about all
   * texts again.
   */
  late: boolean;
}

const MAX_NAMED = 96;
const MAX_RIVALS = 48;
const MAX_CUES = 320;
const MAX_WORDS = 32;
const MAX_MEANINGS = 32;
const MAX_GROUPS = 48;
const MAX_WAITING = 96;
/** Bound for scores from a page. No sum of weights comes near it. */
const MAX_SCORE = 100;
/** UTF-16 units. */
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

/**
 * A checked copy of the evidence that a page sent back. Anything invalid or from another index gives fresh
 * evidence.
 */
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

/** The key of a form in a term's sense. Mentions with the same key are revised together. */
export function groupKey(group: number, term: number): string {
  return `${group}.${term}`;
}

/** The parts of a group key, or null. Their range is not checked. */
export function parseGroup(key: string): { group: number; term: number } | null {
  const parts = /^(\d{1,9})\.(\d{1,9})$/.exec(key);
  return parts ? { group: Number(parts[1]), term: Number(parts[2]) } : null;
}

/**
 * Whether the evidence can hold the verdict of this group. Without room, a mention keeps the verdict of its
 * batch.
 */
export function hasRoom(evidence: Evidence, key: string): boolean {
  return key in evidence.groups || Object.keys(evidence.groups).length < MAX_GROUPS;
}

/** Whether `count` more groups can wait. */
export function hasRoomToWait(evidence: Evidence, count: number): boolean {
  return Object.keys(evidence.waiting).length + count <= MAX_WAITING;
}

/** Makes a rival wait. Returns false if there is no room. */
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

/** Adds a meaning. If there is one of the same form, sense and kind, the first stays. */
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
