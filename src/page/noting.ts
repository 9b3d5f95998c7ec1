/**
 * Everything about notes that happens on a page: a script of its own, which a page loads when it has passages that notes are on, or with its
 * first selection. It knows where the passages are, and makes highlights; what a note says it never learns.
 */
import type { NotedPassage } from '../platform/messages';
import { native } from '../platform/native';
import type { Approach } from './approach';
import { highlight, type Selected } from './highlighting';
import type { Marks } from './marks';
import { Offer } from './offer';
import type { Colour } from './paint';
import { Passages } from './passages';
import { endOf, isSameSelection, selectedOn } from './selected';
import { inSlices } from './slices';

export interface Noting {
  /** Show the passages that are noted now. `offers`: whether selected text is to be offered to be noted. */
  show(noted: readonly NotedPassage[], offers: boolean): void;
  /** The page has changed: passages may have gone, come or moved. */
  changed(): void;
  /** The user may have selected something. */
  offer(): void;
  /** Highlight what is selected, without more ado; `note`: and open its card, to write. */
  highlight(note: boolean): void;
  stop(): void;
}

/** The page's thread is ours for this share at most, however often it changes. */
const SHARE = 1 / 20;
/** The colour of a highlight for which none was chosen. */
const DEFAULT: Colour = 'yellow';

export function startNoting(doc: Document, marks: Marks, approach: Approach): Noting {
  const passages = new Passages(doc, marks);
  marks.noted = passages;
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
      console.debug('Gloss could not look for the passages of this page.', error);
    } finally {
      seeking = false;
      resting = setTimeout(() => {
        resting = undefined;
        if (again) void seek();
      }, worked / SHARE);
    }
  };
  /** Hovering begins with the first passage. */
  const hear = () => {
    if (hears || passages.size === 0) return;
    hears = true;
    approach.listen();
  };

  const hide = () => {
    off.abort();
    offer.hide();
  };
  const offer = new Offer(doc, (colour) => {
    hide();
    void make(colour ?? DEFAULT, colour === undefined);
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
    if (spot) (await approach.bring()).write(spot, making.id);
  };

  return {
    show: (noted, wanted) => {
      offers = wanted;
      if (!offers) hide();
      if (passages.take(noted)) void seek();
    },
    changed: () => {
      again = true;
      if (resting === undefined) void seek();
    },
    offer: () => {
      // What a click does to the selection is done after it.
      setTimeout(() => {
        const selected = offers ? selectedOn(doc) : undefined;
        if (isSameSelection(selected, offered)) return;
        offered = selected;
        if (selected) show(selected);
        else hide();
      });
    },
    highlight: (note) => {
      hide();
      void make(DEFAULT, note);
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
