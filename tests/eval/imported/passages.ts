/**
 * The labelled passages. In their texts, a mention of a term of the glossary stands in ⟦…⟧, and a word that is written
 * like a form, but means something else, in ⟨…⟩. A label covers every place of a form that is one of the first hundred
 * terms of the glossary; what else is marked in a passage of the field is not judged.
 */
import { readFileSync } from 'node:fs';
import { type Imported, marksOn } from './glossary';

export interface Labelled {
  id: string;
  lang: string;
  /** `field`: on the subject of the glossary; `ordinary`: on another. */
  kind: 'field' | 'ordinary';
  /** `held`: every third passage, kept apart while rules were written. */
  part: 'tune' | 'held';
  /** Without the brackets. */
  text: string;
  labels: { start: number; end: number; isRight: boolean }[];
}

export interface PassageFigures {
  right: number;
  /** How many of these are marked. */
  marked: number;
  others: number;
  othersMarked: number;
  /** Words of the ordinary passages, and all marks on them. */
  words: number;
  wrongMarks: number;
  errors: string[];
}

export function readLabelled(): Labelled[] {
  const lines = readFileSync(new URL('passages.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line, at) => {
    const { id, lang, kind, text: written } = JSON.parse(line) as Labelled;
    const labels: Labelled['labels'] = [];
    let text = '';
    for (const part of written.split(/([⟦⟨][^⟧⟩]*[⟧⟩])/u)) {
      if (!/^[⟦⟨]/u.test(part)) text += part;
      else {
        const start = text.length;
        text += part.slice(1, -1);
        labels.push({ start, end: text.length, isRight: part.startsWith('⟦') });
      }
    }
    return { id, lang, kind, part: at % 3 === 2 ? 'held' : 'tune', text, labels };
  });
}

export function scoreLabelled(set: Imported, passages: readonly Labelled[]): PassageFigures {
  const figures: PassageFigures = {
    ...{ right: 0, marked: 0, others: 0, othersMarked: 0, words: 0, wrongMarks: 0 },
    errors: [],
  };
  for (const { id, lang, kind, text, labels } of passages) {
    const marks = marksOn(set, [text], lang);
    for (const { start, end, isRight } of labels) {
      const isMarked = marks.some((mark) => mark.start < end && mark.end > start);
      figures[isRight ? 'right' : 'others']++;
      if (isMarked) figures[isRight ? 'marked' : 'othersMarked']++;
      if (isMarked !== isRight)
        figures.errors.push(`${id}: ${text.slice(start, end)} ${isRight ? 'missed' : 'marked'}`);
    }
    if (kind === 'field') continue;
    figures.words += wordsIn(text, lang);
    figures.wrongMarks += marks.length;
    for (const { start, end, term } of marks)
      figures.errors.push(`${id}: ${text.slice(start, end)} (${term}) marked on an ordinary page`);
  }
  return figures;
}

let segmenter: Intl.Segmenter | undefined;

/** The number of words; in Chinese, as the segmenter finds them. */
export function wordsIn(text: string, lang: string): number {
  if (lang !== 'zh') return text.split(/\s+/).length;
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  return [...segmenter.segment(text)].filter(({ isWordLike }) => isWordLike).length;
}
