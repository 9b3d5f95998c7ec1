/** What a scenario of `npm run torture` is, and how it counts what it has tried and found. */
import type { Which } from '../../scripts/browsers';

/** One row of the table. */
export interface Scenario {
  /** What is done to Gloss; at most about 60 characters. Unique together with `where`. */
  name: string;
  /** Where it runs. `node`: without a browser. */
  where: Which | 'node';
  /** Whether it is part of the short run, which belongs to `npm test`. */
  inShort: boolean;
  /** Whether no other scenario may run beside it. */
  isAlone?: boolean;
  /** Whether it judges by the clock. Then, in a whole run, no other scenario runs beside it. */
  isTimed?: boolean;
  run(on: Ground): Promise<void>;
}

/** What a scenario is given. */
export interface Ground {
  tally: Tally;
  /** A short run: a few tries of each kind instead of all. */
  isShort: boolean;
  /** An empty folder, for profiles and files. It is deleted after the scenario. */
  scratch: string;
}

/** How many examples of what was lost or leaked are printed. */
const EXAMPLES = 5;

/** Counts what a scenario has tried, and collects what went wrong. */
export class Tally {
  /** Attacks, or changes under which something was made to fail. */
  tries = 0;
  /** Faults that were injected: processes killed, files damaged, requests refused, hostile messages sent. */
  faults = 0;
  /** Assertions. */
  checked = 0;
  /** Broken promises of integrity: a note lost or changed, a page or Gloss that froze, a deed not asked for. */
  readonly lost: string[] = [];
  /** Broken promises of secrecy: what somebody learned who must not, a script that ran, a request sent. */
  readonly leaked: string[] = [];

  /** Checks that something was kept. `what`: what is lost if `holds` is false. */
  keeps(holds: boolean, what: string): void {
    this.checked++;
    if (!holds) this.lost.push(what);
  }

  /** Checks that something stayed secret. `what`: what has leaked if `holds` is false. */
  hides(holds: boolean, what: string): void {
    this.checked++;
    if (!holds) this.leaked.push(what);
  }

  /** Some of what was lost and leaked, one line each. */
  examples(): string[] {
    const of = (kind: string, all: readonly string[]) => [
      ...all.slice(0, EXAMPLES).map((each) => `${kind}: ${each}`),
      ...(all.length > EXAMPLES ? [`${kind}: ${all.length - EXAMPLES} more`] : []),
    ];
    return [...of('lost', this.lost), ...of('leaked', this.leaked)];
  }
}

/** What `--report` writes, for the programs that run this one. */
export interface Report {
  passed: number;
  failed: number;
  /** Scenarios that did not pass. `found`: whether one of their checks failed. */
  bad: { name: string; where: Scenario['where']; found: boolean }[];
}
