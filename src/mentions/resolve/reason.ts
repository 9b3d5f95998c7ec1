/**
 * Why a mention is marked or not: data for the card's *Why here?*, which turns each reason into a sentence. A
 * weight above 0 supports the term, a weight below 0 opposes it.
 */
export type Reason =
  /** The form has only one sense. */
  | { kind: 'unambiguous' }
  /**
   * The page itself defines the abbreviation, or labels the name; `text` is the long form or the label as the
   * page writes it.
   */
  | { kind: 'definition'; text: string; weight: number }
  /** Words on the page have the abbreviation as initials and are not a name of the term. */
  | { kind: 'initials'; text: string; weight: number }
  /** An unambiguous name of the term is on the page. */
  | { kind: 'full-name'; weight: number }
  /** A full name of a rival is on the page. */
  | { kind: 'rival-name'; sense: string; weight: number }
  /** A cue of the term is near the mention (`near`) or elsewhere on the page. */
  | { kind: 'cue'; cue: string; near: boolean; weight: number }
  /** A cue of a rival is near the mention (`near`) or elsewhere on the page. */
  | { kind: 'rival'; cue: string; sense: string; near: boolean; weight: number }
  /** Another term of the digests is named near the mention (`near`) or elsewhere on the page. */
  | { kind: 'company'; near: boolean; weight: number }
  /** Cues of other terms of the digests are near the mention. */
  | { kind: 'topic'; weight: number }
  /** The form belongs to another language (`lang`) than the page's. */
  | { kind: 'language'; lang: string; weight: number }
  /**
   * How the form stands in its sentence: before or behind its own body (`ITU Council`), in a list of
   * organisations, as what says or decides something, or with the capital of a name (`the Ummah`).
   */
  | { kind: 'standing'; how: 'body' | 'list' | 'subject' | 'name'; weight: number }
  /** One of several is meant, not the only one of its name: `every ummah`. */
  | { kind: 'one-of-many'; weight: number }
  /** The form is part of a longer proper name: `ECO Drive`. */
  | { kind: 'part-of-name'; weight: number }
  /** All words around are in capitals, so capitals do not identify an acronym. */
  | { kind: 'capitals'; weight: number }
  /** The same letters are an ordinary lower-case word on this page: `un`, `itu`. */
  | { kind: 'word'; weight: number }
  /** The prior: the score before any evidence. Short forms and forms with many known senses start lower. */
  | { kind: 'prior'; weight: number };
