/**
 * Finds claims whose quote stops short: the claim uses a word of the passage that the quote leaves out. Such
 * a claim may be true of the passage, but a reader who unfolds the quote cannot see that it is.
 *
 * Words are compared by their beginnings, because a claim inflects what it takes over (`organises`,
 * `organizations`). A word that the passage does not have is a paraphrase, and is not judged. Nor are the
 * words that say whose claim it is (the document's short title), words of fewer than four letters, and words
 * without meaning of their own. Cost: O(words of the claim × words of the passage).
 */
import type { PlacedTerm } from './parse-glossary';
import { excerpt, type Problem } from './problems';
import type { Document, Passage } from './schema';

/** Words that carry no fact, of the language of the bundled claims; all others are judged. */
const EMPTY = new Set(
  `about according also among amongst because been being between both could each from have having into itself
  like made make makes more most much must name named names other others over people said same says shall
  should some speak speaks spoke such than that their them then there these they thing things this those
  through under upon what when where which while whose will with within would`.split(/\s+/),
);
const MIN_LETTERS = 4;
/** Most letters in which two forms of one word differ at their ends. */
const ENDING = 3;

/** A warning for each claim whose quote leaves out words that the claim took from the passage. */
export function checkQuotes(terms: PlacedTerm[], documents: Document[], passages: Passage[]): Problem[] {
  const texts = new Map(passages.map((passage) => [passage.id, passage]));
  const titles = new Map(documents.map(({ id, short }) => [id, short]));
  return terms.flatMap(({ term, file, lineOf }) =>
    term.claims.flatMap(({ text, passage: id, quote }, i): Problem[] => {
      const passage = texts.get(id ?? '');
      if (passage === undefined || quote === undefined || !passage.text.includes(quote)) return [];
      const said = withoutTitle(text, titles.get(passage.document));
      const [inQuote, inPassage] = [wordsOf(quote), wordsOf(passage.text)];
      const left = [...new Set(wordsOf(said))].filter((word) => has(inPassage, word) && !has(inQuote, word));
      if (left.length === 0) return [];
      const words = left.map((word) => `"${excerpt(word)}"`).join(', ');
      const message = `has a quote without ${words}, which its claim takes from ${id}; quote more, or claim less`;
      return [{ file, line: lineOf(['claims', i, 'quote']), term: term.id, message }];
    }),
  );
}

/** A claim without the title of the document that it cites: `The event report says that …`. */
function withoutTitle(claim: string, title: string | undefined): string {
  if (title === undefined) return claim;
  const at = claim.toLowerCase().indexOf(title.toLowerCase());
  return at < 0 ? claim : claim.slice(0, at) + claim.slice(at + title.length);
}

function wordsOf(text: string): string[] {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  // British and American spellings of one word: organise, organize; defence, defense.
  return words
    .filter((word) => word.length >= MIN_LETTERS && !EMPTY.has(word))
    .map((word) => word.replace(/z/g, 's').replace(/ence$/, 'ense').replace(/s$/, ''));
}

function has(words: string[], word: string): boolean {
  return words.some((other) => {
    const [shorter, longer] = word.length < other.length ? [word, other] : [other, word];
    let same = 0;
    while (same < shorter.length && shorter[same] === longer[same]) same++;
    return same >= Math.max(MIN_LETTERS - 1, longer.length - ENDING);
  });
}
