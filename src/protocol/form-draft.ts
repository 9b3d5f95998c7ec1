/** What the form of a term begins with, on its way from where it was asked for to the page of the form. */
import type { Asked } from './schema/requests';

/**
 * `text`: the words that were selected, or searched for. `own`: the id of a row that is to be edited. `extends`: the
 * term of another digest that is to be added to. `statement`: a sentence that is offered, with its page. `adds`: what
 * the reader wants to add, so that the form shows it.
 */
export type FormDraft = Asked<'open-form'>;

/** Where drafts wait in the browser's memory (`storage.session`): the newest last, as `{ id, draft }`. */
export const DRAFTS = 'form drafts';
/** Most drafts that wait. The oldest one goes when another comes. */
export const MOST_DRAFTS = 20;

/** Address of the form. */
export const formAddress = (draft: string): string => `/term.html?draft=${encodeURIComponent(draft)}`;
