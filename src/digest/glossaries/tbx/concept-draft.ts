/** One entry of a TBX file while it is read: what was said, at which level, and in which language. */
import type { Draft, DraftForm, DraftStatement } from '../draft';
import { languageOf } from '../languages';
import type { LeftOut } from '../left';
import type { XmlElement } from '../xml/read-xml';
import { HEADING, HEADING_ONLY, isBookkeeping, isPreferred, isReference, type Level } from './categories';

interface TermDraft extends DraftForm {
  /** Whether Gloss wrote it as the heading of the card; `only`: it is no form. */
  heading?: 'form' | 'only';
}

/** A statement, and where it stands: its group ('' for none), and its level and language. */
interface Placed {
  statement: DraftStatement;
  group: string;
  section: string;
}

export class ConceptDraft {
  readonly #id: string | undefined;
  readonly #left: LeftOut;
  readonly #at: number;
  readonly #terms: TermDraft[] = [];
  readonly #definitions: Placed[] = [];
  readonly #notes: Placed[] = [];
  /** By the group, or the section, in which they stand: the first of each kind. */
  readonly #sources = new Map<string, Pick<DraftStatement, 'title' | 'address'>>();
  readonly #related: string[] = [];
  #level: Level = 'concept';
  #lang = '';
  #term: TermDraft | undefined;
  /** The name of the open group; '' outside groups. */
  #group = '';
  #groups = 0;

  constructor(id: string | undefined, left: LeftOut, at: number) {
    this.#id = id;
    this.#left = left;
    this.#at = at;
  }

  enter(level: Level, lang: string): void {
    this.#level = level;
    if (level === 'lang') this.#lang = lang;
    else this.#term = { text: '', lang: this.#lang };
  }

  leave(level: Level): void {
    if (level === 'term' && this.#term) this.#terms.push(this.#term);
    this.#term = undefined;
    this.#level = level === 'term' ? 'lang' : 'concept';
    if (level === 'lang') this.#lang = '';
  }

  openGroup(): void {
    this.#group = `group ${++this.#groups}`;
  }

  closeGroup(): void {
    this.#group = '';
  }

  /** Takes the text of an element. */
  add(element: XmlElement, category: string, text: string): void {
    if (text.trim() === '' && !isReference(category)) return;
    const lang = element.lang || this.#lang;
    const place = { group: this.#group, section: this.#section() };
    const statement: DraftStatement = { text, ...(lang !== '' && { lang }) };
    if (category === 'term' && this.#term) this.#term.text += text;
    else if (category === 'definition') this.#definitions.push({ statement, ...place });
    else if (/^(?:explanation|note)$/.test(category) && this.#level !== 'term')
      this.#notes.push({ statement, ...place });
    else if (/^(?:source|externalCrossReference|xSource)$/.test(category) && this.#level !== 'term')
      this.#addSource(element, category, text);
    else if (this.#term && isPreferred(category, text)) this.#term.preferred = true;
    else if (this.#term && category === 'projectSubset' && text.trim() === HEADING)
      this.#term.heading = 'form';
    else if (this.#term && category === 'projectSubset' && text.trim() === HEADING_ONLY)
      this.#term.heading = 'only';
    else if (isReference(category)) this.#related.push(element.attributes.get('target') || text);
    else if (!isBookkeeping(category)) this.#left.add('data', `${category}: ${text}`, this.#at);
  }

  #section(): string {
    return this.#level === 'concept' ? 'concept' : `in ${this.#lang}`;
  }

  #addSource(element: XmlElement, category: string, text: string): void {
    const place = this.#group || this.#section();
    const source = this.#sources.get(place) ?? {};
    if (category === 'source') source.title ??= text;
    else source.address ??= element.attributes.get('target') ?? text;
    this.#sources.set(place, source);
  }

  /**
   * The term. Its label is the one that Gloss wrote as such; otherwise a preferred term, or the first, of the first
   * of these languages that has any: `preferred`, the file's, English, the first of the entry.
   */
  draft(preferred: string | undefined, ofFile: string | undefined): Draft {
    const terms = this.#terms.filter(({ text }) => text.trim() !== '');
    const of = (lang: string | undefined) =>
      lang === undefined ? [] : terms.filter((term) => languageOf(term.lang ?? '') === lang);
    const first = languageOf(terms[0]?.lang ?? '');
    const found = [of(preferred), of(ofFile), of('en'), of(first), terms].find(({ length }) => length > 0);
    const label = terms.find(({ heading }) => heading) ?? found?.find((term) => term.preferred) ?? found?.[0];
    this.#addSources();
    return {
      ...(this.#id !== undefined && { id: this.#id }),
      ...{ label: label?.text ?? '', labelIsForm: label?.heading !== 'only' },
      ...(label?.lang && { lang: label.lang }),
      forms: terms.filter(({ heading }) => heading !== 'only'),
      definitions: this.#definitions.map(({ statement }) => statement),
      statements: this.#notes.map(({ statement }) => statement),
      related: this.#related,
    };
  }

  /**
   * A source in a group is that of the group's definition. Any other is that of all definitions and notes of its own
   * level, and language, that have none.
   */
  #addSources(): void {
    for (const { statement, group, section } of [...this.#definitions, ...this.#notes])
      Object.assign(
        statement,
        this.#sources.get(section),
        group === '' ? undefined : this.#sources.get(group),
      );
  }
}
