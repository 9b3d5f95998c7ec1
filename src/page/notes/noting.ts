/**
 * The script for notes on a page. A page loads it if it has passages with notes, and at its first selection.
 * It knows where the passages are, and makes highlights. It never learns what a note says.
 */

import { LOOKED_UP } from '../../protocol/limits';
import type { NotedPassage } from '../../protocol/messages';
import { native, send } from '../../protocol/native';
import { addressesOf } from '../dom/itself';
import { later } from '../dom/later';
import { isText, textIn } from '../dom/nodes';
import type { Marks } from '../marks/marks';
import type { Hoverable, Noting } from '../on-demand';
import { citedExcerpt, copy, excerptOf } from './copying';
import { explain } from './explaining';
import { highlight } from './highlighting';
import type { Deed } from './offer';
import { Offering } from './offering';
import { type Colour, Paint } from './paint';
import { Passages } from './passages';
import { Seeker } from './seeker';
import { isSameSelection, type Selected, selectedOn } from './selected';
import { wordsOf } from './words';

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
 * `attend` loads the attending script if necessary. `isPaused`: whether the user paused Gloss on the site.
 * `unanswered` is called when a request to the background fails.
 */
export function startNoting(
  doc: Document,
  marks: Marks,
  attend: (work: (hoverable: Hoverable) => void) => void,
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
    attend((hoverable) => hoverable.listen());
  };
  const seeker = new Seeker(doc, passages, hear);
  const offering = new Offering(doc, (deed) => {
    act(deed).catch(failed);
  });

  marks.offers = () => offering.isShown;
  marks.asksForBar = () => offering.ask(isPaused() ? undefined : selectedOn(doc));

  const act = async (deed: Deed) => {
    const selected = selectedOn(doc);
    /** Says something in the place of the bar. */
    const say = (on: 'refused' | 'copied', name: string) => {
      if (!selected) return;
      const word = native.i18n.getMessage(name as never);
      const now = selectedOn(doc);
      if (on === 'copied') offering.send({ on, copied: selected, selected: now, word });
      else offering.send({ on, refused: selected, selected: now, word });
    };
    switch (deed.do) {
      case 'highlight':
        return make(deed.colour, false);
      case 'note':
        return make(DEFAULT, true);
      case 'copy':
        return (await copy(doc, citedExcerpt(excerptOf(doc, await wordsOf(doc, selected)), deed.as)))
          ? say('copied', 'offer_copied')
          : say('refused', 'offer_notCopied');
      case 'look-up': {
        const text = (await wordsOf(doc, selected)).trim().slice(0, LOOKED_UP).toWellFormed();
        return void (await send('look-up', { text }).catch(() => say('refused', 'offer_notLookedUp')));
      }
      case 'explain':
        return void (await explain(doc, selected).catch(() => say('refused', 'offer_notExplained')));
      case 'barless': {
        const { address } = addressesOf(doc);
        return void (await send('barless', { address }).catch(() => say('refused', 'offer_notBarless')));
      }
    }
  };

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
    if (!spot) return;
    attend((hoverable) => hoverable.bring().then((hovering) => hovering.write(spot, making.id), failed));
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
  /** Whether the last press was the second of a double click. */
  let isDouble = false;

  return {
    refresh: () => {
      told = refresh();
    },
    changed: () => seeker.send({ on: 'changed' }),
    offer: async (type) => {
      // A double click is told after the press that ends it, and before the timer below.
      isDouble ||= type === 'dblclick';
      await told;
      // The browser applies a click's change to the selection after the event.
      later(() => {
        const selected = offers ? selectedOn(doc) : undefined;
        const isWord = isDouble && selected && isPlainWord(selected, marks);
        isDouble = false;
        offering.send({ on: 'released', selected, ...(isWord && { isWord }) });
      }, 0);
    },
    obey: (order) => {
      offering.send({ on: 'dismiss' });
      const work = order.order === 'explain' ? act({ do: 'explain' }) : make(DEFAULT, order.note);
      work.catch(failed);
    },
    stop: () => {
      seeker.send({ on: 'stop' });
      offering.stop();
      passages.stop();
      marks.noted = undefined;
      marks.asksForBar = undefined;
    },
  };
}

/** Whether a selection is one word that is no mention of a term. */
export function isPlainWord(selected: Selected, marks: Pick<Marks, 'at'>): boolean {
  const { startContainer, startOffset, endContainer, endOffset } = selected;
  if (startContainer !== endContainer || !isText(startContainer)) return false;
  const spot = marks.at(startContainer, startOffset + 1);
  return spot?.term === undefined && !/\s\S/.test(textIn(startContainer, startOffset, endOffset));
}
