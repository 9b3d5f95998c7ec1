/** Measures one page with one edit: where its passages are, and where anchoring found them. */
import { anchoring, type Sought, type Verdict } from '../../../src/notes/anchor/anchor';
import { describing } from '../../../src/notes/anchor/describe';
import { CONTEXT, type Selectors } from '../../../src/notes/anchor/selectors';
import { INVISIBLE, solidText } from '../../../src/notes/anchor/solid';
import { type Donor, edit, type Strength } from './edits';
import { hypothesisAnchor } from './hypothesis';
import type { Page } from './pages';
import { type Passage, passage, SIZES } from './passages';
import { Random } from './random';
import { copy, type Flat, flatten, follow, leafAt, pathOf, type Truth, trace } from './tree';

export type Outcome = 'right' | 'wrong' | 'orphan';

export interface Trial {
  file: string;
  kind: string;
  strength: Strength;
  passage: Passage;
  /** Whether another place of the page before the edits had the same words with the same context. */
  twin: boolean;
  truth: Truth;
  verdict: Verdict;
  outcome: Outcome;
  /** The outcome of Hypothesis's rule; absent if it was not measured. */
  theirs?: Outcome;
  /** Details for the list of errors. */
  quote: string;
  foundText: string;
}

/**
 * Largest text, in UTF-16 units, on which Hypothesis's rule is measured. It searches the whole page at once.
 */
const COMPARED = 100_000;

/** The passage of a note. */
export interface Noted {
  passage: Passage;
  selectors: Selectors;
  /** Whether another place of the page has the same words with the same 32 characters on each side. */
  twin: boolean;
}

/** Makes notes on random passages of a page, a number of each size. */
export function makeNotes(page: Page, each: number, seed: number): Noted[] {
  const random = new Random(`${seed} ${page.file}`);
  const solid = solidText(page.flat.text);
  const notes: Noted[] = [];
  for (let i = 0; i < each; i++) {
    for (const size of SIZES) {
      const found = passage(page.flat, size, random);
      const selectors = found && finish(describing(page.flat.text, found));
      if (!found || !selectors) continue;
      const { prefix, exact, suffix } = selectors.quote;
      const whole = solidText(prefix.slice(-CONTEXT) + exact + suffix.slice(0, CONTEXT));
      notes.push({ passage: found, selectors, twin: solid.indexOf(whole, solid.indexOf(whole) + 1) >= 0 });
    }
  }
  return notes;
}

/** Edits the page, and anchors the notes on the result. */
export function measure(
  page: Page,
  notes: Noted[],
  kind: string,
  strength: Strength,
  seed: number,
  donor: Donor,
): Trial[] {
  const edited = copy(page.tree);
  edit(edited, kind, strength, new Random(`${seed} ${page.file} ${kind} ${strength}`), donor);
  const after = flatten(edited);
  const truths = trace(
    page.flat.text,
    after,
    notes.map((note) => note.passage),
  );
  const verdicts = finish(
    anchoring(
      after.text,
      notes.map((note) => soughtOf(page, after, note)),
    ),
  );
  const letters = lettersBefore(after.text);
  return notes.map(({ passage, selectors, twin }, i) => {
    const truth = truths[i] as Truth;
    const verdict = verdicts[i] as Verdict;
    const found = verdict.verdict === 'orphan' ? undefined : verdict;
    const trial: Trial = {
      file: page.file,
      kind,
      strength,
      passage,
      twin,
      truth,
      verdict,
      outcome: outcomeOf(found, truth, letters),
      quote: selectors.quote.exact,
      foundText: found ? after.text.slice(found.start, found.end) : '',
    };
    if (after.text.length <= COMPARED && i % 3 === 0)
      trial.theirs = outcomeOf(theirs(page, after, passage), truth, letters);
    return trial;
  });
}

export function soughtOf(page: Page, after: Flat, { passage: { start, end }, selectors }: Noted): Sought {
  const from = leafAt(page.flat, start)?.up;
  const to = leafAt(page.flat, end - 1)?.up;
  const first = from && follow(after.root, pathOf(from));
  const last = to && follow(after.root, pathOf(to));
  if (!first || !last) return { selectors };
  const hint = { start: first.start + start - from.start, end: last.start + end - to.start };
  return hint.start < hint.end ? { selectors, hint } : { selectors };
}

function theirs(page: Page, after: Flat, { start, end }: Passage) {
  const { text } = page.flat;
  return hypothesisAnchor(after.text, {
    exact: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - 32), start),
    suffix: text.slice(end, end + 32),
    start,
  });
}

function finish<T>(work: Generator<void, T>): T {
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value;
}

/** For each offset of a text, the number of letters before it that are not hollow (`solid.ts`). */
function lettersBefore(text: string): Int32Array {
  const before = new Int32Array(text.length + 1);
  for (let i = 0; i < text.length; i++) {
    before[i + 1] = (before[i] as number) + (INVISIBLE.test(text[i] as string) ? 0 : 1);
  }
  return before;
}

/**
 * Whether an anchor is right. If no letter was changed, it must be the very letters of the passage. If up to
 * 15 % were changed, the found span and the rest of the passage must share three quarters; up to 50 %, half.
 * If more were changed, little is left, and any part of it is right.
 */
export function outcomeOf(
  found: { start: number; end: number } | undefined,
  { at, changed }: Truth,
  letters: Int32Array,
): Outcome {
  if (!found) return 'orphan';
  if (!at) return 'wrong';
  const count = (start: number, end: number): number =>
    Math.max(0, (letters[end] as number) - (letters[Math.max(0, start)] as number));
  const common =
    found.start < at.end && at.start < found.end
      ? count(Math.max(found.start, at.start), Math.min(found.end, at.end))
      : 0;
  const union = count(found.start, found.end) + count(at.start, at.end) - common;
  const share = union === 0 ? 0 : common / union;
  const least = changed === 0 ? 1 : changed <= 0.15 ? 0.75 : changed <= 0.5 ? 0.5 : Number.MIN_VALUE;
  return share >= least ? 'right' : 'wrong';
}
