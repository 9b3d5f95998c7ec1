/** Files of many terms, in each format. */
import type { Format } from '../../../src/digest/glossaries/entry';

const said = (at: number) => `the ${at}th of many things that networks have, and some need`;

const SKOS = 'http://www.w3.org/2004/02/skos/core#';
const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';

/** What stands before the terms, between them, and after them. */
const FILES: Record<Format, [start: string, of: (at: number) => string, between: string, end: string]> = {
  table: [
    'id,term,definition,synonyms\n',
    (at) => `t${at},term ${at},"${said(at)}",x${at};y ${at}`,
    '\n',
    '\n',
  ],
  digest: [
    '{"format":1,"documents":[],"passages":[],"terms":[',
    (at) =>
      JSON.stringify({
        ...{ id: `t${at}`, kind: 'concept', label: `term ${at}`, gist: { en: said(at) } },
        forms: [{ text: `term ${at}`, lang: 'en', case: 'any', ambiguous: false }],
        ...{ cues: [], rivals: [], claims: [], related: [] },
      }),
    ',',
    ']}',
  ],
  tbx: [
    '<tbx type="TBX-Basic" style="dca" xml:lang="en"><text><body>',
    (at) =>
      `<conceptEntry id="t${at}"><langSec xml:lang="en"><descrip type="definition">${said(at)}</descrip><termSec><term>term ${at}</term></termSec></langSec></conceptEntry>`,
    '\n',
    '</body></text></tbx>',
  ],
  turtle: [
    `@prefix skos: <${SKOS}> .\n`,
    (at) => `<t${at}> a skos:Concept ; skos:prefLabel "term ${at}"@en ; skos:definition "${said(at)}"@en .`,
    '\n',
    '\n',
  ],
  'rdf-xml': [
    `<rdf:RDF xmlns:rdf="${RDF}" xmlns:skos="${SKOS}">`,
    (at) =>
      `<skos:Concept rdf:about="t${at}"><skos:prefLabel xml:lang="en">term ${at}</skos:prefLabel><skos:definition xml:lang="en">${said(at)}</skos:definition></skos:Concept>`,
    '\n',
    '</rdf:RDF>',
  ],
  'json-ld': [
    `{"@context":{"skos":"${SKOS}"},"@graph":[`,
    (at) =>
      JSON.stringify({
        ...{ '@id': `t${at}`, '@type': 'skos:Concept' },
        'skos:prefLabel': { '@value': `term ${at}`, '@language': 'en' },
        'skos:definition': { '@value': said(at), '@language': 'en' },
      }),
    ',',
    ']}',
  ],
  markdown: ['# Terms\n\n', (at) => `**term ${at}**: ${said(at)}`, '\n\n', '\n'],
  html: ['<!doctype html><html lang="en"><body><dl>', (at) => `<dt>term ${at}<dd>${said(at)}`, '\n', '</dl>'],
};

export function largeFile(format: Format, terms: number): string {
  const [start, of, between, end] = FILES[format];
  return start + Array.from({ length: terms }, (_, at) => of(at)).join(between) + end;
}
