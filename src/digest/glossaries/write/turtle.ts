/**
 * Writes a digest as SKOS in Turtle. A label in each language is preferred: the heading, or the first form. A gist is
 * a definition, a statement a note, which is a node if it has a source or a date.
 */
import type { Digest, Term } from '../../schema';
import { DCT, GLOSS, OWL, RDF, SKOS } from '../rdf/vocabulary';
import { withoutHalves } from '../texts';
import { languageOfLabel, languagesOf, SourcesOfClaims } from './order';

const PREFIXES = {
  skos: SKOS,
  dct: DCT,
  owl: OWL,
  rdf: RDF,
  foaf: 'http://xmlns.com/foaf/0.1/',
  gloss: GLOSS,
};

/** Turtle in pieces, one for each term. */
export function* toTurtle(digest: Digest): Generator<string> {
  const sources = new SourcesOfClaims(digest);
  const scheme = `urn:gloss:digest:${digest.about?.id ?? 'digest'}`;
  yield `${Object.entries(PREFIXES)
    .map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .`)
    .join('\n')}\n\n`;
  yield schemeOf(scheme, digest);
  for (const term of digest.terms) yield conceptOf(term, scheme, sources);
}

function schemeOf(scheme: string, { about }: Digest): string {
  const lines = ['a skos:ConceptScheme'];
  if (about) {
    lines.push(`dct:title ${literal(about.name)}`, `owl:versionInfo ${literal(about.version)}`);
    if (about.licence !== undefined) lines.push(`dct:license ${literal(about.licence)}`);
    if (about.attribution !== undefined) lines.push(`dct:creator ${literal(about.attribution)}`);
    if (about.home !== undefined) lines.push(`foaf:homepage ${iri(about.home)}`);
  }
  return statements(scheme, lines);
}

const termIri = (id: string): string => `urn:gloss:term:${id}`;

function conceptOf(term: Term, scheme: string, sources: SourcesOfClaims): string {
  const lines = ['a skos:Concept', `skos:inScheme ${iri(scheme)}`, `gloss:kind ${literal(term.kind)}`];
  const isForm = term.forms.some(({ text }) => text === term.label);
  const ofLabel = languageOfLabel(term);
  lines.push(`gloss:heading${isForm ? '' : '-only'} ${literal(term.label, ofLabel)}`);
  for (const lang of languagesOf(term)) {
    const forms = term.forms.filter((form) => form.lang === lang).map(({ text }) => text);
    const preferred = isForm && lang === ofLabel ? term.label : forms[0];
    const others = new Set(forms.filter((text) => text !== preferred));
    if (preferred !== undefined) lines.push(`skos:prefLabel ${literal(preferred, lang)}`);
    for (const text of others) lines.push(`skos:altLabel ${literal(text, lang)}`);
    const gist = term.gist[lang];
    if (gist !== undefined) lines.push(`skos:definition ${literal(gist, lang)}`);
  }
  for (const claim of term.claims) lines.push(`skos:note ${noteOf(claim, sources)}`);
  for (const id of term.related) lines.push(`skos:related ${iri(termIri(id))}`);
  return statements(termIri(term.id), lines);
}

function noteOf(claim: Term['claims'][number], sources: SourcesOfClaims): string {
  const source = sources.of(claim);
  if (!source && claim.asOf === undefined) return literal(claim.text);
  const parts = [`rdf:value ${literal(claim.text)}`];
  if (source) parts.push(`dct:source ${literal(source.title)}`);
  if (source?.address !== undefined) parts.push(`dct:source ${iri(source.address)}`);
  if (claim.asOf !== undefined) parts.push(`gloss:as-of ${literal(claim.asOf)}`);
  return `[ ${parts.join(' ; ')} ]`;
}

function statements(subject: string, lines: readonly string[]): string {
  return `${iri(subject)}\n  ${lines.join(' ;\n  ')} .\n\n`;
}

/** Characters that stand for themselves in no string (Turtle, section 2.5.1 and 6.4). */
const ESCAPED = /["\\\p{Cc}]/gu;

function literal(text: string, lang?: string): string {
  const escaped = withoutHalves(text).replace(ESCAPED, (unit) =>
    unit === '"' || unit === '\\' ? `\\${unit}` : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const tag = lang !== undefined && /^[a-z]+(?:-[a-z\d]+)*$/i.test(lang) ? `@${lang}` : '';
  return `"${escaped}"${tag}`;
}

/** An IRI with the characters that it may not contain percent-encoded. */
function iri(address: string): string {
  const safe = withoutHalves(address).replace(
    /[\p{Cc} <>"{}|\\^`]/gu,
    (unit) => `%${unit.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  return `<${safe}>`;
}
