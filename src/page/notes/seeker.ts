/** Searches for the passages of a page whenever `seek-schedule.ts` decides so. */
import { later, unplan } from '../dom/later';
import { inSlices } from '../dom/slices';
import type { Passages } from './passages';
import { type Seeking, type SeekingEvent, step } from './seek-schedule';

export class Seeker {
  readonly #doc: Document;
  readonly #passages: Pick<Passages, 'seek'>;
  readonly #sought: () => void;
  #state: Seeking = { is: 'idle' };
  #rest: ReturnType<typeof setTimeout> | undefined;

  /** `sought` is called after each successful search. */
  constructor(doc: Document, passages: Pick<Passages, 'seek'>, sought: () => void) {
    this.#doc = doc;
    this.#passages = passages;
    this.#sought = sought;
  }

  send(event: SeekingEvent): void {
    const { state, effects } = step(this.#state, event);
    this.#state = state;
    for (const effect of effects) {
      switch (effect.do) {
        case 'seek':
          void this.#seek();
          break;
        case 'rest':
          this.#rest = later(() => this.send({ on: 'rested' }), effect.ms);
          break;
        case 'unrest':
          unplan(this.#rest);
          break;
      }
    }
  }

  async #seek(): Promise<void> {
    let worked = 0;
    try {
      const { body } = this.#doc;
      if (body) ({ worked } = await inSlices(this.#doc, this.#passages.seek(body)));
      this.#sought();
    } catch (error) {
      console.debug('Gloss could not look for the passages of this page.', error);
    } finally {
      this.send({ on: 'sought', worked });
    }
  }
}
