/** What instrumented code asks while it runs: whether a mutant is the one on trial, and whether its loop goes round for ever. */

/** The name by which instrumented code finds the switch: a property of `globalThis`. */
export const SWITCH = '__glossMutants';

class Endless extends Error {}

export class Switch {
  /** The mutant on trial; 0 while there is none. */
  active = 0;
  /** By mutant, whether its place was run since `forget`. */
  readonly seen: Uint8Array;
  rounds = 0;
  #most = Number.POSITIVE_INFINITY;
  #until = Number.POSITIVE_INFINITY;
  // The tests may replace the clock.
  readonly #now = performance.now.bind(performance);

  constructor(mutants: number) {
    this.seen = new Uint8Array(mutants + 1);
  }

  is(mutant: number): boolean {
    this.seen[mutant] = 1;
    return this.active === mutant;
  }

  /** One round of a loop. Throws in each round after the last that was granted. */
  round(): void {
    this.rounds++;
    if (this.rounds > this.#most || (this.rounds % 256 === 0 && this.#now() > this.#until)) {
      this.#most = 0;
      throw new Endless('A loop goes round for ever');
    }
  }

  /** Whether rounds were refused since `start`. */
  get isOver(): boolean {
    return this.#most === 0;
  }

  /** Starts anew with that mutant; `rounds` and `ms` are what loops are granted. */
  start(mutant: number, rounds = Number.POSITIVE_INFINITY, ms = Number.POSITIVE_INFINITY): void {
    this.active = mutant;
    this.rounds = 0;
    this.#most = rounds;
    this.#until = this.#now() + ms;
  }

  /** The mutants whose place was run since this was last asked. */
  taken(): number[] {
    const all = [...this.seen.keys()].filter((mutant) => this.seen[mutant] === 1);
    this.seen.fill(0);
    return all;
  }
}
