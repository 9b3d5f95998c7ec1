/** What the form was opened with, and the row that it is about. */
import * as v from 'valibot';
import type { OwnTerm } from '../../notes/own/schema';
import { browser, send } from '../../protocol/extension';
import { DRAFTS, type FormDraft } from '../../protocol/form-draft';
import { REQUESTS } from '../../protocol/schema/requests';

const Waiting = v.array(v.object({ id: v.string(), draft: REQUESTS['open-form'] }));

/** What the form begins with. `row`: the term as it is stored, if there is one. */
export interface Begun {
  draft: FormDraft;
  row: OwnTerm | undefined;
}

/** The draft that the address names, an empty one where it is not there any more; and its row. */
export async function begun(search: string): Promise<Begun> {
  const id = new URLSearchParams(search).get('draft');
  const { [DRAFTS]: value } = await browser.storage.session.get(DRAFTS);
  const waiting = v.safeParse(Waiting, value);
  const draft = (waiting.success && waiting.output.find((each) => each.id === id)?.draft) || {};
  return { draft, row: await rowOf(draft) };
}

async function rowOf({ own, extends: of }: FormDraft): Promise<OwnTerm | undefined> {
  if (own !== undefined) return (await send('own-terms', { id: own })).terms[0];
  if (of === undefined) return undefined;
  const { terms } = await send('own-terms', { term: of.term });
  return terms.find((term) => term.extends === of.term);
}
