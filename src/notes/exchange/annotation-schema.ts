/**
 * What of a W3C Web Annotation Gloss relies on, and what of it the model allows. An annotation is refused only
 * where that leaves no note: its id, its type, its text or its target cannot be used. Any other member that the
 * model forbids is left out, and said so; the rest of the annotation is taken.
 */
import * as v from 'valibot';
import { isIri, isReference } from './iri';
import { isObject, type Json, type JsonObject, only } from './json';
import { Refusal, reasonOf } from './refusal';
import { ANNO } from './to-jsonld';

/** An IRI, or a reference relative to the file, which many programs write for ids and makers. */
const Reference = v.pipe(v.string('must be one IRI'), v.maxLength(60_000), v.check(isReference, 'is no IRI'));
// In unions, lists come first: valibot also accepts an array as an object.

/** A resource: an object that may have an IRI, or the IRI alone. */
const Resource = v.union(
  [Reference, v.looseObject({ id: v.optional(Reference) })],
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
const OneText = v.string('must be one text');
const OneNumber = v.number('must be a number');

type Members = Record<string, v.GenericSchema>;

/** Members that an annotation may have besides those that a note is made of. */
const OF_ANNOTATION: Members = {
  created: DateTime,
  modified: DateTime,
  generated: DateTime,
  creator: Resources,
  generator: Resources,
  audience: Resources,
  rights: Resources,
  canonical: Reference,
  via: Resources,
  motivation: Words,
};
/** Members that bodies and targets have in common. */
const OF_RESOURCE: Members = {
  id: Reference,
  type: Words,
  format: Words,
  language: Words,
  processingLanguage: v.string('must be one language'),
  textDirection: v.picklist(['ltr', 'rtl', 'auto'], 'must be ltr, rtl or auto'),
  created: DateTime,
  modified: DateTime,
  generated: DateTime,
  creator: Resources,
  rights: Resources,
  canonical: Reference,
  via: Resources,
};
const OF_BODY: Members = { ...OF_RESOURCE, purpose: Words };

const OF_SELECTOR: Members = {
  id: Reference,
  type: Words,
  value: OneText,
  exact: OneText,
  prefix: OneText,
  suffix: OneText,
  start: OneNumber,
  end: OneNumber,
};
/** The members that a selector of a type must have. */
const REQUIRED: Record<string, string[]> = {
  TextQuoteSelector: ['exact'],
  TextPositionSelector: ['start', 'end'],
  DataPositionSelector: ['start', 'end'],
  FragmentSelector: ['value'],
  CssSelector: ['value'],
  XPathSelector: ['value'],
};

const Annotation = v.looseObject({
  id: Reference,
  type: v.pipe(
    v.unknown(),
    v.check((given) => [given].flat().includes('Annotation'), 'is not Annotation'),
  ),
  bodyValue: v.optional(OneText),
});

/** Whether a context is, or includes, that of the model. */
export function namesModel(context: unknown): boolean {
  return [context].flat().some(isModel);
}

/** Whether that is the IRI of the model's context. Some programs write it with `https`. */
export function isModel(context: unknown): boolean {
  return typeof context === 'string' && context.replace(/^https:/, 'http:') === ANNO;
}

/** An annotation of which every member is usable. */
export interface Sound {
  annotation: JsonObject & { id: string };
  /** In the order of the file; empty if the annotation has none. */
  bodies: (string | JsonObject)[];
  target: string | JsonObject;
  /** The IRI of what it is on. */
  source: string;
  /** The selectors of the target; empty if it is on the whole source. */
  selectors: JsonObject[];
  /** Whether the target has selectors, usable or not. */
  isSelected: boolean;
}

/**
 * Checks an annotation. `left` is told what of it is left out. Throws a `Refusal`.
 */
export function sound(value: Json, left: (what: string) => void): Sound {
  const result = v.safeParse(Annotation, value);
  if (!result.success) throw new Refusal(reasonOf(result.issues[0], 'The annotation'), 'alien');
  const annotation = pruned(inUtc(value as JsonObject, left), OF_ANNOTATION, '', left);
  if (annotation.body !== undefined && annotation.bodyValue !== undefined)
    throw new Refusal('The annotation: It has both body and bodyValue');
  const bodies = [annotation.body ?? []].flat().map((body) => soundBody(body, left));
  return { annotation: annotation as Sound['annotation'], bodies, ...soundTarget(annotation.target, left) };
}

/** A date, or a date and time, without a time zone. */
const ZONELESS = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?)?$/;

/** The annotation with a time zone in its dates, where a program wrote them without. */
function inUtc(annotation: JsonObject, left: (what: string) => void): JsonObject {
  const dates = ['created', 'modified'].flatMap((name) => {
    const text = annotation[name];
    if (typeof text !== 'string' || !ZONELESS.test(text)) return [];
    const ms = Date.parse(text.includes('T') ? `${text}Z` : text);
    if (Number.isNaN(ms)) return [];
    left(`${name}: “${text}” has no time zone, and is taken as UTC`);
    return [[name, new Date(ms).toISOString()] as const];
  });
  return { ...annotation, ...Object.fromEntries(dates) };
}

