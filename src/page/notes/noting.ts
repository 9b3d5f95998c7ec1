/**
 * The script for notes on a page. A page loads it if it has passages with notes, and at its first selection.
 * It knows where the passages are, and makes highlights. It never learns what a note says.
 */
import type { NotedPassage } from '../../protocol/messages';
import { native, send } from '../../protocol/native';
import { addressesOf } from '../dom/itself';
import { later } from '../dom/later';
import type { Marks } from '../marks/marks';
import type { Hoverable, Noting } from '../on-demand';
import { highlight } from './highlighting';
import { Offering } from './offering';
import { type Colour, Paint } from './paint';
import { Passages } from './passages';
import { Seeker } from './seeker';
import { isSameSelection, selectedOn } from './selected';

/** The colour of a highlight if the user chose none. */
const DEFAULT: Colour = 'yellow';

/** The background's answer about a page. */
interface Told {
  passages: NotedPassage[];
  /** Whether the bar is offered beside selected text. */
  offers: boolean;
}

/** The part of the answer that is shown: nothing on a site that the user paused. */
export function shownOf(told: Told, isPaused: boolean): Told {
  return isPaused ? { passages: [], offers: false } : told;
}

const failed = (error: unknown) => console.debug('Gloss could not follow the notes of this page.', error);

/**
 * `isPaused`: whether the user paused Gloss on the site. `unanswered` is called when a request to the
 * background fails.
 */
export function startNoting(
  doc: Document,
  marks: Marks,
  hoverable: Hoverable,
  isPaused: () => boolean,
  unanswered: (error: unknown) => void,
): Noting {
  const passages = new Passages(marks, new Paint(doc));
  marks.noted = passages;
  let hears = false;
  /** Starts listening to the pointer with the first passage. */
  const hear = () => {
    if (hears || passages.size === 0) return;
    hears = true;
    hoverable.listen();
  };
  const seeker = new Seeker(doc, passages, hear);
  const offering = new Offering(doc, (colour) => {
    make(colour ?? DEFAULT, colour === undefined).catch(failed);
  });

  marks.offers = () => offering.isShown;

  const make = async (colour: Colour, note: boolean) => {
    const selected = selectedOn(doc);
    if (!selected) return;
    const making = await highlight(doc, passages, selected, colour);
    const now = selectedOn(doc);
    if ('refused' in making) {
      const word = native.i18n.getMessage(`offer_${making.refused}` as never);
      offering.send({ on: 'refused', refused: selected, selected: now, word });
      return;
    }
    hear();
    offering.send({ on: 'made' });
    if (isSameSelection(now, selected)) doc.getSelection()?.removeAllRanges();
    const spot = note && passages.first(making.id);
    if (spot) (await hoverable.bring()).write(spot, making.id);
  };

  /** Whether the bar is offered beside selected text. */
  let offers = false;
  const refresh = async () => {
    try {
      const shown = shownOf(await send('passages', addressesOf(doc)), isPaused());
      offers = shown.offers;
      if (!offers) offering.send({ on: 'dismiss' });
      if (passages.take(shown.passages)) seeker.send({ on: 'wanted' });
    } catch (error) {
      unanswered(error);
    }
  };
  let told = refresh();

  return {
    refresh: () => {
      told = refresh();
    },
    changed: () => seeker.send({ on: 'changed' }),
    offer: async () => {
      await told;
      // The browser applies a click's change to the selection after the event.
      later(() => offering.send({ on: 'released', selected: offers ? selectedOn(doc) : undefined }), 0);
    },
    highlight: (note) => {
      offering.send({ on: 'dismiss' });
      make(DEFAULT, note).catch(failed);
    },
    stop: () => {
      seeker.send({ on: 'stop' });
      offering.stop();
      passages.stop();
      marks.noted = undefined;
    },
  };
}
