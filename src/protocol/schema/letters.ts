/** Letters, and the orders that readers give: what the background passes on between the frames of a tab. */
import * as v from 'valibot';
import { LANG, SENTENCE, WORDS } from '../limits';
import { MOST_REASONS, Reason } from './evidence';
import { Address, count, Finite, Id, list, strict, text, Uuid } from './shapes';

/** CSS px. */
const Length = v.pipe(Finite, v.minValue(0), v.maxValue(1e6));
/** Numbers the hovers of a page: a reply about an earlier turn is stale. */
const turn = count();
/** A frame as the browser numbers it: 0 is the top frame of a tab. */
const FrameId = count();

/** From the reader to its popover. */
export const ToPopover = v.variant('kind', [
  /** Show a term, or the notes on a passage, or both. */
  strict({
    kind: v.literal('show'),
    turn,
    term: v.optional(Id),
    /** Ids of the notes on the passage. */
    notes: list(Uuid, 10_000),
    /** CSS px. */
    width: Length,
    /** The reasons for the mark, none where the form has one sense only. */
    why: list(Reason, MOST_REASONS),
    /** The words of the mention, and their language as the page says it. */
    words: v.optional(text(WORDS)),
    lang: v.optional(text(LANG)),
    /** The sentence that it stands in, and the title of the page, as the reader says them. */
    sentence: v.optional(v.pipe(text(SENTENCE), v.nonEmpty())),
    title: v.optional(text(2_000)),
  }),
  /** Take the keyboard focus. `note`: id of the note whose editor is to have it. */
  strict({ kind: v.literal('focus'), note: v.optional(Uuid) }),
  /** The card is hidden, and the user wrote in it: its editors close. */
  strict({ kind: v.literal('hidden') }),
  /** Whether something of the page lies over the card. Only where the browser does not tell the frame. */
  strict({ kind: v.literal('sight'), clear: v.boolean() }),
  /** The card was moved. A press that was on its way was meant for something else. */
  strict({ kind: v.literal('moved') }),
  /** The keyboard left the editor unasked. `taken`: the page has it now; otherwise it is somewhere else. */
  strict({ kind: v.literal('keyboard'), taken: v.boolean() }),
]);
export type ToPopover = v.InferOutput<typeof ToPopover>;

/** From the popover to its reader. */
export const FromPopover = v.variant('kind', [
  /** The frame is loaded and listens. */
  strict({ kind: v.literal('ready') }),
  /** The card of that turn is drawn, and wants this size (CSS px). */
  strict({ kind: v.literal('drawn'), turn, width: Length, height: Length }),
  /**
   * The keyboard focus entered an editor of the card (true) or left it (false). While it is there, a pointer
   * that leaves closes nothing. `typing`: it is in a field of the editor, not on a button.
   */
  strict({ kind: v.literal('held'), held: v.boolean(), typing: v.boolean() }),
  /** The keyboard left the frame while the user was typing in it. */
  strict({ kind: v.literal('lost') }),
  /** Something lies over the card. */
  strict({ kind: v.literal('covered') }),
  /** The user closes the card (Escape, or the close button). */
  strict({ kind: v.literal('close') }),
]);
export type FromPopover = v.InferOutput<typeof FromPopover>;

/** Known only to one reader and the frame that it made, so that each side knows whose letter it is. */
const secret = text(100);

/**
 * A letter on its way. Both sides send it to the background, which passes it on to the one frame that it is
 * for: in Firefox, a frame inside a page has no `tabs` API, and hears only what the background sends to it.
 *
 * `frame`: the other frame of the same tab. In a letter that is sent, the one that it is for; in a letter
 * that arrives, the one that it comes from, as the browser says it.
 */
export const Letter = v.variant('to', [
  strict({
    to: v.literal('popover'),
    frame: FrameId,
    secret,
    message: ToPopover,
    /**
     * Address of the page that is in front of the reader. In a letter that is sent, in the reader's own word; in one
     * that arrives, within what the browser vouches for.
     */
    page: v.optional(Address),
  }),
  strict({ to: v.literal('reader'), frame: FrameId, secret, message: FromPopover }),
]);
export type Letter = v.InferOutput<typeof Letter>;

/**
 * From a reader to all readers of its tab. `escapable`: my card is open, and Escape closes it. `close`:
 * Escape was pressed.
 */
export const RelayedOrder = strict({ order: v.picklist(['escapable', 'close']) });
export type RelayedOrder = v.InferOutput<typeof RelayedOrder>;
