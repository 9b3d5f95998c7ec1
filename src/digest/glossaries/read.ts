/**
 * Reads a glossary file of any of the formats. Each reader is loaded when it is needed, so a page that reads a table
 * loads no parser for XML. Throws nothing but a `GlossaryRefusal`, or the reason of the caller's own signal.
 */
import { BOUNDS, type Bounds } from './bounds';
import { type Decoded, decoding, tooLong } from './decode';
import type { Format, ReadGlossary, ReadOptions, ReadTable } from './entry';
import { Gathering } from './gather';
import { formatOf, otherKind, refuseBinary, refuseOtherJson } from './kinds';
import { sentenceOf } from './left';
import { GlossaryRefusal } from './refusal';
import { inSteps, type Work } from './work';

/**
 * Reads a file whose format is not known: its content tells it, and else its name. Resolves to what it says; nothing
 * is stored. Rejects with a `GlossaryRefusal` that names what the file is, where it is wrong, and what to do.
 */
export async function readGlossaryFile(
  name: string,
  bytes: Uint8Array,
  options: ReadOptions = {},
): Promise<ReadGlossary> {
  refuseBinary(name, bytes.subarray(0, 65_536));
  const bounds = boundsOf(options);
  const decoded = await decode(bytes, bounds, options);
  const format = formatOf(name, decoded.text, bounds);
  return readDecoded(format === 'json' ? 'digest' : format, decoded, options, format === 'json');
}

/**
 * How the beginning of a table is understood, where reading all of it was refused: the user may correct that. Resolves
 * to `undefined` if the file is no table. Rejects as reading does.
 */
export async function peekGlossaryTable(
  name: string,
  bytes: Uint8Array,
  options: ReadOptions = {},
): Promise<(ReadTable & { encoding: string }) | undefined> {
  const start = bytes.subarray(0, PEEKED);
  refuseBinary(name, start.subarray(0, 65_536));
  const bounds = boundsOf(options);
  const { text, encoding } = await decode(start, bounds, options);
  if (formatOf(name, text, bounds) !== 'table') return undefined;
  const { peekTable } = await import('./tables/read-table');
  return { ...peekTable(text, bounds, options), encoding };
}

/** Bytes at the beginning of a table that are enough to show it. */
const PEEKED = 1 << 20;

/** Reads a text, or bytes, of one format. */
export async function readAs(
  format: Format,
  file: string | Uint8Array,
  options: ReadOptions = {},
): Promise<ReadGlossary> {
  const bounds = boundsOf(options);
  if (typeof file === 'string' && file.length > bounds.text) throw tooLong(bounds);
  const decoded = typeof file === 'string' ? { text: file, damaged: 0 } : await decode(file, bounds, options);
  return readDecoded(format, decoded, options, false);
}

const boundsOf = ({ bounds }: ReadOptions): Bounds => ({ ...BOUNDS, ...bounds });

async function decode(bytes: Uint8Array, bounds: Bounds, options: ReadOptions): Promise<Decoded> {
  return inSteps(decoding(bytes, bounds, options.encoding), options, bytes.length);
}

type Text = Omit<Decoded, 'encoding'> & { encoding?: string };
type Found = Pick<ReadGlossary, 'format' | 'about'> & Partial<Pick<ReadGlossary, 'table' | 'content'>>;

/** `isAnyJson`: whether the format may also be JSON-LD. */
async function readDecoded(
  format: Format,
  { text, damaged, encoding }: Text,
  options: ReadOptions,
  isAnyJson: boolean,
): Promise<ReadGlossary> {
  const bounds = boundsOf(options);
  const gathering = new Gathering(bounds, options.language);
  gathering.left.add('letters-damaged', '', undefined, damaged);
  const work = isAnyJson
    ? await jsonWork(text, gathering, bounds, options)
    : await workOf(format, text, gathering, bounds, options);
  const found = await inSteps(work, options, text.length);
  const entries = await inSteps(gathering.finish(), options);
  if (entries.length === 0) throw nothing(gathering);
  return {
    ...found,
    entries,
    left: gathering.left.list(),
    ...(encoding !== undefined && { encoding }),
  };
}

function nothing({ left }: Gathering): GlossaryRefusal {
  const [first] = left.list();
  const why = first ? `: ${sentenceOf(first)}` : '';
  return new GlossaryRefusal(
    'empty',
    `No term was found in the file${why}`,
    'See which forms of glossaries Gloss reads, and correct the file',
  );
}

