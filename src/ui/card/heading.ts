/** The heading of a card. Pure. */

/** What the heading says; `beside`: the label, where the heading is the name as the page writes it. */
export interface Heading {
  name: string;
  beside?: string;
}

/**
 * The label of a term; or, on a page in another script, the words of its mention: who reads Persian has just read them.
 */
export function headingOf(label: string, words: string | undefined): Heading {
  const script = words === undefined ? undefined : scriptOf(words);
  return words === undefined || script === undefined || script === scriptOf(label)
    ? { name: label }
    : { name: words, beside: label };
}

const SCRIPTS = ['Latin', 'Arabic', 'Cyrillic', 'Han', 'Hebrew', 'Greek', 'Devanagari'].map(
  (script) => [script, new RegExp(`\\p{Script=${script}}`, 'u')] as const,
);

/** The script of the first letter of a text, as far as it is one of those that Gloss has terms in, or near to them. */
function scriptOf(text: string): string | undefined {
  const letter = /\p{L}/u.exec(text)?.[0] ?? '';
  return SCRIPTS.find(([, has]) => has.test(letter))?.[0];
}
