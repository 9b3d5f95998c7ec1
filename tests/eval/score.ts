/** Scores marks against labelled passages, by the corpus's definition. */

export interface Label {
  start: number;
  end: number;
  surface: string;
  /** Term id, or `other:<what it means>`. */
  sense: string;
  /** Debatable or nested labels: a mark on them neither counts as right nor as wrong. */
  optional?: boolean;
}

export interface Passage {
  id: string;
  lang: string;
  text: string;
  mentions: Label[];
}

export interface Mark {
  start: number;
  end: number;
  term: string;
}

/** Counts from which figures are computed. */
export interface Counts {
  right: number;
  wrong: number;
  found: number;
  missed: number;
  rejected: number;
  accepted: number;
}

/** Figures from 0 to 1; 1 if there was nothing to get wrong. */
export interface Figures {
  precision: number;
  recall: number;
  f1: number;
  /** Share of labels of other senses that no mark overlaps. */
  rejected: number;
}

export interface Outcome {
  counts: Map<string, Counts>;
  wrong: Mark[];
  missed: Label[];
}

export function emptyCounts(): Counts {
  return { right: 0, wrong: 0, found: 0, missed: 0, rejected: 0, accepted: 0 };
}

/**
 * Scores the marks of one passage. `scored`: ids of the annotated terms. `known`: ids of the digest's terms.
 */
export function score(passage: Passage, marks: Mark[], scored: Set<string>, known: Set<string>): Outcome {
  const counts = new Map<string, Counts>();
  const of = (term: string): Counts => {
    const found = counts.get(term) ?? emptyCounts();
    counts.set(term, found);
    return found;
  };
  const outcome: Outcome = { counts, wrong: [], missed: [] };
  const judged = marks.filter((mark) => scored.has(mark.term));
  for (const mark of judged) {
    const labels = passage.mentions.filter((label) => overlaps(label, mark));
    const right = labels.some((label) => !label.optional && label.sense === mark.term);
    if (right) of(mark.term).right++;
    else if (!labels.some((label) => label.optional)) {
      of(mark.term).wrong++;
      outcome.wrong.push(mark);
    }
  }
  for (const label of passage.mentions) {
    if (label.optional) continue;
    const over = judged.filter((mark) => overlaps(label, mark));
    if (label.sense.startsWith('other:')) {
      if (over.length === 0) of('').rejected++;
      else {
        of('').accepted++;
        for (const mark of over) of(mark.term).accepted++;
      }
    } else if (known.has(label.sense)) {
      if (over.some((mark) => mark.term === label.sense)) of(label.sense).found++;
      else {
        of(label.sense).missed++;
        outcome.missed.push(label);
      }
    }
  }
  return outcome;
}

export function addCounts(to: Counts, from: Counts, rejection: boolean): void {
  to.right += from.right;
  to.wrong += from.wrong;
  to.found += from.found;
  to.missed += from.missed;
  if (rejection) {
    to.rejected += from.rejected;
    to.accepted += from.accepted;
  }
}

export function figures(counts: Counts): Figures {
  const precision = share(counts.right, counts.wrong);
  const recall = share(counts.found, counts.missed);
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision, recall, f1, rejected: share(counts.rejected, counts.accepted) };
}

function share(good: number, bad: number): number {
  return good + bad === 0 ? 1 : good / (good + bad);
}

function overlaps(a: { start: number; end: number }, b: { start: number; end: number }): boolean {
  return a.start < b.end && a.end > b.start;
}
