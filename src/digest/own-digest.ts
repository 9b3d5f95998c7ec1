/**
 * The digest of the reader's own terms. It is made anew of the rows whenever they change, and is never kept for itself:
 * the rows are (`notes/own`). Pure; cost: linear.
 *
 * A term that extends another digest's has that term's id here, so that both are joined (`merge.ts`). Such terms come
 * last in the set, whatever the place of the digest: they add to a card, and never head it.
 */
import { type DigestContent, hashOf, inOrder } from './canonical';
import { defaultCase } from './form-case';
import { shortened } from './glossaries/gists';
import type { Member } from './merge';
import { MADE, ownTermId, PAGE_PREFIX } from './own-ids';
import type { Claim, Document, Term } from './schema';

/** A term of the reader's own, as this room needs it. */
export interface OwnRow {
  id: string;
  extends?: string | undefined;
  label: string;
  kind: Term['kind'];
  gist: string;
  lang: string;
  forms: readonly { text: string; lang: string }[];
  statements: readonly { text: string; source?: { page: { address: string; title: string } } | undefined }[];
}

export interface OwnDigest {
  /** How many terms there are, with those that extend others. */
  terms: number;
  /** SHA-256, hex, of all that follows. */
  hash: string;
  /** Terms of its own, and terms that extend others. */
  content: DigestContent;
  extensions: DigestContent;
}

/** Makes the digest of the rows that are not deleted. */
export async function ownDigest(rows: readonly OwnRow[]): Promise<OwnDigest> {
  const [content, extensions] = [
    contentOf(rows.filter((row) => row.extends === undefined)),
    contentOf(rows.filter((row) => row.extends !== undefined)),
  ];
  const all = {
    documents: [...content.documents, ...extensions.documents],
    passages: [],
    terms: [...content.terms, ...extensions.terms],
  };
  return { terms: rows.length, hash: await hashOf(all), content, extensions };
}

/** The digest as members of the set: its own terms first, and what extends others. */
export function ownMembers(name: string, { content, extensions }: OwnDigest): [own: Member, added: Member] {
  return [
    { id: MADE, name, content },
    { id: MADE, name, content: extensions },
  ];
}

/** The rows as one digest. A term that extends another one and has no form is none by itself. */
export function contentOf(rows: readonly OwnRow[]): DigestContent {
  const documents = new Map<string, Document>();
  const terms = new Map<string, Term>();
  // In the order of their ids, so that the same rows give the same digest.
  for (const row of [...rows].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const term = termOf(row, documents);
    const twin = terms.get(term.id);
    // Two rows may extend one term, where two machines have made them.
    terms.set(
      term.id,
      twin
        ? { ...twin, forms: [...twin.forms, ...term.forms], claims: [...twin.claims, ...term.claims] }
        : term,
    );
  }
  return inOrder({ documents: [...documents.values()], passages: [], terms: [...terms.values()] });
}

function termOf(row: OwnRow, documents: Map<string, Document>): Term {
  const isOwn = row.extends === undefined;
  const written = [...(isOwn ? [{ text: row.label, lang: row.lang }] : []), ...row.forms];
  const forms = new Map(written.map(({ text, lang }) => [`${lang} ${text}`, formOf(text, lang, row.kind)]));
  const { short, rest } = isOwn && row.gist !== '' ? shortened(row.gist) : { short: undefined, rest: '' };
  const claims: Claim[] = rest === '' ? [] : [{ text: rest }];
  for (const { text, source } of row.statements) {
    const document = source && documentOf(source.page, documents);
    claims.push({ text, ...(document !== undefined && { document }) });
  }
  return {
    ...{ id: ownTermId(row), kind: row.kind, label: row.label },
    gist: short === undefined ? {} : { [row.lang.split('-')[0] ?? 'und']: short },
    forms: [...forms.values()],
    ...{ cues: [], rivals: [], claims, related: [] },
  };
}

/**
 * The reader has asked for these words, so no evidence is needed. A concept that was taken from the beginning of a
 * sentence is also meant in lower case; names are not.
 */
function formOf(text: string, lang: string, kind: Term['kind']): Term['forms'][number] {
  const rule = defaultCase(text);
  const isWord = kind === 'concept' || kind === 'instrument';
  return { text, lang, case: rule === 'initial' && isWord ? 'any' : rule, ambiguous: false };
}

/** The page of a statement as a document without passages; one for each address. */
function documentOf(
  { address, title }: { address: string; title: string },
  documents: Map<string, Document>,
): string {
  const known = documents.get(address);
  if (known) return known.id;
  const isWeb =
    address.length <= 2_000 && URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
  const document: Document = {
    id: `${PAGE_PREFIX}${documents.size + 1}`,
    title: title.trim() || (URL.canParse(address) && new URL(address).host) || address.slice(0, 200),
    lang: 'und',
    ...(isWeb && { address }),
  };
  documents.set(address, document);
  return document.id;
}
