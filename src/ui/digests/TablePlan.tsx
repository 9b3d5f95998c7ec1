import { i18n } from '#i18n';
import type { Column, Columns } from '../../digest/glossaries/tables/columns';
import type { Role } from '../../digest/glossaries/tables/headers';
import { languageName } from './language-name';
import type { Plan, ShownTable } from './read-file';

/** What a column can hold, in the order of the choice. */
const ROLES: readonly Role[] = [
  ...(['term', 'synonyms', 'forms', 'label', 'name', 'language', 'definition', 'gist', 'statement'] as const),
  ...(['source', 'address', 'asOf', 'id', 'related', 'kind', 'none'] as const),
];
/** What is in some language. */
const IN_A_LANGUAGE = new Set<Role>([
  ...(['term', 'synonyms', 'forms', 'label', 'name', 'definition', 'gist', 'statement'] as const),
]);
/** Languages that are offered for a column, besides the one that it has. */
const LANGUAGES = 'ar de en es fa fr hi id it ja ko pt ru tr ur zh'.split(' ');
/** Encodings that are offered, besides the one that the file has. Labels of the Encoding Standard. */
const ENCODINGS = [
  ...['utf-8', 'utf-16le', 'utf-16be', 'windows-1250', 'windows-1251', 'windows-1252', 'windows-1256'],
  ...['iso-8859-2', 'koi8-r', 'macintosh', 'gb18030', 'big5', 'shift_jis', 'euc-kr'],
];
const SEPARATORS = [',', ';', '\t', '|'];
const WITHIN = [';', ',', '|', ''];
/** Rows of the table that are shown. */
const ROWS = 6;

export interface TablePlanProps {
  file: string;
  /** How the table was understood the last time. */
  table: ShownTable;
  plan: Plan;
  onPlan(plan: Plan): void;
}

/** The first rows of a table, with a choice of what each column holds. A change reads the file again. */
export function TablePlan({ file, table, plan, onPlan }: TablePlanProps) {
  const columns = plan.columns ?? table.columns;
  const { encoding, rows } = table;
  const isByLanguage = columns.columns.some(({ role }) => role === 'language');
  const change = (changes: Partial<Columns>) => onPlan({ ...plan, columns: { ...columns, ...changes } });
  const body = rows.slice(columns.hasHeader ? 1 : 0, ROWS + 1);
  return (
    <fieldset class="table-plan">
      <legend>{i18n.t('digests.table.legend')}</legend>
      <div class="choices">
        <Choice
          label={i18n.t('digests.table.encoding')}
          value={plan.encoding ?? encoding}
          values={ENCODINGS}
          nameOf={(value) => value.toUpperCase()}
          // What the columns hold is guessed anew: their headers are written otherwise now.
          onChange={(encoding) => onPlan({ ...plan, encoding, columns: undefined })}
        />
        <Choice
          label={i18n.t('digests.table.separator')}
          value={columns.separator}
          values={SEPARATORS}
          nameOf={(value) => nameOfUnit(value)}
          onChange={(separator) => onPlan({ ...plan, separator, columns: undefined })}
        />
        <Choice
          label={i18n.t('digests.table.within')}
          value={columns.within}
          values={WITHIN}
          nameOf={(value) => (value === '' ? i18n.t('digests.table.noUnit') : nameOfUnit(value))}
          onChange={(within) => change({ within })}
        />
        <label class="check">
          <input
            type="checkbox"
            checked={columns.hasHeader}
            onChange={({ currentTarget }) => change({ hasHeader: currentTarget.checked })}
          />{' '}
          {i18n.t('digests.table.header')}
        </label>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys. */}
      <section class="scroll" tabIndex={0} aria-label={i18n.t('digests.table.rows', [file])}>
        <table>
          <thead>
            <tr>
              {columns.columns.map((column, at) => (
                <ColumnHead
                  key={`${at}`}
                  column={column}
                  at={at}
                  onChange={(next) =>
                    change({ columns: columns.columns.map((each, i) => (i === at ? next : each)) })
                  }
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {body.map((row, at) => (
              <tr key={`${at}`}>
                {columns.columns.map(({ role }, i) => (
                  <td key={`${i}`} class={role === 'none' ? 'unused' : undefined} dir="auto">
                    {row[i] ?? ''}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p class="about">{i18n.t(isByLanguage ? 'digests.table.byLanguage' : 'digests.table.byTerm')}</p>
    </fieldset>
  );
}

function nameOfUnit(unit: string): string {
  if (unit === ',') return i18n.t('digests.table.comma');
  if (unit === ';') return i18n.t('digests.table.semicolon');
  if (unit === '\t') return i18n.t('digests.table.tab');
  return unit === '|' ? i18n.t('digests.table.bar') : unit;
}

interface ColumnHeadProps {
  column: Column;
  /** Its place, from 0. */
  at: number;
  onChange(column: Column): void;
}

function ColumnHead({ column, at, onChange }: ColumnHeadProps) {
  const { role, header, lang } = column;
  const name = header === '' ? i18n.t('digests.table.column', [`${at + 1}`]) : header;
  return (
    <th scope="col">
      <bdi>{name}</bdi>
      <select
        aria-label={i18n.t('digests.table.holds', [name])}
        value={role}
        onChange={({ currentTarget }) => {
          const wanted = ROLES.find((each) => each === currentTarget.value);
          if (wanted) onChange({ ...column, role: wanted });
        }}
      >
        {ROLES.map((each) => (
          <option key={each} value={each}>
            {i18n.t(`digests.table.role.${each}`)}
          </option>
        ))}
      </select>
      {IN_A_LANGUAGE.has(role) && (
        <select
          aria-label={i18n.t('digests.table.languageOf', [name])}
          value={lang ?? ''}
          onChange={({ currentTarget: { value } }) => {
            const { lang: _, ...rest } = column;
            onChange(value === '' ? rest : { ...rest, lang: value });
          }}
        >
          <option value="">{i18n.t('digests.table.anyLanguage')}</option>
          {withOwn(LANGUAGES, lang).map((each) => (
            <option key={each} value={each}>
              {languageName(each)}
            </option>
          ))}
        </select>
      )}
    </th>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  values: readonly string[];
  nameOf(value: string): string;
  onChange(value: string): void;
}

function Choice({ label, value, values, nameOf, onChange }: ChoiceProps) {
  return (
    <label>
      {label}{' '}
      <select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        {withOwn(values, value).map((each) => (
          <option key={each} value={each}>
            {nameOf(each)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The values that are offered, with the one that is in use. */
const withOwn = (values: readonly string[], own: string | undefined): readonly string[] =>
  own === undefined || values.includes(own) ? values : [...values, own];
