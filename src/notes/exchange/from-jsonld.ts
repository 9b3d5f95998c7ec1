/**
 * Makes a note from a W3C Web Annotation. Members for which a note has no field (creator, rights) are kept in
 * `foreign`. An annotation that could only be kept by changing its meaning (several targets, a drawing as
 * body) is refused with a reason.
 */

import * as v from 'valibot';
import type { Selectors, Structure } from '../anchor/selectors';
import { FIELDS, type Note, type Target as NoteTarget } from '../schema';
import { Annotation, type Body, GlossPart, Selector, type Target } from './annotation-schema';
import { iriOf, noteIdOf, noteIri, termOf } from './iri';
import type { JsonObject } from './json';
import { Refusal, reasonOf } from './refusal';
import { BODY, type Foreign } from './to-jsonld';

/** Members that become fields of the note; all others go into `foreign`. */
const OURS = new Set([
  '@context',
  'id',
  'type',
  'created',
  'modified',
  'body',
  'bodyValue',
  'target',
  'gloss',
]);
const OUR_TARGET = new Set(['type', 'source', 'selector']);

/**
 * Makes a note from an annotation; the caller validates it. `context`: whether the annotation itself must
 * name the JSON-LD context, because no collection around it does. `now`, in ms since the epoch, dates
 * annotations without dates. Throws a `Refusal`.
 */
export async function fromAnnotation(value: unknown, context: boolean, now: number): Promise<unknown> {
  const result = v.safeParse(Annotation, value);
  if (!result.success) {
    const [issue] = result.issues;
    throw new Refusal(reasonOf(issue, 'The annotation'));
  }
  const annotation = result.output;
  if (context && annotation['@context'] === undefined) throw new Refusal('@context: is missing');
  const gloss = glossPart(annotation);
  const created = annotation.created === undefined ? undefined : Date.parse(annotation.created);
  const modified = annotation.modified === undefined ? created : Date.parse(annotation.modified);
  // Without dates, stamps are 0: older than any real change, and the same on each import of the file.
  const stamp = modified ?? 0;
  const id = await noteIdOf(annotation.id);
  const { target, rest } = targetOf(annotation, gloss);
  const foreign = foreignOf(annotation, id, rest);
  return {
    id,
    revision: gloss.revision ?? 1,
    created: created ?? modified ?? now,
    modified: modified ?? now,
    target,
    ...contentOf(annotation, gloss),
    colour: gloss.colour ?? 'yellow',
    deleted: gloss.deleted ?? false,
    stamps: gloss.stamps ?? Object.fromEntries(FIELDS.map((field) => [field, stamp])),
    ...(foreign === undefined ? {} : { foreign }),
  } satisfies Record<keyof Note, unknown> | Omit<Record<keyof Note, unknown>, 'foreign'>;
}

function glossPart(annotation: Annotation): v.InferOutput<typeof GlossPart> {
  const result = v.safeParse(GlossPart, annotation.gloss ?? {});
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Refusal(`gloss.${reasonOf(issue, '')}`);
}

function contentOf(annotation: Annotation, gloss: { format?: string | undefined }) {
  const texts: string[] = [];
  const tags: string[] = [];
  let format = gloss.format;
  if (annotation.bodyValue !== undefined) {
    texts.push(annotation.bodyValue);
    format ??= 'text/plain';
  }
  const tagging = [annotation.motivation].flat().includes('tagging');
  for (const body of [annotation.body ?? []].flat() as Body[]) {
    const { text, tag, type } = read(body, tagging);
    if (tag !== undefined) tags.push(tag);
    if (text !== undefined) {
      texts.push(text);
      if (type !== 'text/markdown') format ??= 'text/plain';
    }
  }
  return { text: texts.join('\n\n'), format: format ?? 'text/markdown', tags };
}

/** The text or the tag that a body holds. */
function read(body: Body, tagging: boolean): { text?: string; tag?: string; type?: string | undefined } {
  if (typeof body === 'string') return tagging ? { tag: body } : { text: body };
  if (body.items !== undefined)
    throw new Refusal('body: it offers several bodies to choose from; a note has one text');
  const source = typeof body.source === 'string' ? body.source : body.source?.id;
  const said = body.value ?? (body.selector === undefined ? (source ?? body.id) : undefined);
  if (said === undefined) throw new Refusal('body: it is a part of another resource; a note has text');
  const purposes = [body.purpose].flat();
  if (purposes.includes('tagging') || (tagging && body.purpose === undefined)) return { tag: said };
  const [type] = [body.format].flat();
  return { text: said, type: body.value === undefined ? undefined : type };
}

