/**
 * Ordinary pages of the corpus: the passages that are labelled for the bundled digest, longer texts on other subjects,
 * and real pages that are not about computing. Each mark of the glossary counts as wrong, also where it may be right.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { DEFAULT_PASSAGES, PAGES, readLongTexts, readPassages } from '../corpus';
import { type Imported, marksOn } from './glossary';
import { wordsIn } from './passages';

export interface OrdinaryFigures {
  name: string;
  texts: number;
  words: number;
  /** What is marked, as it is written there. */
  marks: string[];
}

interface Text {
  name: string;
  lang: string;
  blocks: string[];
}

/** Pages of the corpus that are not about computing, electronics or the Web. */
const ON_OTHER_SUBJECTS =
  /^(?:newspaper__|udhr__|goose3__|trafilatura__(?!toptal)|wikipedia__Dog|postlight__www\.bloomberg|readability__(?:002|aclu|aktualne|archive-of|bbc|ehow|folha|gmw|guardian|herald-sun|hukumusume|la-nacion|lemonde|medicalnews|nytimes|pixnet|quanta|royal-road|rtl|salon|seattletimes|tmz|wapo|webmd|wikia|wikipedia-2|youth))/;

export function ordinaryPages(set: Imported): OrdinaryFigures[] {
  const groups: [string, Text[]][] = [
    ['labelled for bundled', DEFAULT_PASSAGES.filter((file) => existsSync(file)).flatMap(passages)],
    ['longer texts', longTexts()],
    ['pages', pages()],
  ];
  return groups.map(([name, texts]) => {
    const figures: OrdinaryFigures = { name, texts: texts.length, words: 0, marks: [] };
    for (const { lang, blocks, name: file } of texts) {
      for (const text of blocks) figures.words += wordsIn(text, lang);
      for (const { block, start, end, term } of marksOn(set, blocks, lang))
        figures.marks.push(`${file}: ${blocks[block]?.slice(start, end)} (${term})`);
    }
    return figures;
  });
}

function passages(file: string): Text[] {
  return readPassages(file).map(({ id, lang, text }) => ({ name: id, lang, blocks: [text] }));
}

function longTexts(): Text[] {
  return readLongTexts()
    .filter(({ use, file }) => use !== 'positive' || !/Internet|cis__/.test(file))
    .map(({ file, lang, blocks }) => ({ name: file, lang, blocks }));
}

function pages(): Text[] {
  if (!existsSync(PAGES)) return [];
  return readdirSync(PAGES)
    .filter((name) => name.endsWith('.html') && ON_OTHER_SUBJECTS.test(name))
    .map((name) => {
      const { document } = parseHTML(readFileSync(join(PAGES, name), 'utf8'));
      const lang = document.documentElement?.getAttribute('lang')?.slice(0, 2) ?? '';
      for (const node of document.querySelectorAll('script,style,code,pre,noscript,template')) node.remove();
      const blocks = [...document.querySelectorAll('p,li,h1,h2,h3,h4,td,dd,blockquote')]
        .filter((node) => node.querySelector('p,li,td,dd') === null)
        .map((node) => (node.textContent ?? '').trim())
        .filter((text) => text.length > 1);
      return { name, lang, blocks };
    });
}
