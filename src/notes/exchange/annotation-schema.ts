/**
 * Schemas of the W3C Web Annotation model, as far as Gloss reads it. Members that a note is made from are
 * named. What the model forbids is refused. Other members are allowed and kept (`looseObject`).
 */
import * as v from 'valibot';
import { isIri } from './iri';
import { ANNO } from './to-jsonld';

const Iri = v.pipe(v.string('must be one IRI'), v.maxLength(60_000), v.check(isIri, 'is no IRI'));
// In unions, lists come first: valibot also accepts an array as an object.

/** A resource: an object that may have an IRI, or the IRI alone. */
const Resource = v.union(
  [Iri, v.looseObject({ id: v.optional(Iri) })],
  'must be an IRI or an object with one',
);
const Resources = v.union([v.array(Resource), Resource], 'must be an IRI or an object with one');
/** An xsd:dateTime with a time zone, as the model requires. */
const DateTime = v.pipe(
  v.string('must be one date and time'),
  v.regex(
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
    'is no date and time with a time zone',
  ),
  v.check((text) => !Number.isNaN(Date.parse(text)), 'is no date'),
);
const Words = v.union([v.string(), v.array(v.string())], 'must be text');

/** Members that bodies and targets have in common. */
const resource = {
  id: v.optional(Iri),
  type: v.optional(Words),
  format: v.optional(Words),
  language: v.optional(Words),
  processingLanguage: v.optional(v.string('must be one language')),
  textDirection: v.optional(v.picklist(['ltr', 'rtl', 'auto'], 'must be ltr, rtl or auto')),
  created: v.optional(DateTime),
  modified: v.optional(DateTime),
  rights: v.optional(Resources),
  canonical: v.optional(Iri),
  via: v.optional(Resources),
};

/** A selector of any type. Which types Gloss uses is decided later (`from-jsonld.ts`). */
export const Selector = v.looseObject({
  id: v.optional(Iri),
  type: v.optional(Words),
  value: v.optional(v.string('must be one text')),
  exact: v.optional(v.string('must be one text')),
  prefix: v.optional(v.string('must be one text')),
  suffix: v.optional(v.string('must be one text')),
  start: v.optional(v.number('must be a number')),
  end: v.optional(v.number('must be a number')),
});
export type Selector = v.InferOutput<typeof Selector>;

export const Body = v.union(
  [
    Iri,
    v.pipe(
      v.looseObject({
        ...resource,
        value: v.optional(v.string('must be one text')),
        purpose: v.optional(Words),
        source: v.optional(Resource),
        items: v.optional(v.array(v.unknown())),
      }),
      v.check(
        ({ type, value }) => ![type].flat().includes('TextualBody') || value !== undefined,
        'A textual body has no value',
      ),
    ),
  ],
  'must be an IRI or a body',
);
export type Body = v.InferOutput<typeof Body>;

export const Target = v.union(
  [
    Iri,
    v.pipe(
      v.looseObject({
        ...resource,
        source: v.optional(Resource),
        selector: v.optional(v.union([v.array(v.union([Iri, Selector])), Iri, Selector])),
        items: v.optional(v.array(v.unknown())),
      }),
      v.check(
        ({ type, source }) => ![type].flat().includes('SpecificResource') || source !== undefined,
        'A specific resource has no source',
      ),
    ),
  ],
  'must be an IRI or a target',
);
export type Target = v.InferOutput<typeof Target>;

const includes = (wanted: string) => (given: unknown) => [given].flat().includes(wanted);

export const Annotation = v.pipe(
  v.looseObject({
    '@context': v.optional(v.pipe(v.unknown(), v.check(includes(ANNO), `does not name ${ANNO}`))),
    id: Iri,
    type: v.pipe(v.unknown(), v.check(includes('Annotation'), 'is not Annotation')),
    created: v.optional(DateTime),
    modified: v.optional(DateTime),
    generated: v.optional(DateTime),
    creator: v.optional(Resources),
    generator: v.optional(Resources),
    rights: v.optional(Resources),
    canonical: v.optional(Iri),
    via: v.optional(Resources),
    motivation: v.optional(Words),
    bodyValue: v.optional(v.string('must be one text')),
    body: v.optional(v.union([v.array(Body), Body], 'must be an IRI or a body, or a list of these')),
    target: v.union([v.array(Target), Target], 'must be an IRI or a target, or a list of these'),
  }),
  v.check(
    ({ body, bodyValue }) => body === undefined || bodyValue === undefined,
    'It has both body and bodyValue',
  ),
);
export type Annotation = v.InferOutput<typeof Annotation>;

/**
 * The member `gloss`, which Gloss itself writes. Only types are checked here: the resulting note is validated
 * as a whole.
 */
export const GlossPart = v.partial(
  v.object({
    revision: v.number(),
    stamps: v.record(v.string(), v.number()),
    deleted: v.boolean(),
    colour: v.string(),
    format: v.string(),
    title: v.string(),
    /** The page's address; present only if it is not a valid IRI. */
    address: v.string(),
    canonical: v.string(),
    rival: v.number(),
    length: v.number(),
  }),
);
