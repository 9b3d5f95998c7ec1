/** The values of the settings that offer more than on and off, in the order in which they are offered. */

/** Time that the pointer rests on a mention before its card opens, ms. The middle one is the default. */
export const DELAYS = [150, 300, 600] as const;
export type Delay = (typeof DELAYS)[number];

/**
 * Which mentions are marked: each; the first of a term in each block; the first in each section; none until the key
 * Alt is held. Every mention can be hovered, marked or not.
 */
export const STOPS = ['every', 'block', 'section', 'held'] as const;
export type Stop = (typeof STOPS)[number];

/** Sizes of the text of Gloss's own pages and of the card. `src/ui/tokens.css` says how large each is. */
export const SIZES = ['small', 'normal', 'large', 'largest'] as const;

/** Colours of Gloss's own pages and of the card. `system`: as the browser has them. */
export const THEMES = ['system', 'light', 'dark'] as const;
