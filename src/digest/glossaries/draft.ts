/** A term as a reader of one format hands it on: any texts, of any length, as the file has them. */

/** `lang`: as written in the file; absent where it does not say. */
export interface DraftText {
  text: string;
  lang?: string;
}

export interface DraftForm extends DraftText {
  preferred?: boolean;
}

export interface DraftStatement extends DraftText {
  /** What its source is called, and where that is. */
  title?: string;
  address?: string;
  /** A date. */
  asOf?: string;
}

export interface Draft {
  id?: string;
  label: string;
  lang?: string;
  /** Whether the label is a form too. Absent: it is. */
  labelIsForm?: boolean;
  name?: string;
  kind?: string;
  forms?: readonly DraftForm[];
  gists?: readonly DraftText[];
  definitions?: readonly DraftStatement[];
  statements?: readonly DraftStatement[];
  related?: readonly string[];
}