function soundBody(body: Json, left: (what: string) => void): string | JsonObject {
  if (typeof body === 'string' && isIri(body)) return body;
  if (!isObject(body)) throw new Refusal('body: must be an IRI or a body, or a list of these');
  if ([body.type].flat().includes('TextualBody') && typeof body.value !== 'string')
    throw new Refusal('body: A textual body has no value, or none that is one text');
  if (body.source !== undefined && !v.is(Resource, body.source))
    throw new Refusal('body.source: must be an IRI or an object with one');
  return pruned(body, OF_BODY, 'body.', left);
}

function soundTarget(
  given: Json | undefined,
  left: (what: string) => void,
): Omit<Sound, 'annotation' | 'bodies'> {
  if (given === undefined || (Array.isArray(given) && given.length === 0))
    throw new Refusal('target: is missing', 'nowhere');
  if (Array.isArray(given) && given.length > 1)
    throw new Refusal('target: it has several; a note is on one thing', 'several');
  const [one] = [given].flat() as [Json];
  if (typeof one === 'string')
    return { target: one, source: address(one, ''), selectors: [], isSelected: false };
  if (!isObject(one)) throw new Refusal('target: must be an IRI or a target, or a list of these');
  if (one.items !== undefined)
    throw new Refusal('target: it is a set of resources; a note is on one thing', 'several');
  const { source, selector } = one;
  if ([one.type].flat().includes('SpecificResource') && source === undefined)
    throw new Refusal('target: A specific resource has no source', 'nowhere');
  const iri = source === undefined ? one.id : isObject(source) ? source.id : source;
  if (iri === undefined) throw new Refusal('target: it names no page', 'nowhere');
  const usable = [selector ?? []].flat().flatMap((each): Json[] => {
    const usable = soundSelector(each, left);
    return usable === undefined ? [] : [usable];
  });
  const wanted = Array.isArray(selector) ? usable : usable[0];
  return {
    target: {
      ...pruned(one, OF_RESOURCE, 'target.', left),
      ...(selector !== undefined && { selector: wanted }),
    },
    source: address(iri, source === undefined ? '' : '.source'),
    selectors: usable.filter(isObject),
    isSelected: selector !== undefined && !(Array.isArray(selector) && selector.length === 0),
  };
}

/** The usable part of a selector; `undefined` if that is none. */
function soundSelector(selector: Json, left: (what: string) => void): Json | undefined {
  if (typeof selector === 'string' && isReference(selector)) return selector;
  if (!isObject(selector)) return void left('target.selector: must be an IRI or a selector');
  const rest = pruned(selector, OF_SELECTOR, 'target.selector.', left);
  for (const type of [rest.type].flat())
    for (const name of typeof type === 'string' && Object.hasOwn(REQUIRED, type)
      ? (REQUIRED[type] ?? [])
      : [])
      if (rest[name] === undefined) return void left(`target.selector: ${type} has no usable ${name}`);
  return rest;
}

function address(iri: Json, where: string): string {
  if (typeof iri === 'string' && isIri(iri)) return iri;
  if (typeof iri === 'string' && isReference(iri))
    throw new Refusal(
      `target${where}: “${iri}” is a part of an address, which does not say what page it is`,
      'nowhere',
    );
  throw new Refusal(`target${where}: must be an IRI or a target, or a list of these`);
}

/** The object without members that their schema refuses. */
function pruned(
  object: JsonObject,
  schemas: Members,
  path: string,
  left: (what: string) => void,
): JsonObject {
  return only(object, (name, value) => {
    const schema = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
    if (value === undefined || schema === undefined) return true;
    const result = v.safeParse(schema, value);
    if (!result.success) left(`${path}${name}: ${result.issues[0].message}`);
    return result.success;
  });
}

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
    /** The id with which it came, where that is a relative reference. */
    id: v.string(),
    /** Members that came with a Hypothesis annotation; in JSON-LD only. */
    hypothesis: v.custom<JsonObject>(isObject, 'must be an object'),
    /** All that the note keeps of another program's annotation; in Hypothesis JSON only. */
    foreign: v.custom<JsonObject>(isObject, 'must be an object'),
  }),
);
export type GlossPart = v.InferOutput<typeof GlossPart>;

/** The member `gloss` of an annotation. Throws a `Refusal`. */
export function glossPart(annotation: JsonObject): GlossPart {
  const result = v.safeParse(GlossPart, annotation.gloss ?? {});
  if (result.success) return result.output;
  throw new Refusal(`gloss.${reasonOf(result.issues[0], '')}`);
}
