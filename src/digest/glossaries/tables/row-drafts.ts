/** Makes drafts of terms from rows of cells, by what the columns hold. */
import { unguarded } from '../../../platform/formula';
import type { Draft, DraftForm, DraftStatement, DraftText } from '../draft';
import type { Meeting } from '../gather';
import type { LeftOut } from '../left';
import { splitCell } from './cells';
import type { Column, Columns } from './columns';
import type { Role } from './headers';

export class RowDrafts {
  /** Whether rows with one id are parts of one term. */
  readonly meeting: Meeting;
  readonly #columns: Columns;
  /** The columns of each role. */
  readonly #byRole = new Map<Role, { column: Column; at: number }[]>();
  readonly #left: LeftOut;

  /** `preferred`: the language in which a label is taken, where a row has terms in several. */
  constructor(columns: Columns, preferred: string | undefined, left: LeftOut) {
    this.#columns = columns;
    this.#left = left;
    for (const [at, column] of columns.columns.entries()) {
      if (column.role === 'none') left.add('column', column.header || `column ${at + 1}`);
      this.#byRole.set(column.role, [...(this.#byRole.get(column.role) ?? []), { column, at }]);
    }
    const terms = this.#byRole.get('term') ?? [];
    this.#byRole.set(
      'term',
      [...terms].sort(
        (a, b) => Number(b.column.lang === preferred) - Number(a.column.lang === preferred) || a.at - b.at,
      ),
    );
    this.meeting = this.#byRole.has('language') ? 'parts' : 'twice';
  }

  /** `undefined` for a row without anything in it. `row`: its number. */
  of(cells: readonly string[], row: number): Draft | undefined {
    if (cells.every((cell) => cell.trim() === '')) return undefined;
    const width = this.#columns.columns.length;
    const more = cells.length > width ? cells.slice(width).find((cell) => cell.trim() !== '') : undefined;
    if (more !== undefined) this.#left.add('cells-many', more, row);
    const [tongue = ''] = this.#texts(cells, 'language').map(({ text }) => text);
    const [id] = this.#texts(cells, 'id');
    const [name] = this.#texts(cells, 'name');
    const [kind] = this.#texts(cells, 'kind');
    const terms = this.#forms(cells, 'term', tongue);
    const forms = [...this.#forms(cells, 'forms', tongue), ...this.#forms(cells, 'synonyms', tongue)];
    const [label = terms[0] ?? forms[0]] = this.#texts(cells, 'label', tongue);
    const saysAll = this.#byRole.has('forms');
    if (name && !saysAll) forms.push(name);
    return {
      ...(id && { id: id.text }),
      label: label?.text ?? '',
      lang: label?.lang,
      labelIsForm: !(saysAll && this.#byRole.has('label')),
      ...(name && { name: name.text }),
      ...(kind && { kind: kind.text }),
      forms: [...terms, ...forms],
      gists: this.#texts(cells, 'gist', tongue),
      definitions: this.#statements(cells, 'definition', tongue),
      statements: this.#statements(cells, 'statement', tongue),
      related: this.#texts(cells, 'related').flatMap(({ text }) => splitCell(text, this.#columns.within)),
    };
  }

  /** The cells of a role that have anything in them. */
  #texts(cells: readonly string[], role: Role, tongue = ''): DraftText[] {
    return (this.#byRole.get(role) ?? []).flatMap(({ column, at }) => {
      const text = unguarded(cells[at] ?? '');
      if (text.trim() === '') return [];
      const lang = column.lang ?? (tongue || undefined);
      return [{ text, ...(lang !== undefined && { lang }) }];
    });
  }

  #forms(cells: readonly string[], role: Role, tongue: string): DraftForm[] {
    return this.#texts(cells, role, tongue).flatMap(({ text, ...rest }) =>
      splitCell(text, this.#columns.within).map((form) => ({ text: form, ...rest })),
    );
  }

  #statements(cells: readonly string[], role: Role, tongue: string): DraftStatement[] {
    const texts = this.#texts(cells, role, tongue);
    if (texts.length === 0) return [];
    const [title, address, asOf] = (['source', 'address', 'asOf'] as const).map(
      (each) => this.#texts(cells, each)[0]?.text,
    );
    return texts.map((text) => ({ ...text, title, address, asOf }));
  }
}
