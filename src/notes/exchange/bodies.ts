/**
 * The bodies of a Web Annotation as the text and tags of a note, and back.
 *
 * A note has one text. A body of words is shown as its words (HTML without its tags), a resource elsewhere as
 * its address. Tags are the bodies whose purpose is tagging. Other bodies (data, places, ratings) are not shown.
 * What came in any other form than Gloss would write is kept as it came, and goes out again as far as the note
 * still says the same.
 */
import { MOST_TAG, MOST_TAGS, type Note } from '../schema';
import type { Foreign } from './foreign';
import { isObject, type Json, type JsonObject, sameJson } from './json';
import { Refusal } from './refusal';
import { textOfHtml } from './text-of-html';

export interface Content {
  text: string;
  format: Note['format'];
  tags: string[];
  /** Whether the bodies say what format the text has. */
  saysFormat: boolean;
}

/** What a note takes from a body. */
type Role =
  | { is: 'text'; text: string; format: string | undefined }
  | { is: 'link'; text: string }
  | { is: 'tag'; tag: string }
  | { is: 'kept' };

/** Most resources whose addresses are shown in the text of a note. */
const MOST_LINKS = 50;
const MARKDOWN = 'text/markdown';

/** The text and tags of a note with these bodies. `tagging`: whether the annotation was made to tag. */
export function contentOf(bodies: readonly Json[], tagging: boolean): Content {
  const roles = rolesOf(bodies, tagging);
  const texts = roles.flatMap((role) => (role.is === 'text' ? [role] : []));
  const shown = roles.flatMap((role) => (role.is === 'text' || role.is === 'link' ? [role.text] : []));
  const isMarkdown =
    texts.length === 0 ? shown.length === 0 : texts.every(({ format }) => format === MARKDOWN);
  return {
    text: shown.join('\n\n'),
    format: isMarkdown ? MARKDOWN : 'text/plain',
    tags: [...new Set(roles.flatMap((role) => (role.is === 'tag' ? [role.tag] : [])))],
    saysFormat: texts.some(({ format }) => format !== undefined),
  };
}

function rolesOf(bodies: readonly Json[], tagging: boolean): Role[] {
  const roles = bodies.map((body) => roleOf(body, tagging));
  const words = roles.flatMap((role) => (role.is === 'text' ? [role.text] : [])).join('\n\n');
  const tags = new Set<string>();
  let links = 0;
  return roles.map((role) => {
    // A text that names the resource shows it already.
    if (role.is === 'link') return ++links > MOST_LINKS || words.includes(role.text) ? { is: 'kept' } : role;
    if (role.is !== 'tag') return role;
    const tag = role.tag.trim();
    if (tag === '' || tag.length > MOST_TAG || tags.size === MOST_TAGS) return { is: 'kept' };
    tags.add(tag);
    return { is: 'tag', tag };
  });
}

function roleOf(body: Json, tagging: boolean): Role {
  if (typeof body === 'string') return tagging ? { is: 'tag', tag: body } : { is: 'link', text: body };
  if (!isObject(body)) return { is: 'kept' };
  if (body.items !== undefined) {
    const isChoice = [body.type].flat().includes('Choice');
    const what = isChoice ? 'offers several bodies to choose from' : 'is a set of resources';
    throw new Refusal(`body: it ${what}; a note has one text`);
  }
  const { value, selector, source, purpose } = body;
  const isTag = [purpose].flat().includes('tagging') || (tagging && purpose === undefined);
  if (typeof value === 'string') {
    if (isTag) return { is: 'tag', tag: value };
    const [format] = [body.format].flat();
    if (/^(?:text\/html|application\/xhtml\+xml)\b/i.test(String(format)))
      return { is: 'text', text: textOfHtml(value), format: 'text/html' };
    return { is: 'text', text: value, format: typeof format === 'string' ? format : undefined };
  }
  if (value !== undefined) return { is: 'kept' };
  if (selector !== undefined) throw new Refusal('body: it is a part of another resource; a note has text');
  const address = source === undefined ? body.id : isObject(source) ? source.id : source;
  if (typeof address !== 'string') return { is: 'kept' };
  return isTag ? { is: 'tag', tag: address } : { is: 'link', text: address };
}

