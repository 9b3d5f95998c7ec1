/**
 * Opens the form in which a term of the reader's own is written: a page of Gloss in a small window of its own, so that
 * the web page stays in sight. Nothing is stored before the reader presses a button there.
 */
import { DRAFTS, type FormDraft, formAddress, MOST_DRAFTS } from '../protocol/form-draft';
import { type From, type Handlers, vouchedPage } from '../protocol/requests';
import type { OpenForReader } from './opening';

/** The part of `storage.session` that is used. */
export interface DraftShelf {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
}

/** `open` opens an address of the extension in a small window. */
export function formHandlers(
  shelf: DraftShelf,
  open: (url: string) => Promise<unknown>,
  forReader: OpenForReader,
): Pick<Handlers, 'explain' | 'open-form'> {
  /** Drafts are put on the shelf one after the other: each is a read and a write. */
  let queue: Promise<unknown> = Promise.resolve();
  const put = async (id: string, draft: FormDraft) => {
    const { [DRAFTS]: known } = await shelf.get(DRAFTS);
    const before = Array.isArray(known) ? known.slice(1 - MOST_DRAFTS) : [];
    await shelf.set({ [DRAFTS]: [...before, { id, draft }] });
  };
  const openForm = async (draft: FormDraft) => {
    const id = crypto.randomUUID();
    const placed = queue.then(() => put(id, draft));
    queue = placed.catch(() => undefined);
    await placed;
    await open(formAddress(id));
    return null;
  };
  return {
    'open-form': openForm,
    explain: (asked, from) => forReader(() => openForm(draftOf(asked, from))),
  };
}

/** What a reader says of the selection. The page of the sentence is the one that the browser vouches for. */
function draftOf(asked: Parameters<Handlers['explain']>[0], from: From): FormDraft {
  const { text, lang, sentence, title, canonical, selectors } = asked;
  const address = vouchedPage(from, asked.address);
  if (sentence === undefined || address === undefined) return { text, lang };
  const page = { address, title, ...(canonical !== undefined && { canonical }) };
  return { text, lang, statement: { text: sentence, source: { page, ...(selectors && { selectors }) } } };
}
