/** Cleans the texts of drafts and keeps them within bounds. What does not fit is counted. Linear in the texts. */
import type { Bounds } from './bounds';
import type { DraftStatement } from './draft';
import type { ReadSource } from './entry';
import { languageOf, languageOfText } from './languages';
import type { LeftOut } from './left';
import { beginningOf, hasWord, monthOf, tidy, webAddress } from './texts';

export class Cleaner {
  readonly #bounds: Bounds;
  readonly #left: LeftOut;
  /** The file's own language; absent: it does not say. */
  ofFile: string | undefined;
  /** The different sources so far. */
  readonly #sources = new Set<string>();

  constructor(bounds: Bounds, left: LeftOut) {
    this.#bounds = bounds;
    this.#left = left;
  }

  /** `undefined` if it cannot be the heading of a card. */
  label(written: string, at: number): string | undefined {
    const label = this.#name(written);
    if (!hasWord(label)) this.#left.add('no-label', label, at);
    else if (label.length > this.#bounds.label) this.#left.add('label-long', label, at);
    else return label;
    return undefined;
  }

  /** `undefined` if it cannot be a form. */
  form(written: string, at: number): string | undefined {
    const text = this.#name(written);
    if (text === '') return undefined;
    if (!hasWord(text)) this.#left.add('form-empty', text, at);
    else if (text.length > this.#bounds.label) this.#left.add('form-long', text, at);
    else return text;
    return undefined;
  }

  /** A text that is much too long is cut before it is cleaned: it may have a million letters. */
  #name(written: string): string {
    return tidy(written.slice(0, this.#bounds.label * 4));
  }

  /** The language that the file says of the text, or else what its letters say; otherwise `und`. */
  language(written: string | undefined, text: string, at: number): string {
    if (written !== undefined && written.trim() !== '') {
      const known = languageOf(written);
      if (known !== undefined) return known;
      this.#left.add('language-unknown', written, at);
    }
    return languageOfText(text, this.ofFile);
  }

  /** A text of any length, or the beginning of one that is too long. */
  sentence(written: string, at: number): string {
    const most = this.#bounds.definition;
    const text = tidy(written.slice(0, most * 4));
    if (text.length <= most && written.length <= most * 4) return text;
    this.#left.add('definition-long', text, at);
    return beginningOf(text, most);
  }

  source({ title: written = '', address: link = '' }: DraftStatement, at: number): ReadSource | undefined {
    let title = beginningOf(tidy(written.slice(0, 2_000)), 500);
    let address = webAddress(link);
    if (address === undefined && link.trim() !== '') this.#left.add('address-unfit', link, at);
    // An address often stands where a title is expected.
    if (address === undefined && webAddress(title) !== undefined) [title, address] = ['', title];
    if (title === '' && address === undefined) return undefined;
    const key = `${title}\n${address ?? ''}`;
    if (!this.#sources.has(key)) {
      if (this.#sources.size >= this.#bounds.sources) {
        this.#left.add('sources-many', title || address, at);
        return undefined;
      }
      this.#sources.add(key);
    }
    return { ...(title !== '' && { title }), ...(address !== undefined && { address }) };
  }

  date(written: string | undefined, at: number): string | undefined {
    const date = written?.trim().slice(0, 40) ?? '';
    if (date === '') return undefined;
    const found = monthOf(date);
    if (found === undefined) this.#left.add('date-unfit', date, at);
    return found;
  }
}
