/**
 * Checks across terms: claims quote existing passages, related terms exist, and no two terms claim a form
 * without saying how its sense is decided.
 */
import { MAX_WORDS } from '../mentions/entries';
import { countWords, formKeys } from './form-key';
import type { ParsedGlossary, PlacedTerm } from './parse-glossary';
import { excerpt, type Problem } from './problems';
import type { Passage } from './schema';

/** Maps a passage id to its text. */
type Passages = ReadonlyMap<string, string>;

/** Checks the terms of all glossary files against each other and against the passages of all documents. */
export function checkTerms(glossaries: ParsedGlossary[], passages: Passage[]): Problem[] {
  const terms = glossaries.flatMap((glossary) => glossary.terms);
  const ids = glossaries.flatMap((glossary) => glossary.ids);
  const texts = new Map(passages.map(({ id, text }) => [id, text]));
  return [
    ...checkIds(ids),
    ...terms.flatMap((placed) => checkClaims(placed, texts)),
    ...checkRelated(terms, new Set(ids.map(({ id }) => id))),
    ...checkForms(terms),
    ...checkGists(terms),
  ];
}

function checkIds(ids: ParsedGlossary['ids']): Problem[] {
  const first = new Map<string, { file: string; line: number }>();
  return ids.flatMap(({ id, file, line }) => {
    const known = first.get(id);
    if (known === undefined) first.set(id, { file, line });
    if (known === undefined) return [];
    const message = `has the id of the term in ${known.file}:${known.line}; join the two or rename one`;
    return [{ file, line, term: excerpt(id), message }];
  });
}

function checkClaims({ term, file, lineOf }: PlacedTerm, texts: Passages): Problem[] {
  return term.claims.flatMap(({ passage: id, quote }, i): Problem[] => {
    if (id === undefined || quote === undefined) return [];
    const passage = texts.get(id);
    if (passage === undefined) {
      const message = `cites the passage ${excerpt(id)}, which no document has; correct it${foundElsewhere(quote, texts)}`;
      return [{ file, line: lineOf(['claims', i, 'passage']), term: term.id, message }];
    }
    if (passage.includes(quote)) return [];
    const hint = loose(passage).includes(loose(quote))
      ? '; only letter case, spaces, dashes or quotation marks differ'
      : foundElsewhere(quote, texts);
    const message = `quotes "${excerpt(quote)}", which is not verbatim in ${id}; copy it from there${hint}`;
    return [{ file, line: lineOf(['claims', i, 'quote']), term: term.id, message }];
  });
}

function foundElsewhere(quote: string, texts: Passages): string {
  for (const [id, text] of texts) {
    if (text.includes(quote)) return `; the quote stands in ${id}`;
  }
  return '';
}

/**
 * A loose form of a text, for the hint only: ignores what often changes when a quote is typed instead of
 * copied.
 */
function loose(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim();
}

/** A gist tells a term from all others. */
function checkGists(terms: PlacedTerm[]): Problem[] {
  const first = new Map<string, PlacedTerm>();
  return terms.flatMap((placed) =>
    Object.entries(placed.term.gist).flatMap(([lang, gist]): Problem[] => {
      const key = `${lang} ${loose(gist)}`;
      const known = first.get(key);
      if (known === undefined) first.set(key, placed);
      if (known === undefined) return [];
      const message = `has the gist of ${known.term.id}; say what tells the two apart`;
      return [{ file: placed.file, line: placed.lineOf(['gist', lang]), term: placed.term.id, message }];
    }),
  );
}

function checkRelated(terms: PlacedTerm[], known: Set<string>): Problem[] {
  return terms.flatMap(({ term, file, lineOf }) =>
    term.related.flatMap((id, i): Problem[] => {
      if (known.has(id)) return [];
      const message = `is related to ${excerpt(id)}, which is no term; correct the id or add the term`;
      return [{ file, line: lineOf(['related', i]), term: term.id, message }];
    }),
  );
}

/**
 * A form that two terms share does not determine its sense. Each of the terms must call it ambiguous and have
 * cues.
 */
function checkForms(terms: PlacedTerm[]): Problem[] {
  const problems: Problem[] = [];
  // Maps the key of a form to the terms that claim it, each with the number of its form.
  const claimants = new Map<string, Map<PlacedTerm, number>>();
  for (const placed of terms) {
    const { term, file, formLines } = placed;
    term.forms.forEach((form, i) => {
      const words = countWords(form.text);
      if (words === 0 || words > MAX_WORDS) {
        const what = words === 0 ? 'no word in it' : `more than ${MAX_WORDS} words`;
        const message = `has the form "${excerpt(form.text)}" with ${what}, which is never found; remove it`;
        problems.push({ file, line: formLines[i] ?? 1, term: term.id, message });
      }
      for (const key of formKeys(form)) {
        const claiming = claimants.get(key) ?? new Map<PlacedTerm, number>();
        if (!claiming.has(placed) || !form.ambiguous) claiming.set(placed, i);
        claimants.set(key, claiming);
      }
    });
  }
  const told = new Set<string>();
  for (const claiming of claimants.values()) {
    if (claiming.size < 2) continue;
    const [first, second] = claiming.keys();
    for (const [{ term, file, formLines }, index] of claiming) {
      const form = term.forms[index];
      if (form === undefined || (form.ambiguous && term.cues.length > 0)) continue;
      const line = formLines[index] ?? 1;
      const place = `${file}:${line}:${term.id}:${form.text}`;
      if (told.has(place)) continue;
      told.add(place);
      const other = first?.term === term ? second : first;
      const others = claiming.size > 2 ? `${other?.term.id} and others do` : `${other?.term.id} does`;
      const rule = form.ambiguous ? 'give it cues' : 'list it as ambiguous, with cues';
      const message = `claims the form "${excerpt(form.text)}", as ${others}; ${rule}, or remove it`;
      problems.push({ file, line, term: term.id, message });
    }
  }
  return problems;
}
