/**
 * How large the parts of a digest may be. A digest comes from anybody, so each of its texts and lists has a bound;
 * each is at least three times what the bundled digest has. Lengths of texts are in UTF-16 units.
 */

/** A text of one line: a label, a name, a role, a form, a cue, a sense, a title. */
export const LINE = 500;
/** The sentence of a claim. */
export const STATEMENT = 10_000;
export const QUOTE = 10_000;
export const PASSAGE = 50_000;
/** A language tag (BCP 47, section 4.4.1: 35 are enough for any that is in use). */
export const LANGUAGE = 35;

/** Entries of the lists of one term: forms in all languages, cues, claims, related terms. */
export const FORMS = 2_000;
export const CUES = 2_000;
export const CLAIMS = 500;
export const RELATED = 500;
export const RIVALS = 100;
/** Entries of each list of a rival: shared forms, names, cues. */
export const NAMES = 1_000;
/** Languages in which a term has a gist. */
export const GISTS = 100;

/** Entries of the lists of a digest. The matcher's index of a million terms has 80 MB. */
export const DOCUMENTS = 10_000;
export const PASSAGES = 1_000_000;
export const TERMS = 1_000_000;
