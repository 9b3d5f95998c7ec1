/** What the writers have in common: a term's languages in order, and where its statements come from. */
import type { Digest, Document, Term } from '../../schema';

/** The language of a label: that of the form that it is; otherwise `und`. */
export function languageOfLabel({ label, forms }: Term): string {
  return forms.find(({ text }) => text === label)?.lang ?? 'und';
}

/** The languages of a term's forms and gists, that of its label first. */
export function languagesOf(term: Term): string[] {
  const first = term.forms.some(({ text }) => text === term.label) ? [languageOfLabel(term)] : [];
  return [...new Set([...first, ...term.forms.map(({ lang }) => lang), ...Object.keys(term.gist)])];
}

/** The documents that claims rest on, or name. */
export class SourcesOfClaims {
  readonly #documents: ReadonlyMap<string, Document>;

  constructor({ documents }: Digest) {
    this.#documents = new Map(documents.map((document) => [document.id, document]));
  }

  of({ document, passage }: Term['claims'][number]): Document | undefined {
    const id = document ?? passage?.replace(/#p\d+$/, '');
    return id === undefined ? undefined : this.#documents.get(id);
  }
}
