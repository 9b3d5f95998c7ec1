/** Keeps what the triples of a file say of terms and of the file. Cost: constant for each triple. */
import type { Bounds } from '../bounds';
import type { LeftOut } from '../left';
import { counted, GlossaryRefusal } from '../refusal';
import { isSilent, type Property, propertyOf } from './vocabulary';

/** A literal with its language tag ('' for none), or a node by its name: an IRI, or `_:` and a label. */
export type Value = { text: string; lang: string } | { node: string };

export const isLiteral = (value: Value): value is { text: string; lang: string } => 'text' in value;
export const isBlank = (node: string): boolean => node.startsWith('_:');

export type Statements = Partial<Record<Property, Value[]>>;

export class Graph {
  /** What is said of each subject, in the order of the file. */
  readonly nodes = new Map<string, Statements>();
  readonly #bounds: Bounds;
  readonly #left: LeftOut;
  #count = 0;

  constructor(bounds: Bounds, left: LeftOut) {
    this.#bounds = bounds;
    this.#left = left;
  }

  /** Throws a `GlossaryRefusal` if there are too many triples. */
  add(subject: string, predicate: string, value: Value): void {
    if (++this.#count > this.#bounds.triples)
      throw new GlossaryRefusal(
        'large',
        `The file has more than ${counted(this.#bounds.triples)} statements`,
        'Divide it into several files',
      );
    const property = propertyOf(predicate);
    if (property === undefined) {
      if (!isSilent(predicate)) this.#left.add('data', predicate);
      return;
    }
    let statements = this.nodes.get(subject);
    if (!statements) {
      statements = {};
      this.nodes.set(subject, statements);
    }
    statements[property] ??= [];
    statements[property].push(value);
  }
}
