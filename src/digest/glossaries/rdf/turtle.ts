/** Reads Turtle, N-Triples and TriG into a graph. Cost: linear: n3 keeps to that even for tokens without an end. */
import { Parser, type Term } from 'n3';
import type { Bounds } from '../bounds';
import { counted, GlossaryRefusal } from '../refusal';
import type { Work } from '../work';
import type { Graph, Value } from './graph';

/** UTF-16 units that are parsed in one step: about 2 ms. */
const STEP = 1 << 14;

/** Throws a `GlossaryRefusal` if the file breaks the rules of Turtle or is nested too deep. */
export function* readingTurtle(text: string, graph: Graph, bounds: Bounds): Work<void> {
  // The format is the largest of the three.
  const parser = new Parser({ format: 'application/trig' });
  const listeners = new Map<string, (piece: string) => void>();
  let [depth, line] = [0, 1];
  parser.parse(
    { on: (event, listener) => listeners.set(event, listener) },
    {
      onQuad(error, quad) {
        if (error) throw malformed(error.message, line);
        if (quad) graph.add(nodeOf(quad.subject), quad.predicate.value, objectOf(quad.object));
      },
      onToken(token) {
        line = token.line;
        if (token.type === '[' || token.type === '(') depth++;
        else if (token.type === ']' || token.type === ')') depth--;
        if (depth > bounds.depth)
          throw new GlossaryRefusal(
            'large',
            `Brackets are nested deeper than ${counted(bounds.depth)}`,
            'Correct the file',
            `line ${counted(line)}`,
          );
      },
    },
  );
  for (let at = 0; at < text.length; at += STEP) {
    listeners.get('data')?.(text.slice(at, at + STEP));
    yield at;
  }
  listeners.get('end')?.('');
}

const nodeOf = ({ termType, value }: Term): string => (termType === 'BlankNode' ? `_:${value}` : value);

function objectOf(term: Term): Value {
  return term.termType === 'Literal'
    ? { text: term.value, lang: term.language ?? '' }
    : { node: nodeOf(term) };
}

/** n3 says `Unexpected "<" on line 12.`, with all of a token. */
function malformed(message: string, last: number): GlossaryRefusal {
  const [, what = message, line = String(last)] = /^(.*?) on line (\d+)\.?$/s.exec(message) ?? [];
  return new GlossaryRefusal(
    'malformed',
    `This is no well-formed Turtle: ${what.slice(0, 120)}`,
    'Correct the file, or export it again',
    `line ${counted(Number(line))}`,
  );
}
