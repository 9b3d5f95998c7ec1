/** Makes gists and statements of definitions: a gist is the definition, or its first sentence, if that is short. */
import { GIST_LETTERS } from '../schema';
import type { ReadEntry, ReadStatement } from './entry';

/** Shorter sentences are no definitions: `n.`, `See below.` Chinese says more in as many letters. */
const SHORTEST = 20;
const SHORTEST_CHINESE = 6;

export interface Divided {
  /** By language. */
  gist: Record<string, string>;
  statements: ReadStatement[];
  /** Definitions in other languages than the term's of which more than a gist was left out. */
  others: ReadStatement[];
}

/**
 * What a card says of a term. A statement has no language of its own on a card, so definitions in several languages
 * would stand below each other: only those in the language of the label become statements (or, if there are none,
 * those in the language of the first definition), and those of which no language is known.
 */
export function divide({ lang, gists, definitions, statements }: ReadEntry): Divided {
  const gist: Record<string, string> = {};
  for (const each of gists) gist[each.lang] = each.text;
  const main = definitions.some((each) => each.lang === lang) ? lang : definitions[0]?.lang;
  const said: ReadStatement[] = [];
  const others: ReadStatement[] = [];
  for (const definition of definitions) {
    const isMain = definition.lang === main || definition.lang === 'und';
    const { short, rest } = Object.hasOwn(gist, definition.lang)
      ? { short: undefined, rest: definition.text }
      : shortened(definition.text);
    if (short !== undefined) gist[definition.lang] = short;
    // A gist has no source: what was taken from somewhere is said as a statement too.
    const text = short !== undefined && definition.source ? definition.text : rest;
    if (isMain && text !== '') said.push({ ...definition, text });
    else if (!isMain && rest !== '') others.push(definition);
  }
  return { gist, statements: withoutTwins(said, statements), others };
}

function withoutTwins(one: readonly ReadStatement[], other: readonly ReadStatement[]): ReadStatement[] {
  const all = [...one, ...other];
  if (all.length < 2) return all;
  const known = new Set<string>();
  return all.filter(({ text }) => !known.has(text) && known.add(text));
}

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/** The text in one line, and what is left of it. A gist ends without a full stop. */
export function shortened(text: string): { short: string | undefined; rest: string } {
  if (text.length <= GIST_LETTERS) return { short: withoutStop(text), rest: '' };
  // The first sentence ends within the slice, or it is too long.
  const [first] = sentences.segment(text.slice(0, GIST_LETTERS * 2));
  const sentence = first?.segment.trim() ?? '';
  const shortest = /\p{sc=Han}/u.test(sentence) ? SHORTEST_CHINESE : SHORTEST;
  if (sentence.length > GIST_LETTERS || sentence.length < shortest) return { short: undefined, rest: text };
  return { short: withoutStop(sentence), rest: text.slice((first?.segment ?? '').length).trim() };
}

function withoutStop(sentence: string): string {
  const isStop =
    /[^\s.](?:\.|。|۔)$/u.test(sentence) && !/(?:\b(?:etc|al|Inc|Ltd|Co)|\.\p{L})\.$/u.test(sentence);
  return isStop ? sentence.slice(0, -1) : sentence;
}
