/** The properties and classes that are read, by IRI, and what they say. */

export const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const RDFS = 'http://www.w3.org/2000/01/rdf-schema#';
export const SKOS = 'http://www.w3.org/2004/02/skos/core#';
const XL = 'http://www.w3.org/2008/05/skos-xl#';
export const DCT = 'http://purl.org/dc/terms/';
const DC = 'http://purl.org/dc/elements/1.1/';
export const OWL = 'http://www.w3.org/2002/07/owl#';
const FOAF = 'http://xmlns.com/foaf/0.1/';
const CC = 'http://creativecommons.org/ns#';
const SCHEMA = ['http://schema.org/', 'https://schema.org/'];
/** What Gloss adds in its own files. No web address: it would promise a server. */
export const GLOSS = 'urn:gloss:ns:';

/** What a property says of its subject. */
export type Property =
  /** Labels and forms. `rdfsLabel`: of anything. */
  | 'pref'
  | 'alt'
  | 'hidden'
  | 'rdfsLabel'
  /** The label that is a card's heading, in files of Gloss: a form too, or only that. */
  | 'heading'
  | 'headingOnly'
  /** What the thing is; `comment`: where nothing else says it. */
  | 'definition'
  | 'comment'
  | 'note'
  | 'related'
  | 'deprecated'
  | 'kind'
  /** The text of a node that stands for a label (SKOS-XL) or a definition, and the source of the latter. */
  | 'text'
  | 'source'
  | 'asOf'
  /** Of a concept scheme. */
  | 'title'
  | 'licence'
  | 'creator'
  | 'language'
  | 'version'
  | 'home'
  | 'type';

const PROPERTIES: [Property, string[]][] = [
  ['pref', [`${SKOS}prefLabel`, `${XL}prefLabel`]],
  ['alt', [`${SKOS}altLabel`, `${XL}altLabel`]],
  ['hidden', [`${SKOS}hiddenLabel`, `${XL}hiddenLabel`]],
  ['rdfsLabel', [`${RDFS}label`]],
  ['heading', [`${GLOSS}heading`]],
  ['headingOnly', [`${GLOSS}heading-only`]],
  ['definition', [`${SKOS}definition`]],
  ['comment', [`${RDFS}comment`, `${DCT}description`, `${DC}description`]],
  ['note', [`${SKOS}scopeNote`, `${SKOS}note`]],
  [
    'related',
    ['broader', 'narrower', 'related', 'broaderTransitive', 'narrowerTransitive'].map((each) => SKOS + each),
  ],
  ['deprecated', [`${OWL}deprecated`]],
  ['kind', [`${GLOSS}kind`]],
  ['text', [`${XL}literalForm`, `${RDF}value`]],
  ['source', [`${DCT}source`, `${DC}source`]],
  ['asOf', [`${GLOSS}as-of`]],
  ['title', [`${DCT}title`, `${DC}title`, ...SCHEMA.map((each) => `${each}name`)]],
  ['licence', [`${DCT}license`, `${DCT}rights`, `${DC}rights`, `${CC}license`]],
  [
    'creator',
    [
      ...[`${DCT}creator`, `${DCT}publisher`, `${DCT}rightsHolder`, `${DC}creator`, `${DC}publisher`],
      ...[`${CC}attributionName`, `${FOAF}name`],
    ],
  ],
  ['language', [`${DCT}language`, `${DC}language`]],
  ['version', [`${OWL}versionInfo`]],
  ['home', [`${FOAF}homepage`, `${FOAF}page`]],
  ['type', [`${RDF}type`]],
];

const known = new Map(PROPERTIES.flatMap(([property, iris]) => iris.map((iri) => [iri, property] as const)));

/** What a property says; `undefined` if Gloss has no place for it. */
export const propertyOf = (iri: string): Property | undefined => known.get(iri);

/** Properties that say how concepts hang together, or when something was done: they are not missed. */
const SILENT = new Set([
  ...['inScheme', 'topConceptOf', 'hasTopConcept', 'member', 'memberList'].map((each) => SKOS + each),
  ...['created', 'modified', 'issued', 'identifier', 'hasPart', 'isPartOf'].map((each) => DCT + each),
  ...['first', 'rest'].map((each) => RDF + each),
]);
export const isSilent = (iri: string): boolean => SILENT.has(iri);

export const CONCEPT = `${SKOS}Concept`;
export const SCHEMES: ReadonlySet<string> = new Set([`${SKOS}ConceptScheme`, `${OWL}Ontology`]);
export const COLLECTIONS: ReadonlySet<string> = new Set([`${SKOS}Collection`, `${SKOS}OrderedCollection`]);
