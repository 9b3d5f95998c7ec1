/** Makes drafts of terms from a graph of SKOS (W3C Recommendation, 2009) and SKOS-XL. Cost: linear. */
import type { Draft, DraftForm, DraftStatement, DraftText } from '../draft';
import type { ReadAbout } from '../entry';
import type { Gathering } from '../gather';
import { languageOf } from '../languages';
import { tidy, webAddress } from '../texts';
import type { Work } from '../work';
import { type Graph, isBlank, isLiteral, type Statements, type Value } from './graph';
import { COLLECTIONS, CONCEPT, type Property, SCHEMES } from './vocabulary';

/** Nodes that are looked at in one step: about 1 ms. */
const STEP = 200;
const LONGEST_ABOUT = 500;

/** Reads the concepts into `gathering`. `preferred`: the language of labels, where a concept has several. */
export function* readingSkos(
  graph: Graph,
  gathering: Gathering,
  preferred: string | undefined,
): Work<ReadAbout> {
  const about = aboutOf(graph);
  const languages = [preferred, about.language, 'en'].filter((each) => each !== undefined);
  const seen: Concepts = { graph, languages };
  let at = 0;
  for (const [name, statements] of graph.nodes) {
    if (++at % STEP === 0) yield at;
    const types = namesIn(statements.type);
    if (types.some((type) => COLLECTIONS.has(type)))
      gathering.left.add('collection', textsIn(graph, statements.pref)[0]?.text ?? name, at);
    else if (isConcept(types, statements)) {
      const draft = draftOf(name, statements, seen);
      if (isTrue(statements.deprecated)) gathering.left.add('deprecated', draft.label || name, at);
      else gathering.add(draft, at);
    }
  }
  return about;
}

interface Concepts {
  graph: Graph;
  /** In which a label is taken, the first first. */
  languages: string[];
}

/** Some publishers leave out the type of their concepts. A scheme may have a preferred label too. */
function isConcept(types: readonly string[], statements: Statements): boolean {
  return (
    types.includes(CONCEPT) || (statements.pref !== undefined && !types.some((type) => SCHEMES.has(type)))
  );
}

function draftOf(name: string, statements: Statements, { graph, languages }: Concepts): Draft {
  const texts = (...properties: Property[]) =>
    properties.flatMap((property) => textsIn(graph, statements[property]));
  const named = texts('pref');
  const preferred = named.length > 0 ? named : texts('rdfsLabel');
  const [headingOnly] = texts('headingOnly');
  const label =
    headingOnly ??
    texts('heading')[0] ??
    languages
      .map((lang) => preferred.find((each) => each.lang !== undefined && languageOf(each.lang) === lang))
      .find((each) => each !== undefined) ??
    preferred[0];
  const forms: DraftForm[] = [
    ...preferred.map((form) => ({ ...form, preferred: true })),
    ...texts('alt', 'hidden'),
  ];
  const definitions = statementsIn(graph, statements.definition);
  const kind = texts('kind')[0]?.text;
  const asOf = texts('asOf')[0]?.text;
  return {
    ...(!isBlank(name) && { id: name }),
    ...{ label: label?.text ?? '', labelIsForm: headingOnly === undefined },
    ...(label?.lang !== undefined && { lang: label.lang }),
    ...(kind !== undefined && { kind }),
    forms,
    definitions: definitions.length > 0 ? definitions : statementsIn(graph, statements.comment),
    statements: statementsIn(graph, statements.note).map((note) => ({ ...note, asOf: note.asOf ?? asOf })),
    related: (statements.related ?? []).flatMap((value) => {
      if (isLiteral(value)) return [];
      if (!isBlank(value.node)) return [value.node];
      return textsIn(graph, few(graph.nodes.get(value.node)?.pref))
        .map(({ text }) => text)
        .slice(0, 1);
    }),
  };
}

/**
 * The first values of a node that others refer to. Many may refer to one node: to look at all of its values each time
 * would be quadratic.
 */
const few = (values: readonly Value[] = []): readonly Value[] => values.slice(0, 10);

/** Literals, and the texts of nodes that stand for one (SKOS-XL, `rdf:value`). */
function textsIn(graph: Graph, values: readonly Value[] = []): DraftText[] {
  return values.flatMap((value) => {
    const literals = isLiteral(value) ? [value] : few(graph.nodes.get(value.node)?.text).filter(isLiteral);
    return literals.map(({ text, lang }) => ({ text, ...(lang !== '' && { lang }) }));
  });
}

function statementsIn(graph: Graph, values: readonly Value[] = []): DraftStatement[] {
  return values.flatMap((value) => {
    const node = isLiteral(value) ? undefined : graph.nodes.get(value.node);
    const sources = few(node?.source);
    const title = sources.find(isLiteral)?.text;
    const address = namesIn(sources).find((name) => !isBlank(name));
    const asOf = textsIn(graph, few(node?.asOf))[0]?.text;
    return textsIn(graph, [value]).map((text) => ({
      ...text,
      ...(title !== undefined && { title }),
      ...(address !== undefined && { address }),
      ...(asOf !== undefined && { asOf }),
    }));
  });
}

function namesIn(values: readonly Value[] = []): string[] {
  return values.flatMap((value) => (isLiteral(value) ? [] : [value.node]));
}

const isTrue = (values: readonly Value[] = []): boolean =>
  values.some((value) => isLiteral(value) && /^(?:true|1)$/i.test(value.text.trim()));

/** What the first scheme of the file says of itself. */
function aboutOf(graph: Graph): ReadAbout {
  for (const statements of graph.nodes.values()) {
    if (!namesIn(statements.type).some((type) => SCHEMES.has(type))) continue;
    const first = (...properties: Property[]) => {
      for (const property of properties)
        for (const value of few(statements[property])) {
          const text = tidy((isLiteral(value) ? value.text : nameOf(graph, value.node)).slice(0, 2_000));
          if (text !== '') return text.slice(0, LONGEST_ABOUT);
        }
      return undefined;
    };
    const language = first('language');
    const home = webAddress(first('home') ?? '');
    return withoutAbsent({
      name: first('title', 'pref', 'rdfsLabel'),
      licence: first('licence'),
      attribution: first('creator'),
      language: language === undefined ? undefined : languageOf(language.replace(/^.*\//, '')),
      version: first('version'),
      home,
    });
  }
  return {};
}

/** What a node is called, or its own name. */
function nameOf(graph: Graph, node: string): string {
  const statements = graph.nodes.get(node);
  const [named] = textsIn(graph, [
    ...few(statements?.creator),
    ...few(statements?.pref),
    ...few(statements?.rdfsLabel),
    ...few(statements?.title),
  ]);
  return named?.text ?? (isBlank(node) ? '' : node);
}

function withoutAbsent(about: ReadAbout): ReadAbout {
  return Object.fromEntries(Object.entries(about).filter(([, value]) => value !== undefined));
}
