/**
 * Gathers the terms of a file: joins what belongs together, keeps them within bounds, and counts what is left out.
 * Every reader ends here. Cost: linear in the texts.
 */
import { GIST_LETTERS, KINDS, type Term } from '../schema';
import type { Bounds } from './bounds';
import { Cleaner } from './clean';
import type { Draft, DraftStatement, DraftText } from './draft';
import type { ReadEntry, ReadForm, ReadStatement, Said } from './entry';
import { LeftOut } from './left';
import { counted, GlossaryRefusal } from './refusal';
import { hasWord, tidy } from './texts';
import type { Work } from './work';

/**
 * What happens to a term whose id is there already. `parts`: the file writes a term in several parts, so they are
 * joined without a word. `twice`: they are joined if they have the same label, otherwise the second is renamed.
 */
export type Meeting = 'parts' | 'twice';

/** A term with more forms keeps them in a map too: to compare each with each would be quadratic. */
const FEW = 8;
/** Longest id in a file, UTF-16 units. */
const LONGEST_ID = 2_000;

export class Gathering {
  readonly left = new LeftOut();
  readonly #bounds: Bounds;
  readonly #clean: Cleaner;
  readonly #preferred: string | undefined;
  readonly #entries: ReadEntry[] = [];
  readonly #byKey = new Map<string, ReadEntry>();
  /** The next number to try, by the id that several terms have. */
  readonly #renamed = new Map<string, number>();
  readonly #forms = new WeakMap<ReadEntry, Map<string, ReadForm>>();
  #formCount = 0;

  /** `preferred`: the language of labels, where the parts of a term have several. */
  constructor(bounds: Bounds, preferred?: string) {
    this.#bounds = bounds;
    this.#preferred = preferred;
    this.#clean = new Cleaner(bounds, this.left);
  }

  /** The file's own language, for texts of which it says none. */
  set language(language: string | undefined) {
    this.#clean.ofFile = language;
  }

