/**
 * The context of a JSON-LD file (JSON-LD 1.1, section 4): what its short names stand for. Only a context that stands
 * in the file itself is read: the address of another one is refused, and never fetched.
 */
import { GlossaryRefusal } from '../refusal';

type Json = unknown;
export type JsonObject = Record<string, Json>;

export const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What one name in a file stands for. */
interface Meaning {
  /** An IRI, or a keyword (`@id`) of which it is another name. */
  iri: string;
  /** `@id` or `@vocab`: its strings are names of nodes. */
  type?: string;
  /** Language of its strings; '' for none. */
  language?: string;
  /** `@language`, `@index`, `@list`, `@set`. */
  containers: string[];
}

/** Parts of JSON-LD 1.1 that change what names mean, and that glossaries do without. */
const UNREAD = ['@import', '@propagate', '@nest', '@reverse', '@protected', '@context'];

export class Context {
  readonly #meanings = new Map<string, Meaning>();
  #vocab = '';
  #base = '';
  /** Language of strings without one; '' for none. */
  language = '';

  /** What the file says, on top of `outer`. Throws a `GlossaryRefusal` if it says it elsewhere. */
  static of(said: Json, outer?: Context): Context {
    const context = new Context();
    if (outer) context.#inherit(outer);
    for (const part of Array.isArray(said) ? said : [said]) context.#add(part);
    return context;
  }

  /** What a key means; `undefined` if it means nothing. */
  meaning(key: string): Meaning | undefined {
    if (key.startsWith('@')) return { iri: key, containers: [] };
    const known = this.#meanings.get(key);
    if (known) return known;
    const iri = this.#expanded(key) ?? (this.#vocab === '' ? undefined : this.#vocab + key);
    return iri === undefined ? undefined : { iri, containers: [] };
  }

  /** The IRI of a node or a type that the file names. */
  node(name: string, isType = false): string {
    if (name.startsWith('_:')) return name;
    if (isType) return this.#meanings.get(name)?.iri ?? this.#expanded(name) ?? this.#vocab + name;
    const expanded = this.#expanded(name);
    if (expanded !== undefined) return expanded;
    return this.#base !== '' && URL.canParse(name, this.#base) ? new URL(name, this.#base).href : name;
  }

  #inherit(outer: Context): void {
    for (const [key, meaning] of outer.#meanings) this.#meanings.set(key, meaning);
    this.#vocab = outer.#vocab;
    this.#base = outer.#base;
    this.language = outer.language;
  }

  #add(part: Json): void {
    if (part === null || part === undefined) return;
    if (typeof part === 'string')
      throw new GlossaryRefusal(
        'unsupported',
        `The file needs a context from ${part.slice(0, 120)}; Gloss fetches nothing`,
        'Save the file with its context in it, or in Turtle',
      );
    if (!isObject(part))
      throw new GlossaryRefusal('malformed', 'The context of the file is none', 'Export the file again');
    const text = (key: string) => (typeof part[key] === 'string' ? (part[key] as string) : undefined);
    if ('@import' in part) throw unread('@import');
    this.#vocab = text('@vocab') ?? this.#vocab;
    this.#base = text('@base') ?? this.#base;
    this.language = text('@language') ?? this.language;
    for (const [key, value] of Object.entries(part)) if (!key.startsWith('@')) this.#define(key, value, part);
  }

  #define(key: string, value: Json, part: JsonObject): void {
    if (typeof value === 'string') {
      const iri = this.#iriOf(value, part);
      if (iri !== undefined) this.#meanings.set(key, { iri, containers: [] });
      return;
    }
    if (!isObject(value)) return;
    const strange = UNREAD.find((each) => each in value);
    if (strange !== undefined && strange !== '@protected') throw unread(strange);
    const iri = this.#iriOf(typeof value['@id'] === 'string' ? value['@id'] : key, part);
    if (iri === undefined) return;
    this.#meanings.set(key, {
      iri,
      ...(typeof value['@type'] === 'string' && { type: value['@type'] }),
      ...('@language' in value && {
        language: typeof value['@language'] === 'string' ? value['@language'] : '',
      }),
      containers: [value['@container'] ?? []].flat().filter((each) => typeof each === 'string'),
    });
  }

  /**
   * The IRI of a name in a context. It may use a prefix that stands after it there, and that prefix another one. No
   * more than that is followed: prefixes may name each other in a circle.
   */
  #iriOf(name: string, part: JsonObject): string | undefined {
    let iri = name;
    for (let times = 0; times < 3; times++) {
      const colon = iri.indexOf(':');
      if (iri.startsWith('@') || iri.startsWith('//', colon + 1)) return iri;
      if (colon < 0)
        return this.#meanings.get(iri)?.iri ?? (this.#vocab === '' ? undefined : this.#vocab + iri);
      const prefix = iri.slice(0, colon);
      const said = Object.hasOwn(part, prefix) ? part[prefix] : this.#meanings.get(prefix)?.iri;
      const start = isObject(said) ? said['@id'] : said;
      if (typeof start !== 'string') return iri;
      iri = start + iri.slice(colon + 1);
    }
    return iri;
  }

  /** `skos:Concept`, or an IRI. */
  #expanded(name: string): string | undefined {
    const colon = name.indexOf(':');
    if (colon < 0) return this.#meanings.get(name)?.iri;
    const prefix = this.#meanings.get(name.slice(0, colon));
    return prefix && !name.startsWith('//', colon + 1) ? prefix.iri + name.slice(colon + 1) : name;
  }
}

function unread(what: string): GlossaryRefusal {
  return new GlossaryRefusal(
    'unsupported',
    `The context of the file uses ${what}, which Gloss does not read`,
    'Save the file as expanded JSON-LD, or in Turtle',
  );
}
