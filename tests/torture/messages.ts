/** Malformed and hostile messages, from a page of the extension and from a reader whose page has taken it over. */
import type { Which } from '../../scripts/browsers';
import { marksOn, until } from '../../scripts/hovering';
import { MOST_OPEN } from '../../src/background/opening';
import { bundle } from '../bench/bundle';
import { ask } from '../e2e/notes';
import { type Reader, readerOf } from '../e2e/readers';
import { launch, PROSE, serve } from '../e2e/rig';
import { differences, kept } from './kept';
import type { Ground, Scenario } from './scenario';
import type { Sent, Share } from './sender';

const SECRET = 'zqxjvkwzqx';
const SECRET_ID = 'ffffffff-0000-4000-8000-000000000001';
/**
 * Closes all pages of Gloss but the one where it runs, as a person would, and resolves to how many there were. The
 * browser brings each message to each of them, which takes its time.
 */
const CLOSE_OTHERS = `(async ({ tabs, runtime }) => {
  const here = await tabs.getCurrent();
  const others = (await tabs.query({ url: runtime.getURL('*') })).filter(({ id }) => id !== here.id);
  await tabs.remove(others.map(({ id }) => id));
  return others.length;
})(globalThis.browser ?? chrome)`;
/** Messages between two looks at what is stored. */
const BETWEEN = 2_000;

/** Rounds of messages: many short ones, and a few of the largest that a browser carries in reasonable time. */
const rounds = (isShort: boolean): Pick<Share, 'count' | 'seed' | 'longest' | 'together'>[] => [
  { count: isShort ? 150 : 400, seed: 2, longest: 10_000_000, together: 4 },
  { count: isShort ? 4_000 : 112_000, seed: 1, longest: 0, together: 100 },
];

/** Sends all messages of a sender. `look` is called now and then, and in the end. */
async function sendAll(
  sender: Reader,
  share: Share,
  { tally }: Pick<Ground, 'tally'>,
  look: () => Promise<void>,
): Promise<void> {
  const who = share.by === 'own' ? 'a page of the extension' : 'a reader';
  await sender.evaluate(`hostileSender.begin(${JSON.stringify(share)})`);
  let refused = 0;
  for (let isDone = false; !isDone; ) {
    const sent = await sender.evaluate<Sent>(`hostileSender.send(${BETWEEN})`);
    isDone = sent.isDone;
    refused += sent.refused;
    tally.tries += sent.sent;
    tally.faults += sent.sent;
    tally.hides(sent.leaks.length === 0, `an answer to ${who} has the text of a note: ${sent.leaks[0]}`);
    tally.keeps(sent.taken.length === 0, `a message of ${who} was not refused: ${sent.taken[0]}`);
    await look();
  }
  tally.keeps(refused > 0, `no message of ${who} was refused`);
}

const hostile = (where: Which): Scenario => ({
  name: 'malformed and hostile messages from a page and a reader',
  where,
  inShort: true,
  async run({ tally, isShort }) {
    const rig = await launch(where);
    const other = await serve({ '/secret': PROSE });
    const site = await serve({ '/': PROSE });
    try {
      const own = await rig.openOwn('options.html');
      const passage = {
        kind: 'passage' as const,
        page: { address: other.at('/secret'), title: SECRET },
        selectors: { quote: { exact: SECRET, prefix: '', suffix: '' } },
      };
      const changes = { text: `${SECRET} the forum`, tags: [SECRET] };
      await ask(own, 'write', { id: SECRET_ID, target: passage, changes });
      await ask(own, 'write', { id: crypto.randomUUID(), target: { kind: 'term', term: 'igf' }, changes });
      const page = await rig.open(site.at());
      await marksOn(page);
      const reader = await readerOf(rig, page);
      // Otherwise, the background would take the day's first backup meanwhile.
      await ask(own, 'take-backup', null);
      await until('the second copy', () =>
        own.evaluate(
          `(globalThis.browser ?? chrome).storage.local.get('copy').then(({ copy }) => copy?.whole === true && copy.rows.notes === 2)`,
        ),
      );
      tally.tries++;
      const stored = await reader.evaluate<string>(
        `(globalThis.browser ?? chrome).storage.local.get(null).then(JSON.stringify, String)`,
      );
      tally.hides(!stored.includes(SECRET), 'a reader can read the second copy');
      const before = await kept(own);
      const look = async () => {
        const lines = differences(before, await kept(own));
        tally.keeps(lines.length === 0, `after hostile messages: ${lines.join('; ')}`);
        const opened = Number(await own.evaluate(CLOSE_OTHERS));
        tally.keeps(opened <= MOST_OPEN, `a reader has opened ${opened} pages of Gloss`);
      };
      const senders = { own: { evaluate: (text: string) => own.evaluate(text) as Promise<never> }, reader };
      const script = await bundle('../torture/sender.ts');
      for (const by of ['own', 'reader'] as const) {
        await senders[by].evaluate(`(() => { ${script} })()`);
        for (const round of rounds(isShort))
          await sendAll(senders[by], { ...round, by, known: [SECRET_ID], secret: SECRET }, { tally }, look);
      }
      const next = await rig.open(site.at());
      const isMarked = await marksOn(next).then(
        () => true,
        () => false,
      );
      tally.keeps(isMarked, 'no page is marked after the messages');
    } finally {
      site.close();
      other.close();
      await rig.close();
    }
  },
});

export const MESSAGES: readonly Scenario[] = [hostile('chrome'), hostile('firefox')];
