/**
 * Everything about notes that happens on a page: a script of its own, which a page loads when it has passages that notes are on, or with its
 * first selection. It knows where the passages are, and makes highlights; what a note says it never learns.
 */
import { native, send } from '../../protocol/native';
import { canonicalOf } from '../dom/itself';
import { later } from '../dom/later';
import { inSlices } from '../dom/slices';
import type { Marks } from '../marks/marks';
import type { Hoverable, Noting } from '../on-demand';
import { highlight, type Selected } from './highlighting';
import { Offer } from './offer';
import type { Colour } from './paint';
import { Passages } from './passages';
import { endOf, isSameSelection, selectedOn } from './selected';

/** The page's thread is ours for this share at most, however often it changes. */
const SHARE = 1 / 20;
/** The colour of a highlight for which none was chosen. */
const DEFAULT: Colour = 'yellow';

const failed = (error: unknown) => console.debug('Gloss could not follow the notes of this page.', error);

/** `isPaused`: whether the user paused Gloss on the site. `unanswered` hears of it when the background cannot be asked. */
export function startNoting(
  doc: Document,
  marks: Marks,
  hoverable: Hoverable,
  isPaused: () => boolean,
  unanswered: (error: unknown) => void,
): Noting {
  const passages = new Passages(doc, marks);
  marks.noted = passages;
  /** Whether selected text is to be offered to be noted. */
  let offers = false;
  /** What the bar was last shown for: dismissed once, it stays away. */
  let offered: Selected | undefined;
  let off = new AbortController();
  let hears = false;

  /** Whether the passages are looked for; whether they are to be, when the page has had its thread for long enough. */
  let seeking = false;
  let again = false;
  let resting: ReturnType<typeof setTimeout> | undefined;
  const seek = async () => {
    again = true;
    if (seeking) return;
    clearTimeout(resting);
    seeking = true;
    again = false;
    let worked = 0;
    try {
      if (doc.body) ({ worked } = await inSlices(doc, passages.seek(doc.body)));
      hear();
    } catch (error) {
      failed(error);
    } finally {
      seeking = false;
      resting = later(() => {
        resting = undefined;
        if (again) void seek();
      }, worked / SHARE);
    }
  };
  /** Hovering begins with the first passage. */
  const hear = () => {
    if (hears || passages.size === 0) return;
    hears = true;
    hoverable.listen();
  };

  const hide = () => {
    off.abort();
    offer.hide();
  };
  const offer = new Offer(doc, (colour) => {
    hide();
    make(colour ?? DEFAULT, colour === undefined).catch(failed);
  });
  const show = (selected: Selected, said?: string) => {
    const end = endOf(doc, selected);
    if (!end) return hide();
    offer.show(selected.endContainer, end.box, end.backward, said);
    off.abort();
    off = new AbortController();
    const listen = <K extends keyof WindowEventMap>(name: K, hear: (event: WindowEventMap[K]) => void) =>
      doc.defaultView?.addEventListener(name, hear, { capture: true, signal: off.signal });
    listen('pointerdown', ({ target }) => offer.owns(target) || hide());
    listen('keydown', (event) => {
      if (event.key !== 'Escape' || event.isComposing) return;
      // Only the bar goes: not the page's dialog under it.
      event.preventDefault();
      event.stopImmediatePropagation();
      hide();
    });
    for (const name of ['scroll', 'resize'] as const)
      listen(name, () => {
        const now = endOf(doc, selected);
        if (now) offer.place(now.box);
        else hide();
      });
    doc.addEventListener(
      'selectionchange',
      () => {
        if (!isSameSelection(selectedOn(doc), selected)) hide();
      },
      { signal: off.signal },
    );
  };
  const make = async (colour: Colour, note: boolean) => {
    const selected = selectedOn(doc);
    if (!selected) return;
    const making = await highlight(doc, passages, selected, colour);
    if ('refused' in making) {
      const said = native.i18n.getMessage(`offer_${making.refused}` as never);
      if (isSameSelection(selectedOn(doc), selected)) show(selected, said);
      return;
    }
    hear();
    offered = undefined;
    if (isSameSelection(selectedOn(doc), selected)) doc.getSelection()?.removeAllRanges();
    const spot = note && passages.first(making.id);
    if (spot) (await hoverable.bring()).write(spot, making.id);
  };

  const refresh = async () => {
    try {
      const told = await send('passages', canonicalOf(doc));
      const paused = isPaused();
      offers = told.offers && !paused;
      if (!offers) hide();
      if (passages.take(paused ? [] : told.passages)) void seek();
    } catch (error) {
      unanswered(error);
    }
  };
  let told = refresh();

  return {
    refresh: () => {
      told = refresh();
    },
    changed: () => {
      again = true;
      if (resting === undefined) void seek();
    },
    offer: async () => {
      await told;
      // What a click does to the selection is done after it.
      later(() => {
        const selected = offers ? selectedOn(doc) : undefined;
        if (isSameSelection(selected, offered)) return;
        offered = selected;
        if (selected) show(selected);
        else hide();
      }, 0);
    },
    highlight: (note) => {
      hide();
      make(DEFAULT, note).catch(failed);
    },
    stop: () => {
      clearTimeout(resting);
      again = false;
      hide();
      offer.stop();
      passages.stop();
      marks.noted = undefined;
    },
  };
}
