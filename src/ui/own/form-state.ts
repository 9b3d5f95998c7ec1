/** What the form holds, and what is written of it. Pure. */
import {
  BLANK,
  MOST_GIST,
  MOST_LABEL,
  MOST_STATEMENT,
  type OwnEditable,
  type OwnTerm,
  type Statement,
} from '../../notes/own/schema';
import type { FormDraft } from '../../protocol/form-draft';

/** The fields of a term, with the tags as they are written. */
export interface Filled extends Omit<OwnEditable, 'tags'> {
  tags: string;
}

/** What the form shows at first. */
export function filledAtFirst(draft: FormDraft, row: OwnTerm | undefined): Filled {
  const lang = langOf(draft.lang);
  const stored = row ?? { ...BLANK, lang, label: '', ...fromExtended(draft) };
  const words = draft.text === undefined ? '' : oneLine(draft.text, MOST_LABEL);
  const isNew = row === undefined && draft.extends === undefined;
  return {
    ...editableOf(stored),
    ...(isNew && { label: words }),
    forms: [...stored.forms, ...(draft.adds === 'form' ? [{ text: '', lang }] : [])],
    statements: [
      ...stored.statements,
      ...(draft.adds === 'statement' && draft.statement ? [draft.statement] : []),
    ],
    tags: stored.tags.join(', '),
  };
}

const fromExtended = ({ extends: of }: FormDraft) =>
  of ? { label: oneLine(of.label, MOST_LABEL), kind: of.kind } : {};

/** The fields as they are stored: in one line each, without what is empty. */
export function contentOf({ tags, ...filled }: Filled): OwnEditable {
  const forms = filled.forms.map(({ text, lang }) => ({ text: oneLine(text, MOST_LABEL), lang }));
  const statements = filled.statements.map((each) => ({ ...each, text: oneLine(each.text, MOST_STATEMENT) }));
  return {
    ...filled,
    label: oneLine(filled.label, MOST_LABEL),
    gist: oneLine(filled.gist, MOST_GIST),
    forms: forms.filter(({ text }) => text !== ''),
    statements: statements.filter(({ text }) => text !== ''),
    tags: [...new Set(tags.split(',').map((tag) => tag.trim()))].filter((tag) => tag !== ''),
  };
}

/** The fields of a row that the form changes. */
export function editableOf(row: OwnEditable): OwnEditable {
  const { label, kind, gist, lang, forms, statements, tags } = row;
  return { label, kind, gist, lang, forms, statements, tags };
}

/** Whether a sentence that is offered is a statement already. */
export function isTaken({ statements }: Filled, { text }: Statement): boolean {
  return statements.some((each) => each.text === text);
}

/** The language that a page says, as far as it is one: `en` of `en-GB`. */
function langOf(said = ''): string {
  const primary = said.split(/[-_]/)[0]?.toLowerCase() ?? '';
  return /^[a-z]{2,3}$/.test(primary) ? primary : 'und';
}

/** A text without line breaks and other control characters. */
function oneLine(text: string, most: number): string {
  return text
    .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, most)
    .toWellFormed();
}
