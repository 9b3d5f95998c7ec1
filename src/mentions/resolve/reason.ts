/**
 * Why a mention is marked or not: data for the card's *Why here?*, which turns it into sentences. Numbers speak where a
 * reason speaks for (above 0) or against the term.
 */
export type Reason =
  /** The form has one sense only. */
  | { kind: 'unambiguous' }
  /** The page itself says what the abbreviation stands for: `text` is the long form as the page writes it. */
  | { kind: 'definition'; text: string; weight: number }
  /** Words on the page whose initials are the abbreviation, and which are no name of the term. */
  | { kind: 'initials'; text: string; weight: number }
  /** An unambiguous name of the term is on the page. */
  | { kind: 'full-name'; weight: number }
  /** A name of something else that the form can mean is on the page. */
  | { kind: 'rival-name'; sense: string; weight: number }
  /** A word that speaks for the term, beside the mention or elsewhere on the page. */
  | { kind: 'cue'; cue: string; near: boolean; weight: number }
  /** A word that speaks for something else that the form can mean. */
  | { kind: 'rival'; cue: string; sense: string; near: boolean; weight: number }
  /** Another term of the digests is named beside the mention, or on the page. */
  | { kind: 'company'; near: boolean; weight: number }
  /** Words that speak for other terms of the digests stand beside the mention. */
  | { kind: 'topic'; weight: number }
  /** The form belongs to another language than the page's. */
  | { kind: 'language'; lang: string; weight: number }
  /** The form is a piece of a longer proper name: `ECO Drive`. */
  | { kind: 'part-of-name'; weight: number }
  /** All words around are in capitals, so that capitals tell nothing. */
  | { kind: 'capitals'; weight: number }
  /** The same letters are an ordinary word on this page: `un`, `itu`. */
  | { kind: 'word'; weight: number }
  /** How much the form needs, before any evidence: short forms and those with many known senses need more. */
  | { kind: 'prior'; weight: number };
