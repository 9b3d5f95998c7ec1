/**
 * Makes a note from a W3C Web Annotation. What a note has no field for is kept beside it (`foreign.ts`). An
 * annotation that could only be kept by changing its meaning (several targets, a drawing as target) is refused
 * with a reason.
 */
import { MOST_TITLE, type Note, type Target as NoteTarget } from '../schema';
import { type GlossPart, glossPart, isModel, namesModel, type Sound, sound } from './annotation-schema';
import { type Content, contentOf, givenBodies } from './bodies';
import { type Foreign, foreignText } from './foreign';
import { iriOf, isIri, nameOn, noteIdOf, noteIri, termOf } from './iri';
import { isObject, type Json, type JsonObject, only, sameJson, withoutNull } from './json';
import { passageOf, withoutQuote, xpathRange } from './passage';
import { Refusal } from './refusal';
import { ANNO, isGloss, motivationOf, targetOf } from './to-jsonld';

/** Members that become fields of the note or have a place of their own beside it. */
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
  'motivation',
]);
const OUR_TARGET = new Set(['type', 'source', 'selector']);

/** A note that was made from an annotation, to be validated, and what of the annotation is left out. */
export interface Made {
  note: unknown;
  left: string[];
}

/**
 * Makes a note from an annotation; the caller validates it. `context`: that of the collection around it;
 * `undefined` if the annotation itself must name one. `now`, in ms since the epoch, dates annotations without
 * dates. Throws a `Refusal`.
 */
export async function fromAnnotation(value: Json, context: Json | undefined, now: number): Promise<Made> {
  const left: string[] = [];
  const whole = isObject(value) && context ? { ...value, '@context': value['@context'] ?? context } : value;
  const parts = sound(withoutNull(whole), (what) => left.push(what));
  const { annotation, bodies } = parts;
  const contexts = annotation['@context'];
  if (contexts === undefined) throw new Refusal('@context: is missing', 'alien');
  if (!namesModel(contexts)) throw new Refusal(`@context: does not name ${ANNO}`, 'alien');
  const gloss = glossPart(annotation);
  const [created, modified = created] = [annotation.created, annotation.modified].map((text) =>
    typeof text === 'string' ? Date.parse(text) : undefined,
  );
  // Without dates, stamps are 0: older than any real change, and the same on each import of the file. So are the
  // stamps of fields that the annotation does not speak of.
  const stamp = modified ?? 0;
  const content: Content =
    typeof annotation.bodyValue === 'string'
      ? { text: annotation.bodyValue, format: 'text/plain', tags: [], saysFormat: true }
      : contentOf(bodies, [annotation.motivation].flat().includes('tagging'));
  const { target, given } = onWhat(parts, gloss);
  const written = {
    text: content.text,
    // Bodies that say their format were written later than `gloss`, if they disagree.
    format: (content.saysFormat ? content.format : (gloss.format ?? content.format)) as Note['format'],
    tags: content.tags,
  };
  const stamps = { text: stamp, format: content.saysFormat ? stamp : 0, tags: stamp, colour: 0, deleted: 0 };
  const id = await noteIdOf(nameOn(annotation.id, parts.source));
  const foreign = foreignText(
    {
      annotation: membersOf(annotation, id, content.text),
      context: contextsOf(contexts),
      dates: datesOf(annotation),
      id: isIri(annotation.id) ? gloss.id : annotation.id,
      hypothesis: gloss.hypothesis,
      ...given,
      given: {
        ...given.given,
        ...(annotation.body !== undefined && {
          body: givenBodies(Array.isArray(annotation.body) ? bodies : (bodies[0] as Json), written),
        }),
        ...(annotation.bodyValue !== undefined && { bodyValue: true }),
      },
    },
    (what) => left.push(what),
  );
  const note = {
    id,
    revision: gloss.revision ?? 1,
    created: created ?? modified ?? now,
    modified: modified ?? now,
    target,
    ...written,
    colour: gloss.colour ?? 'yellow',
    deleted: gloss.deleted ?? false,
    stamps: gloss.stamps ?? stamps,
    ...(foreign === undefined ? {} : { foreign }),
  } satisfies Record<Exclude<keyof Note, 'foreign'>, unknown>;
  return { note, left };
}

/** What the annotation is on, and what of its target the note keeps as it came. */
function onWhat(
  parts: Sound,
  gloss: GlossPart,
): { target: NoteTarget; given: Pick<Foreign, 'target' | 'given'> } {
  const { target: came, source, selectors, isSelected } = parts;
  const term = termOf(source);
  const { canonical, rival, length } = gloss;
  // `gloss.address` is the address as the browser wrote it; it counts only if it matches the IRI.
  const address = gloss.address !== undefined && iriOf(gloss.address) === source ? gloss.address : source;
  const page = {
    address,
    title: gloss.title ?? titleOf(came),
    ...(canonical === undefined ? {} : { canonical }),
  };
  if (term !== undefined && !isSelected) {
    const target: NoteTarget = { kind: 'term', term };
    return { target, given: givenTarget(came, target) };
  }
  if (!isSelected) {
    const target: NoteTarget = { kind: 'page', page };
    return { target, given: givenTarget(came, target) };
  }
  const passage = passageOf(selectors, xpathRange);
  const target: NoteTarget = {
    kind: 'passage',
    page,
    selectors: {
      ...passage.selectors,
      ...(rival === undefined ? {} : { rival }),
      ...(length === undefined ? {} : { length }),
    },
  };
  return { target, given: givenTarget(came, target, passage.given) };
}

/** What the note keeps of the target that came; nothing where Gloss would write the same. */
function givenTarget(
  came: string | JsonObject,
  target: NoteTarget,
  quote?: JsonObject,
): Pick<Foreign, 'target' | 'given'> {
  const ours = targetOf(target);
  if (sameJson(came, ours)) return {};
  if (isObject(came) && isObject(ours)) {
    const rest = only(came, (name) => !OUR_TARGET.has(name));
    if (sameJson({ ...came, type: came.type ?? 'SpecificResource' }, { ...rest, ...ours }))
      return { target: rest };
  }
  return { given: { target: quote === undefined ? came : withoutQuote(came, quote) } };
}

/** The title that the annotation gives its source. */
function titleOf(target: string | JsonObject): string {
  const source = isObject(target) ? target.source : undefined;
  const named = isObject(source) ? source : isObject(target) ? target : {};
  const title = [named.title ?? named.label ?? named.name].flat().find((each) => typeof each === 'string');
  return typeof title === 'string' ? title.slice(0, MOST_TITLE) : '';
}

/** The members of the annotation for which a note has no field, and those that Gloss would write otherwise. */
function membersOf(annotation: Sound['annotation'], id: string, text: string): JsonObject {
  const { motivation, type } = annotation;
  return {
    ...only(annotation, (name) => !OURS.has(name)),
    ...(motivation !== undefined && motivation !== motivationOf(text) && { motivation }),
    ...(type !== 'Annotation' && { type }),
    ...(isIri(annotation.id) && annotation.id !== noteIri(id) && { id: annotation.id }),
  };
}

function contextsOf(context: Json | undefined): Json[] {
  return [context ?? []].flat().filter((each) => !isModel(each) && !isGloss(each));
}

/** The dates as they were written, where Gloss would write them otherwise. */
function datesOf(annotation: JsonObject): NonNullable<Foreign['dates']> {
  return only(
    { created: annotation.created, modified: annotation.modified },
    (_, date) => typeof date === 'string' && new Date(date).toISOString() !== date,
  ) as NonNullable<Foreign['dates']>;
}
