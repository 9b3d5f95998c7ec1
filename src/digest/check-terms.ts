/** What makes terms a whole: their claims stand in the documents, their relations lead somewhere, their forms part ways. */
import { formKey } from './form-key';
import type { ParsedGlossary, PlacedTerm } from './parse-glossary';
import { excerpt, type Problem } from './problems';
import type { Passage } from './schema';

/** Passage id → text. */
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

/** For the hint only: what is often lost when a quote is typed instead of copied. */
function loose(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim();
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

/** A form of two terms is a form that does not tell its sense: each of them must say so, and what speaks for it. */
function checkForms(terms: PlacedTerm[]): Problem[] {
  const claimants = new Map<string, Map<PlacedTerm, number>>();
  for (const placed of terms) {
    placed.term.forms.forEach(({ text }, i) => {
      const key = formKey(text);
      const claiming = claimants.get(key) ?? new Map<PlacedTerm, number>();
      if (!claiming.has(placed)) claiming.set(placed, i);
      claimants.set(key, claiming);
    });
  }
  const problems: Problem[] = [];
  for (const [key, claiming] of claimants) {
    if (claiming.size < 2) continue;
    for (const [placed, index] of claiming) {
      const { term, file, formLines } = placed;
      const sure = term.forms.some((form) => formKey(form.text) === key && !form.ambiguous);
      if (!sure && term.cues.length > 0) continue;
      const others = [...claiming.keys()].filter((other) => other !== placed).map((other) => other.term.id);
      const text = term.forms[index]?.text ?? key;
      const rule = sure ? 'list it as ambiguous, with cues' : 'give it cues';
      const message = `claims the form "${excerpt(text)}", as ${excerpt(others.sort().join(', '))} does; ${rule}, or remove it`;
      problems.push({ file, line: formLines[index] ?? 1, term: term.id, message });
    }
  }
  return problems;
}
