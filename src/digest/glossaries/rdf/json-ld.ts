/**
 * Reads JSON-LD into a graph: expanded, or compacted with a context of its own, as SKOS is published (Skosmos, TemaTres,
 * VocBench, rdflib). Cost: linear.
 */
import type { Bounds } from '../bounds';
import type { JsonPieces, Member } from '../json/pieces';
import { GlossaryRefusal } from '../refusal';
import type { Work } from '../work';
import { Context, isObject, type JsonObject } from './context';
import type { Graph, Value } from './graph';
import { RDF } from './vocabulary';

/** Entries that are parsed and read in one step: about 1 ms. */
const STEP = 20;

/** Throws a `GlossaryRefusal` if an entry is no JSON, or the context stands elsewhere. */
export function* readingJsonLd(pieces: JsonPieces, graph: Graph, bounds: Bounds): Work<void> {
  const reader = new Reader(graph);
  const said = pieces.member('@context');
  const context = Context.of(said ? pieces.value(said, bounds) : undefined);
  const single: JsonObject = {};
  const lists: Member[] = [];
  for (const member of pieces.members) {
    if (member.key === '@context') continue;
    const isGraph = member.key === '' || context.meaning(member.key)?.iri === '@graph';
    if (isGraph && member.isList) lists.push(member);
    // Own keys only: `__proto__` is a key like others here.
    else
      Object.defineProperty(single, member.key, {
        value: pieces.value(member, bounds),
        enumerable: true,
        configurable: true,
      });
  }
  reader.node(single, context);
  for (const list of lists)
    for (let at = 0; at < pieces.count(list); at++) {
      const item = pieces.parse(list, at, bounds);
      if (isObject(item)) reader.node(item, context);
      if (at % STEP === 0) yield list.ranges[at * 2] as number;
    }
}

class Reader {
  readonly #graph: Graph;
  #blanks = 0;

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  /** Reads a node and what is in it, and returns its name. The bound on depth bounds the recursion. */
  node(object: JsonObject, outer: Context): string {
    const own = Object.hasOwn(object, '@context') ? object['@context'] : undefined;
    const context = own === undefined ? outer : Context.of(own, outer);
    const members = Object.entries(object).flatMap(([key, value]) => {
      const meaning = context.meaning(key);
      return meaning ? [{ meaning, value }] : [];
    });
    const keyword = (name: string) => members.find(({ meaning }) => meaning.iri === name)?.value;
    const id = keyword('@id');
    const name = typeof id === 'string' ? context.node(id) : `_:j${++this.#blanks}`;
    for (const { meaning, value } of members) {
      const { iri } = meaning;
      if (iri === '@type') {
        for (const type of listOf(value))
          if (typeof type === 'string')
            this.#graph.add(name, `${RDF}type`, { node: context.node(type, true) });
      } else if (iri === '@graph' || iri === '@included') {
        for (const each of listOf(value)) if (isObject(each)) this.node(each, context);
      } else if (iri === '@reverse')
        throw new GlossaryRefusal(
          'unsupported',
          'The file uses @reverse, which Gloss does not read',
          'Save the file as expanded JSON-LD without it, or in Turtle',
        );
      else if (!iri.startsWith('@'))
        for (const each of this.#values(value, meaning, context)) this.#graph.add(name, iri, each);
    }
    return name;
  }

  #values(
    value: unknown,
    meaning: NonNullable<ReturnType<Context['meaning']>>,
    context: Context,
    language?: string,
  ): Value[] {
    if (value === null || value === undefined) return [];
    if (Array.isArray(value)) return value.flatMap((each) => this.#values(each, meaning, context, language));
    if (typeof value === 'string') {
      if (meaning.type === '@id' || meaning.type === '@vocab')
        return [{ node: context.node(value, meaning.type === '@vocab') }];
      return [{ text: value, lang: language ?? meaning.language ?? context.language }];
    }
    if (!isObject(value)) return [{ text: String(value), lang: '' }];
    if (meaning.containers.includes('@language'))
      return Object.entries(value).flatMap(([tag, each]) =>
        this.#values(each, { ...meaning, containers: [] }, context, tag === '@none' ? '' : tag),
      );
    if (meaning.containers.includes('@index'))
      return Object.values(value).flatMap((each) =>
        this.#values(each, { ...meaning, containers: [] }, context, language),
      );
    const entries = Object.entries(value).map(([key, each]) => [context.meaning(key)?.iri, each] as const);
    const of = (keyword: string) => entries.find(([key]) => key === keyword)?.[1];
    const [text, tag, list] = [of('@value'), of('@language'), of('@list') ?? of('@set')];
    if (typeof text === 'string' || typeof text === 'number' || typeof text === 'boolean')
      return [{ text: String(text), lang: typeof tag === 'string' ? tag : '' }];
    if (list !== undefined) return this.#values(list, meaning, context, language);
    return [{ node: this.node(value, context) }];
  }
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);
