/**
 * The colours of a passage's highlight, in the order in which the editor offers them. They have a file of
 * their own so that the editor does not load the schemas (valibot).
 */
export const COLOURS = ['yellow', 'green', 'blue', 'pink', 'purple'] as const;
export type Colour = (typeof COLOURS)[number];