function targetOf(
  annotation: Annotation,
  gloss: v.InferOutput<typeof GlossPart>,
): { target: NoteTarget; rest: JsonObject } {
  const targets = [annotation.target].flat() as Target[];
  const [target] = targets;
  if (target === undefined) throw new Refusal('target: is missing');
  if (targets.length > 1) throw new Refusal('target: it has several; a note is on one thing');
  const object = typeof target === 'string' ? { id: target } : target;
  if ('items' in object && object.items !== undefined)
    throw new Refusal('target: it is a set of resources; a note is on one thing');
  const source = 'source' in object ? object.source : undefined;
  const address = (typeof source === 'string' ? source : source?.id) ?? object.id;
  if (address === undefined) throw new Refusal('target: it names no resource');
  const rest = without(object, OUR_TARGET);
  if (address === object.id) delete rest.id;
  const term = termOf(address);
  if (term !== undefined) return { target: { kind: 'term', term }, rest };
  const { title = '', canonical } = gloss;
  // `gloss.address` is the address as the browser wrote it; it counts only if it matches the IRI.
  const exact = gloss.address !== undefined && iriOf(gloss.address) === address ? gloss.address : address;
  const page = { address: exact, title, ...(canonical === undefined ? {} : { canonical }) };
  const selector = 'selector' in object ? object.selector : undefined;
  if (selector === undefined) return { target: { kind: 'page', page }, rest };
  return { target: { kind: 'passage', page, selectors: selectorsOf([selector].flat(), gloss) }, rest };
}

/** The selectors that Gloss knows, anywhere in a chain of `refinedBy`. */
function selectorsOf(given: (string | Selector)[], gloss: v.InferOutput<typeof GlossPart>): Selectors {
  const all = given.flatMap((each) => (typeof each === 'string' ? [] : chain(each)));
  const of = (type: string) => all.find((each) => [each.type].flat().includes(type));
  const quote = of('TextQuoteSelector');
  if (quote?.exact === undefined) {
    const named = all.flatMap((each) => each.type ?? []).join(', ');
    throw new Refusal(`target.selector: it does not quote the passage${named && ` (${named})`}`);
  }
  const { start, end } = of('TextPositionSelector') ?? {};
  const structure = structureOf(of('RangeSelector'));
  const { rival, length } = gloss;
  return {
    quote: { exact: quote.exact, prefix: quote.prefix ?? '', suffix: quote.suffix ?? '' },
    ...(start === undefined || end === undefined ? {} : { position: { start, end } }),
    ...(structure && { structure }),
    ...(rival === undefined ? {} : { rival }),
    ...(length === undefined ? {} : { length }),
  };
}

function chain(selector: Selector): Selector[] {
  const list = [selector];
  for (let at: unknown = selector.refinedBy; list.length < 10 && v.is(Selector, at); at = at.refinedBy)
    list.push(at);
  return list;
}

/**
 * The structural selector of a range between two elements with offsets into them, as `to-jsonld` writes it;
 * `undefined` for other ranges.
 */
function structureOf(range: Selector | undefined): Structure | undefined {
  const point = (value: unknown): { path: string; offset: number } | undefined => {
    if (!v.is(Selector, value) || !value.value?.startsWith(BODY)) return undefined;
    const { refinedBy } = value;
    if (!v.is(Selector, refinedBy) || refinedBy.start === undefined) return undefined;
    return { path: value.value.slice(BODY.length), offset: refinedBy.start };
  };
  const [start, end] = [point(range?.startSelector), point(range?.endSelector)];
  return (
    start &&
    end && { startPath: start.path, startOffset: start.offset, endPath: end.path, endOffset: end.offset }
  );
}

function foreignOf(annotation: Annotation, id: string, target: JsonObject): string | undefined {
  const others = without(annotation, OURS);
  // Gloss writes these motivations itself.
  if (others.motivation === 'commenting' || others.motivation === 'highlighting') delete others.motivation;
  if (annotation.id !== noteIri(id)) others.id = annotation.id;
  const foreign: Foreign = {};
  if (Object.keys(others).length > 0) foreign.annotation = others;
  if (Object.keys(target).length > 0) foreign.target = target;
  return Object.keys(foreign).length === 0 ? undefined : JSON.stringify(foreign);
}

function without(object: object, names: Set<string>): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.has(name)));
}
