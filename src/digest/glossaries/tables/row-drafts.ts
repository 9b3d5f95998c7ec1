/** Makes drafts of terms from rows of cells, by what the columns hold. */
import { unguarded } from '../../../platform/formula';
import type { Draft, DraftForm, DraftStatement, DraftText } from '../draft';
import type { Meeting } from '../gather';
import type { LeftOut } from '../left';
import { splitCell } from './cells';
import type { Column, Columns } from './columns';
import type { Role } from './headers';

/** A column and its place. */
interface Placed {
  column: Column;
  at: number;
}

const NONE: readonly never[] = [];

/** Is called for each of 100,000 rows, so it makes few objects. */
export class RowDrafts {
  /** Whether rows with one id are parts of one term. */
  readonly meeting: Meeting;
  readonly #columns: Columns;
  readonly #byRole = new Map<Role, Placed[]>();
  readonly #left: LeftOut;
  /** Whether the forms have a column that says them all, and the heading one of its own. */
  readonly #saysAll: boolean;

  /** `preferred`: the language in which a label is taken, where a row has terms in several. */
  constructor(columns: Columns, preferred: string | undefined, left: LeftOut) {
    this.#columns = columns;
    this.#left = left;
    for (const [at, column] of columns.columns.entries()) {
      if (column.role === 'none') left.add('column', column.header || `column ${at + 1}`);
      const known = this.#byRole.get(column.role);
      if (known) known.push({ column, at });
      else this.#byRole.set(column.role, [{ column, at }]);
    }
    const isPreferred = ({ column }: Placed) => Number(column.lang === preferred);
    this.#byRole.get('term')?.sort((a, b) => isPreferred(b) - isPreferred(a) || a.at - b.at);
    this.#saysAll = this.#byRole.has('forms');
    this.meeting = this.#byRole.has('language') ? 'parts' : 'twice';
  }

  /** `undefined` for a row without anything in it. `row`: its number. */
  of(cells: readonly string[], row: number): Draft | undefined {
    if (cells.every((cell) => cell.trim() === '')) return undefined;
    const width = this.#columns.columns.length;
    const more = cells.length > width ? cells.slice(width).find((cell) => cell.trim() !== '') : undefined;
    if (more !== undefined) this.#left.add('cells-many', more, row);
    const tongue = this.#text(cells, 'language');
    const name = this.#texts(cells, 'name', tongue)[0];
    const forms: DraftForm[] = [];
    for (const role of FORMS) this.#addForms(forms, cells, role, tongue);
    const label = this.#texts(cells, 'label', tongue)[0] ?? forms[0];
    if (name && !this.#saysAll) forms.push(name);
    return {
      id: this.#text(cells, 'id'),
      label: label?.text ?? '',
      lang: label?.lang,
      labelIsForm: !(this.#saysAll && this.#byRole.has('label')),
      name: name?.text,
      kind: this.#text(cells, 'kind'),
      forms,
      gists: this.#texts(cells, 'gist', tongue),
      definitions: this.#statements(cells, 'definition', tongue),
      statements: this.#statements(cells, 'statement', tongue),
      related: this.#related(cells),
    };
  }

  /** The first cell of a role that has anything in it. */
  #text(cells: readonly string[], role: Role): string | undefined {
    return this.#texts(cells, role, undefined)[0]?.text;
  }

  /** The cells of a role that have anything in them. */
  #texts(cells: readonly string[], role: Role, tongue: string | undefined): readonly DraftText[] {
    const columns = this.#byRole.get(role);
    if (!columns) return NONE;
    const texts: DraftText[] = [];
    for (const { column, at } of columns) {
      const text = unguarded(cells[at] ?? '');
      if (text.trim() !== '') texts.push({ text, lang: column.lang ?? tongue });
    }
    return texts;
  }

  #addForms(forms: DraftForm[], cells: readonly string[], role: Role, tongue: string | undefined): void {
    for (const { text, lang } of this.#texts(cells, role, tongue))
      for (const form of splitCell(text, this.#columns.within)) forms.push({ text: form, lang });
  }

  #statements(cells: readonly string[], role: Role, tongue: string | undefined): readonly DraftStatement[] {
    const texts = this.#texts(cells, role, tongue);
    if (texts.length === 0) return NONE;
    const title = this.#text(cells, 'source');
    const address = this.#text(cells, 'address');
    const asOf = this.#text(cells, 'asOf');
    return texts.map(({ text, lang }) => ({ text, lang, title, address, asOf }));
  }

  #related(cells: readonly string[]): readonly string[] {
    const texts = this.#texts(cells, 'related', undefined);
    return texts.length === 0 ? NONE : texts.flatMap(({ text }) => splitCell(text, this.#columns.within));
  }
}

/** Roles of columns with forms, that of the label first. */
const FORMS: readonly Role[] = ['term', 'forms', 'synonyms'];