/** The work of a reader. Its code is loaded now. */
async function workOf(
  format: Format,
  text: string,
  gathering: Gathering,
  bounds: Bounds,
  options: ReadOptions,
): Promise<Work<Found>> {
  const { language } = options;
  switch (format) {
    case 'table': {
      const { readingTable } = await import('./tables/read-table');
      return found(readingTable(text, gathering, bounds, options), (table) => ({ format, about: {}, table }));
    }
    case 'tbx': {
      const { readingTbx } = await import('./tbx/read-tbx');
      return found(readingTbx(text, gathering, bounds, language), (about) => ({ format, about }));
    }
    case 'turtle':
    case 'rdf-xml':
    case 'json-ld':
      return skosWork(format, text, gathering, bounds, language);
    case 'digest': {
      const { jsonPieces } = await import('./json/pieces');
      const { readingDigest } = await import('./json/read-digest');
      return (function* () {
        const pieces = yield* jsonPieces(text, bounds);
        return { format, ...(yield* readingDigest(pieces, gathering, bounds)) };
      })();
    }
    default: {
      const { readingMarkup } = await import('./markup/read-markup');
      return found(readingMarkup(format, text, gathering, bounds, language), (about) => ({ format, about }));
    }
  }
}

function* found<T>(work: Work<T>, as: (result: T) => Found): Work<Found> {
  return as(yield* work);
}

async function skosWork(
  format: 'turtle' | 'rdf-xml' | 'json-ld',
  text: string,
  gathering: Gathering,
  bounds: Bounds,
  language: string | undefined,
): Promise<Work<Found>> {
  const { Graph } = await import('./rdf/graph');
  const { readingSkos } = await import('./rdf/skos');
  const graph = new Graph(bounds, gathering.left);
  const reading = await triplesWork(format, text, graph, bounds);
  return (function* () {
    yield* reading;
    return { format, about: yield* readingSkos(graph, gathering, language) };
  })();
}

async function triplesWork(
  format: 'turtle' | 'rdf-xml' | 'json-ld',
  text: string,
  graph: import('./rdf/graph').Graph,
  bounds: Bounds,
): Promise<Work<void>> {
  if (format === 'turtle') return (await import('./rdf/turtle')).readingTurtle(text, graph, bounds);
  if (format === 'rdf-xml') return (await import('./rdf/rdf-xml')).readingRdfXml(text, graph, bounds);
  const { jsonPieces } = await import('./json/pieces');
  const { readingJsonLd } = await import('./rdf/json-ld');
  return (function* () {
    yield* readingJsonLd(yield* jsonPieces(text, bounds), graph, bounds);
  })();
}

/** A digest, or JSON-LD: the names of the outermost members tell. */
async function jsonWork(
  text: string,
  gathering: Gathering,
  bounds: Bounds,
  options: ReadOptions,
): Promise<Work<Found>> {
  const { jsonPieces } = await import('./json/pieces');
  const pieces = await inSteps(jsonPieces(text, bounds), options, text.length);
  const keys = pieces.members.map(({ key }) => key);
  const memberOf = (key: string) => {
    const member = pieces.member(key);
    return member ? pieces.value(member, bounds) : undefined;
  };
  if (
    keys.includes('@context') ||
    keys.includes('type') ||
    keys.includes('rows') ||
    keys.includes('annotations')
  )
    refuseOtherJson(keys, memberOf('@context'), memberOf('type'));
  if (keys.includes('terms') && keys.includes('format'))
    return workOf('digest', text, gathering, bounds, options);
  const isLinked = keys.some((key) => key.startsWith('@')) || isLinkedList(pieces, bounds);
  if (isLinked) return workOf('json-ld', text, gathering, bounds, options);
  throw otherKind('a JSON file of another kind', 'Export the terms as CSV, TBX or SKOS');
}

/** Whether the outermost list has nodes of JSON-LD. */
function isLinkedList(pieces: import('./json/pieces').JsonPieces, bounds: Bounds): boolean {
  const list = pieces.member('');
  if (!list || pieces.count(list) === 0) return false;
  const first = pieces.parse(list, 0, bounds);
  return typeof first === 'object' && first !== null && Object.keys(first).some((key) => key.startsWith('@'));
}
