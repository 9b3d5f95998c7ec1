/**
 * Runs the W3C's test suite on Gloss: checks every exported annotation against every MUST, and imports the
 * annotations of the suite. A valid one that a note cannot hold must be refused with a reason; an invalid one
 * must be refused.
 */
import { readNotes } from '../../../src/notes/exchange/read';
import { Refusal } from '../../../src/notes/exchange/refusal';
import { toAnnotation } from '../../../src/notes/exchange/to-jsonld';
import { exported } from './exported';
import { isThere, musts, samples } from './suite';

/** A sample, and the result of importing it. */
interface Sample {
  name: string;
  /** The reason for refusing it; `undefined` if it was imported. */
  refusal?: string;
}

export interface Conformance {
  /** The numbers of assertions and annotations, and the failures. */
  musts: number;
  annotations: number;
  failures: string[];
  /** The valid and the invalid annotations of the suite. */
  correct: Sample[];
  incorrect: Sample[];
}

export async function conformance(): Promise<Conformance> {
  const assertions = musts();
  const annotations = exported().map(toAnnotation);
  const failures = annotations.flatMap((annotation, i) =>
    assertions.flatMap(({ name, check }) => {
      const wrong = check(annotation);
      return wrong === undefined ? [] : [`annotation ${i + 1}, ${name}: ${wrong}`];
    }),
  );
  return {
    musts: assertions.length,
    annotations: annotations.length,
    failures,
    correct: await imported('correct'),
    incorrect: await imported('incorrect'),
  };
}

function imported(kind: 'correct' | 'incorrect'): Promise<Sample[]> {
  return Promise.all(
    samples(kind).map(async ({ name, text }) => {
      try {
        const { notes, refused } = await readNotes(text, 0);
        const reasons = refused.map(({ reason }) => reason).join('; ');
        return notes.length > 0 ? { name } : { name, refusal: reasons };
      } catch (error) {
        if (error instanceof Refusal) return { name, refusal: error.message };
        throw error;
      }
    }),
  );
}

export async function run(): Promise<number> {
  if (!isThere) {
    console.error('The suite is not in ../shared/w3c-annotation: nothing is tested.');
    return 2;
  }
  const { musts, annotations, failures, correct, incorrect } = await conformance();
  console.log(
    `${annotations} exported annotations, ${musts} assertions that are a MUST: ${failures.length} failures`,
  );
  for (const failure of failures) console.log(`  ${failure}`);
  table('valid samples', correct);
  table('invalid samples', incorrect);
  const bad = failures.length + incorrect.filter(({ refusal }) => refusal === undefined).length;
  const unnamed = correct.filter(({ refusal }) => refusal === '').length;
  return bad + unnamed === 0 ? 0 : 1;
}

function table(title: string, list: Sample[]): void {
  const inside = list.filter(({ refusal }) => refusal === undefined).length;
  console.log(`\n${title}: ${inside} imported, ${list.length - inside} refused`);
  for (const { name, refusal } of list) console.log(`  ${name.padEnd(22)} ${refusal ?? 'imported'}`);
}