  /**
   * Takes a term. `at`: its number in the file, from 1, as the format counts. Throws a `GlossaryRefusal` if the file
   * has too many terms or forms.
   */
  add(draft: Draft, at: number, meeting: Meeting = 'twice'): void {
    const id = draft.id === undefined ? '' : tidy(draft.id.slice(0, LONGEST_ID));
    // A part without a label belongs to the term that its id names.
    const known = meeting === 'parts' && draft.label.trim() === '' ? this.#byKey.get(`i${id}`) : undefined;
    const label = known ? known.label : this.#clean.label(draft.label, at);
    if (label === undefined) return;
    const lang = known ? known.lang : this.#clean.language(draft.lang, label, at);
    const entry = known ?? this.#entryOf(id === '' ? undefined : id, label, lang, at, meeting);
    if (draft.labelIsForm !== false && !known) this.#addForm(entry, { text: label, lang }, at);
    for (const form of draft.forms ?? []) {
      const text = this.#clean.form(form.text, at);
      if (text === undefined) continue;
      const tongue = this.#clean.language(form.lang, text, at);
      this.#addForm(
        entry,
        form.preferred ? { text, lang: tongue, preferred: true } : { text, lang: tongue },
        at,
      );
    }
    // Without any form, nothing of the term would ever be found.
    if (entry.forms.length === 0) this.#addForm(entry, { text: label, lang }, at);
    this.#addName(entry, draft.name, at);
    this.#addKind(entry, draft.kind, at);
    for (const gist of draft.gists ?? []) this.#addGist(entry, gist, at);
    for (const definition of draft.definitions ?? [])
      this.#addStatement(entry, entry.definitions, definition, at);
    for (const statement of draft.statements ?? [])
      this.#addStatement(entry, entry.statements, statement, at);
    for (const each of draft.related ?? []) this.#addRelated(entry, each, at);
  }

  /** The terms, once all are there. References that lead nowhere are left out now. */
  *finish(): Work<ReadEntry[]> {
    const entries = this.#entries;
    for (const [at, entry] of entries.entries()) {
      // A list that grew has room for 16 more: 25 MB in 100,000 terms.
      entry.forms = entry.forms.slice();
      if (entry.definitions.length > 0) entry.definitions = entry.definitions.slice();
      if (at % 2_000 === 0) yield at;
    }
    if (!entries.some(({ related }) => related.length > 0)) return entries;
    const names = new Map<string, string>();
    for (const [at, { id, label }] of entries.entries()) {
      const name = label.toLowerCase();
      if (!names.has(name)) names.set(name, id ?? label);
      if (at % 2_000 === 0) yield at;
    }
    for (const [at, entry] of entries.entries()) {
      if (entry.related.length > 0) entry.related = this.#resolved(entry, names, at + 1);
      if (at % 500 === 0) yield at;
    }
    return entries;
  }

  #resolved(entry: ReadEntry, names: ReadonlyMap<string, string>, at: number): string[] {
    const found = new Set<string>();
    for (const each of entry.related) {
      const target = this.#byKey.has(`i${each}`) ? each : names.get(each.toLowerCase());
      if (target === undefined) this.left.add('related-unknown', `${entry.label}: ${each}`, at);
      else if (target !== (entry.id ?? entry.label)) found.add(target);
    }
    return [...found];
  }

  #entryOf(id: string | undefined, label: string, lang: string, at: number, meeting: Meeting): ReadEntry {
    const key = id === undefined ? `l${lang} ${label.toLowerCase()}` : `i${id}`;
    const known = this.#byKey.get(key);
    if (known && (meeting === 'parts' || known.label.toLowerCase() === label.toLowerCase())) {
      if (meeting === 'twice') this.left.add('joined', label, at);
      else if (lang === this.#preferred && known.lang !== lang) Object.assign(known, { label, lang });
      return known;
    }
    if (this.#entries.length >= this.#bounds.terms) throw tooMany(this.#bounds.terms, 'terms', at);
    let free = id;
    if (known && id !== undefined) {
      this.left.add('renamed', `${id}: ${label}`, at);
      free = this.#freeId(id);
    }
    const entry: ReadEntry = {
      label,
      lang,
      forms: [],
      gists: [],
      definitions: [],
      statements: [],
      related: [],
    };
    if (free !== undefined) entry.id = free;
    this.#entries.push(entry);
    this.#byKey.set(free === undefined ? key : `i${free}`, entry);
    return entry;
  }

  /** The same name for the same term, whenever the file is read. */
  #freeId(id: string): string {
    for (let number = this.#renamed.get(id) ?? 2; ; number++) {
      const free = `${id} (${number})`;
      if (this.#byKey.has(`i${free}`)) continue;
      this.#renamed.set(id, number + 1);
      return free;
    }
  }

  #addForm(entry: ReadEntry, form: ReadForm, at: number): void {
    const known = this.#knownForm(entry, form);
    if (known) {
      if (form.preferred) known.preferred = true;
      return;
    }
    if (entry.forms.length >= this.#bounds.formsOfTerm) {
      this.left.add('forms-many', form.text, at);
      return;
    }
    if (++this.#formCount > this.#bounds.forms) throw tooMany(this.#bounds.forms, 'forms of terms', at);
    entry.forms.push(form);
    this.#forms.get(entry)?.set(keyOf(form), form);
  }

  #knownForm(entry: ReadEntry, form: ReadForm): ReadForm | undefined {
    const { forms } = entry;
    if (forms.length < FEW) return forms.find(({ text, lang }) => text === form.text && lang === form.lang);
    let map = this.#forms.get(entry);
    if (!map) {
      map = new Map(forms.map((each) => [keyOf(each), each]));
      this.#forms.set(entry, map);
    }
    return map.get(keyOf(form));
  }

  #addName(entry: ReadEntry, written: string | undefined, at: number): void {
    const name = written === undefined ? undefined : this.#clean.form(written, at);
    if (name !== undefined && name !== entry.label) entry.name ??= name;
  }

  #addKind(entry: ReadEntry, written: string | undefined, at: number): void {
    const kind = written?.trim().toLowerCase() ?? '';
    if (kind === '') return;
    if (isKind(kind)) entry.kind ??= kind;
    else this.left.add('kind-unknown', written, at);
  }

  /** A text that is no gist after all, because it is long or the second one, is a definition. */
  #addGist(entry: ReadEntry, { text: written, lang: tag }: DraftText, at: number): void {
    const text = this.#clean.sentence(written, at);
    if (!hasWord(text)) return;
    const lang = this.#clean.language(tag, text, at);
    const known = entry.gists.find((gist) => gist.lang === lang);
    if (known?.text === text) return;
    if (known || text.length > GIST_LETTERS) this.#addStatement(entry, entry.definitions, { text, lang }, at);
    else if (entry.gists.length >= this.#bounds.gists) this.left.add('gists-many', text, at);
    else entry.gists.push({ text, lang });
  }

  #addStatement(entry: ReadEntry, list: ReadStatement[], draft: DraftStatement, at: number): void {
    const text = this.#clean.sentence(draft.text, at);
    if (!hasWord(text)) return;
    const lang = this.#clean.language(draft.lang, text, at);
    if (list.some((each) => each.text === text && each.lang === lang)) return;
    if (entry.definitions.length + entry.statements.length >= this.#bounds.statements) {
      this.left.add('statements-many', text, at);
      return;
    }
    const source = this.#clean.source(draft, at);
    const asOf = this.#clean.date(draft.asOf, at);
    const statement: ReadStatement = { text, lang };
    if (source) statement.source = source;
    if (asOf !== undefined) statement.asOf = asOf;
    list.push(statement);
  }

  #addRelated(entry: ReadEntry, written: string, at: number): void {
    const name = tidy(written.slice(0, LONGEST_ID));
    if (name === '') return;
    if (entry.related.length >= this.#bounds.related) this.left.add('related-many', name, at);
    else entry.related.push(name);
  }
}

const keyOf = ({ text, lang }: Said): string => `${lang} ${text}`;

function isKind(kind: string): kind is Term['kind'] {
  return (KINDS as readonly string[]).includes(kind);
}

function tooMany(most: number, what: string, at: number): GlossaryRefusal {
  return new GlossaryRefusal(
    'large',
    `The file has more than ${counted(most)} ${what}`,
    'Divide it into several files',
    `term ${counted(at)}`,
  );
}
