/**
 * Reads RDF/XML into a graph: nodes and their properties in turns ("striped"), typed nodes, `rdf:about`, `rdf:ID`,
 * `rdf:nodeID`, `rdf:resource`, properties as attributes, `parseType` Resource and Literal, `xml:base` of the root.
 * Lists (`parseType="Collection"`) are not kept: their members are read as nodes. Not read: reification. Cost: linear.
 */
import type { Bounds } from '../bounds';
import { GlossaryRefusal } from '../refusal';
import type { Work } from '../work';
import { readingXml, XML, type XmlElement, type XmlListener } from '../xml/read-xml';
import type { Graph } from './graph';
import { RDF } from './vocabulary';

/** Throws a `GlossaryRefusal` if the file is no well-formed XML, or no RDF. */
export function* readingRdfXml(text: string, graph: Graph, bounds: Bounds): Work<void> {
  yield* readingXml(text, bounds, new Striped(graph));
}

/** An open element: a node, a property of one, or what is text to us. */
type Open =
  | { is: 'root' | 'markup' }
  | { is: 'node'; name: string }
  | { is: 'property'; subject: string; predicate: string; lang: string; text: string[]; hasNode: boolean };

const attribute = (local: string) => `{${RDF}}${local}`;

class Striped implements XmlListener {
  readonly #graph: Graph;
  readonly #open: Open[] = [];
  #base = '';
  #blanks = 0;

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  open(element: XmlElement): void {
    const around = this.#open.at(-1);
    const isRoot = element.uri === RDF && element.local === 'RDF';
    if (!around) {
      this.#base = element.attributes.get(`{${XML}}base`) ?? '';
      if (!isRoot && element.uri === '')
        throw new GlossaryRefusal(
          'kind',
          `The file is XML, but no RDF: its first element is ${element.local.slice(0, 60)}`,
          'Choose a file in RDF/XML',
        );
    }
    if (isRoot) this.#open.push({ is: 'root' });
    else if (!around || around.is === 'root') this.#open.push(this.#node(element));
    else if (around.is === 'node') this.#open.push(this.#property(around.name, element));
    else if (around.is === 'property') this.#open.push(this.#inProperty(around, element));
    else this.#open.push({ is: 'markup' });
  }

  text(text: string): void {
    const property = this.#open.findLast(({ is }) => is !== 'markup');
    if (property?.is === 'property') property.text.push(text);
  }

  close(): void {
    const closed = this.#open.pop();
    if (closed?.is !== 'property' || closed.hasNode) return;
    const { subject, predicate, lang, text } = closed;
    this.#graph.add(subject, predicate, { text: text.join(''), lang });
  }

  #node({ uri, local, attributes, lang }: XmlElement): Open {
    const id = attributes.get(attribute('ID'));
    const label = attributes.get(attribute('nodeID'));
    const about = attributes.get(attribute('about'));
    const name =
      about !== undefined
        ? this.#resolved(about)
        : id !== undefined
          ? this.#resolved(`#${id}`)
          : label !== undefined
            ? `_:n${label}`
            : this.#blank();
    if (uri !== RDF || local !== 'Description') this.#graph.add(name, `${RDF}type`, { node: uri + local });
    this.#addAttributes(name, attributes, lang);
    return { is: 'node', name };
  }

  #property(subject: string, { uri, local, attributes, lang }: XmlElement): Open {
    const predicate = uri + local;
    const resource = attributes.get(attribute('resource'));
    const label = attributes.get(attribute('nodeID'));
    const type = attributes.get(attribute('parseType'));
    const open: Open & { is: 'property' } = {
      ...({ is: 'property', subject, predicate, lang, text: [], hasNode: false } as const),
    };
    if (type === 'Resource') {
      const name = this.#blank();
      this.#graph.add(subject, predicate, { node: name });
      return { is: 'node', name };
    }
    const node =
      resource !== undefined ? this.#resolved(resource) : label !== undefined ? `_:n${label}` : undefined;
    if (node !== undefined) {
      open.hasNode = true;
      this.#graph.add(subject, predicate, { node });
      this.#addAttributes(node, attributes, lang);
    }
    // A list has no literal, even an empty one.
    if (type === 'Collection') open.hasNode = true;
    // Markup in an XML literal is no node.
    if (type === 'Literal') this.#literals.add(open);
    return open;
  }

  readonly #literals = new WeakSet<Open>();

  #inProperty(property: Open & { is: 'property' }, element: XmlElement): Open {
    if (this.#literals.has(property)) return { is: 'markup' };
    const node = this.#node(element);
    if (node.is === 'node') this.#graph.add(property.subject, property.predicate, { node: node.name });
    property.hasNode = true;
    return node;
  }

  /** Properties that are written as attributes of a node. */
  #addAttributes(name: string, attributes: ReadonlyMap<string, string>, lang: string): void {
    for (const [key, text] of attributes) {
      const [, uri = '', local = ''] = /^\{([^}]*)\}(.*)$/s.exec(key) ?? [];
      if (uri === '' || uri === XML) continue;
      if (uri !== RDF) this.#graph.add(name, uri + local, { text, lang });
      else if (local === 'type') this.#graph.add(name, `${RDF}type`, { node: this.#resolved(text) });
    }
  }

  #blank(): string {
    return `_:b${++this.#blanks}`;
  }

  #resolved(iri: string): string {
    if (this.#base === '' || /^[a-z][a-z\d+.-]*:/i.test(iri)) return iri;
    return URL.canParse(iri, this.#base) ? new URL(iri, this.#base).href : iri;
  }
}