/** The bodies as Gloss writes them. */
function ours({ text, format, tags }: Pick<Note, 'text' | 'format' | 'tags'>): JsonObject[] {
  return [...(text === '' ? [] : [comment(text, format)]), ...tags.map(tagBody)];
}

const tagBody = (value: string): JsonObject => ({
  type: 'TextualBody',
  purpose: 'tagging',
  value,
  format: 'text/plain',
});

const comment = (value: string, format: string): JsonObject => ({
  type: 'TextualBody',
  purpose: 'commenting',
  value,
  format,
});

/** What the note keeps of the bodies; `undefined` where Gloss would write the same. */
export function givenBodies(body: Json, note: Pick<Note, 'text' | 'format' | 'tags'>): Json | undefined {
  if (sameJson(body, ours(note))) return undefined;
  const isText = (each: Json) =>
    isObject(each) && each.value === note.text && ![each.purpose].flat().includes('tagging');
  if (note.text === '' || [body].flat().filter(isText).length !== 1) return body;
  const bare = (each: Json): Json => (isObject(each) && isText(each) ? { ...each, value: null } : each);
  return Array.isArray(body) ? body.map(bare) : bare(body);
}

/** The member `body` or `bodyValue` of the annotation of a note; none if there is no body. */
export function bodyMember(note: Note, { given, annotation }: Foreign): JsonObject {
  const { text, format, tags } = note;
  if (given?.bodyValue && text !== '' && tags.length === 0 && format === 'text/plain')
    return { bodyValue: text };
  // The model has annotations without a body, but no empty list of bodies.
  const list = (bodies: Json[]): JsonObject => (bodies.length > 0 ? { body: bodies } : {});
  if (given?.body === undefined) return list(ours(note));
  const came = filled(given.body, text);
  const bodies = [came].flat();
  const tagging = [annotation?.motivation].flat().includes('tagging');
  const said = contentOf(bodies, tagging);
  const isText =
    said.text === text &&
    (!said.saysFormat || said.format === format) &&
    !(text === '' && came !== given.body);
  if (isText && sameJson(said.tags, tags)) return { body: came };
  return list(changed(bodies, tagging, note, isText));
}

/** The bodies that came, after the note was changed. `isText`: whether its text is still that of the bodies. */
function changed(bodies: Json[], tagging: boolean, note: Note, isText: boolean): Json[] {
  const { text, format, tags } = note;
  const tagged = new Map<string, Json[]>(tags.map((tag) => [tag, []]));
  const others: Json[] = [];
  let isSaid = isText || text === '';
  for (const body of bodies) {
    const role = roleOf(body, tagging);
    if (role.is === 'tag') tagged.get(role.tag.trim())?.push(body);
    else if (role.is === 'kept') others.push(body);
    else if (role.is === 'link') {
      if (isText || text.includes(role.text)) others.push(body);
    } else if (isText) others.push(body);
    else if (!isSaid) {
      // What the body says of itself (language, maker, rights) is still said of the edited text.
      others.push({ ...(body as JsonObject), value: text, format });
      isSaid = true;
    }
  }
  if (!isSaid) others.unshift(comment(text, format));
  return [
    ...others,
    ...tags.flatMap((tag): Json[] => (tagged.get(tag)?.length ? (tagged.get(tag) ?? []) : [tagBody(tag)])),
  ];
}

/** The bodies with the note's text in its place; the same object if it has no place in them. */
function filled(body: Json, text: string): Json {
  const isNull = (each: Json): each is JsonObject => isObject(each) && each.value === null;
  if (![body].flat().some(isNull)) return body;
  const fill = (each: Json): Json => (isNull(each) ? { ...each, value: text } : each);
  return Array.isArray(body) ? body.map(fill) : fill(body);
}
