/**
 * Writes a digest as TBX (ISO 30042:2019, dialect TBX-Basic, style DCA). A gist is the definition of its language, a
 * statement a note of the concept. TBX has no word for the heading of a card: the term that is it is marked by the
 * project subset `gloss-heading`, or `gloss-heading-only` if it is no form.
 */
import type { Digest, Term } from '../../schema';
import { HEADING, HEADING_ONLY } from '../tbx/categories';
import { languageOfLabel, languagesOf, SourcesOfClaims } from './order';
import { xmlText } from './xml-text';

/** TBX in pieces, one for each term. */
export function* toTbx(digest: Digest): Generator<string> {
  const sources = new SourcesOfClaims(digest);
  const labels = new Map(digest.terms.map(({ id, label }) => [id, label]));
  yield header(digest);
  for (const term of digest.terms) yield entry(term, labels, sources);
  yield '</body>\n</text>\n</tbx>\n';
}

function header({ about }: Digest): string {
  const paragraph = (text: string | undefined) => (text === undefined ? '' : `<p>${xmlText(text)}</p>`);
  const licence = about?.licence === undefined ? undefined : `Licence: ${about.licence}`;
  const published = [licence, about?.version && `Version: ${about.version}`, about?.home]
    .map(paragraph)
    .join('');
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<tbx style="dca" type="TBX-Basic" xml:lang="und" xmlns="urn:iso:std:iso:30042:ed-2">',
    '<tbxHeader>\n<fileDesc>',
    `<titleStmt><title>${xmlText(about?.name ?? 'Gloss')}</title></titleStmt>`,
    ...(published === '' ? [] : [`<publicationStmt>${published}</publicationStmt>`]),
    `<sourceDesc>${paragraph(about?.attribution ?? 'Exported from Gloss')}</sourceDesc>`,
    '</fileDesc>\n</tbxHeader>\n<text>\n<body>\n',
  ].join('\n');
}

/** An `xml:id` does not begin with a digit. */
const idOf = (id: string): string => (/^\d/.test(id) ? `_${id}` : id);

function entry(term: Term, labels: ReadonlyMap<string, string>, sources: SourcesOfClaims): string {
  const lines = [`<conceptEntry id="${xmlText(idOf(term.id))}">`];
  // TBX-Basic gives a note no source: they have one together, or none.
  const documents = new Set(term.claims.map((claim) => sources.of(claim)));
  const [document] = documents;
  if (documents.size === 1 && document) {
    lines.push(`<admin type="source">${xmlText(document.title)}</admin>`);
    if (document.address !== undefined) {
      const address = xmlText(document.address);
      lines.push(`<xref type="externalCrossReference" target="${address}">${address}</xref>`);
    }
  }
  for (const id of term.related)
    lines.push(
      `<ref type="crossReference" target="${xmlText(idOf(id))}">${xmlText(labels.get(id) ?? id)}</ref>`,
    );
  for (const { text } of term.claims) lines.push(`<note>${xmlText(text)}</note>`);
  lines.push(...languageSections(term), '</conceptEntry>\n');
  return lines.join('\n');
}

function languageSections(term: Term): string[] {
  const heading = languageOfLabel(term);
  const isForm = term.forms.some(({ text }) => text === term.label);
  const languages = languagesOf(term);
  const sections = isForm || languages.includes(heading) ? languages : [...languages, heading];
  return sections.flatMap((lang) => {
    const gist = term.gist[lang];
    const forms = term.forms.filter((form) => form.lang === lang).map(({ text }) => text);
    const own = lang === heading ? [term.label] : [];
    const terms = [...new Set([...own, ...forms])];
    // A section without a term is not valid: the term's own language has one.
    if (terms.length === 0 && gist === undefined) return [];
    return [
      `<langSec xml:lang="${xmlText(lang)}">`,
      ...(gist === undefined ? [] : [`<descrip type="definition">${xmlText(gist)}</descrip>`]),
      ...terms.map((text) => {
        const isHeading = lang === heading && text === term.label;
        const mark = isHeading
          ? `<admin type="projectSubset">${isForm ? HEADING : HEADING_ONLY}</admin>`
          : '';
        return `<termSec><term>${xmlText(text)}</term>${mark}</termSec>`;
      }),
      '</langSec>',
    ];
  });
}
