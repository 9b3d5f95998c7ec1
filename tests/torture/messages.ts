/** Malformed and hostile messages, from a page of the extension and from a reader whose page has taken it over. */
import type { Page } from 'puppeteer-core';
import { marksOn, until } from '../../scripts/hovering';
import { ask } from '../e2e/notes';
import { launch, PROSE, serve } from '../e2e/rig';
import { hostileMessages } from '../protocol/hostile-messages';
import { differences, kept } from './kept';
import type { Scenario } from './scenario';

const SECRET = 'zqxjvkwzqx';
/** Messages under way at once, and their size in UTF-16 units of JSON. */
const TOGETHER = 250;
const MOST_SIZE = 20_000_000;

/** Whether a message can be written as JSON: one that is nested too deep cannot, and no browser carries it. */
function isCarried(message: unknown): boolean {
  try {
    return JSON.stringify(message) !== undefined;
  } catch {
    return false;
  }
}

/** Sends messages, and resolves to what the answers and refusals say, as one text. */
const sent = (messages: unknown[]) =>
  `Promise.all(JSON.parse(${JSON.stringify(JSON.stringify(messages))}).map((each) => chrome.runtime.sendMessage(each).then(
    (reply) => JSON.stringify(reply ?? null), ({ message }) => message))).then((all) => all.join('\\n'))`;

/** Parts of a list, each small enough to be sent at once. */
function* parts<T extends { message: unknown }>(messages: readonly T[]): Generator<T[]> {
  let part: T[] = [];
  let size = 0;
  for (const each of messages) {
    size += JSON.stringify(each.message).length;
    if (part.length > 0 && (part.length === TOGETHER || size > MOST_SIZE)) {
      yield part;
      part = [];
      size = 0;
    }
    part.push(each);
  }
  if (part.length > 0) yield part;
}

/** A function that evaluates an expression in the reader's own world, in the top frame of a page. */
async function readerOf(page: Page): Promise<(expression: string) => Promise<string>> {
  const session = await page.createCDPSession();
  const worlds: number[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.auxData?.type === 'isolated' && context.origin.startsWith('chrome-extension:'))
      worlds.push(context.id);
  });
  await session.send('Runtime.enable');
  await until('the reader', async () => worlds.length > 0);
  return async (expression) => {
    const { result } = await session.send('Runtime.evaluate', {
      ...{ expression, contextId: worlds[0], awaitPromise: true, returnByValue: true },
    });
    return String(result.value);
  };
}

const hostile: Scenario = {
  name: 'malformed and hostile messages from a page and a reader',
  where: 'chrome',
  inShort: true,
  async run({ tally, isShort }) {
    const rig = await launch('chrome');
    const other = await serve({ '/secret': PROSE });
    const site = await serve({ '/': PROSE });
    try {
      const own = await rig.openOwn('options.html');
      const target = {
        kind: 'passage' as const,
        page: { address: other.at('/secret'), title: SECRET },
        selectors: { quote: { exact: SECRET, prefix: '', suffix: '' } },
      };
      const id = crypto.randomUUID();
      await ask(own, 'write', { id, target, changes: { text: SECRET, tags: [SECRET] } });
      const page = await rig.open(site.at());
      await marksOn(page);
      const inReader = await readerOf(page);
      const before = await kept(own);
      const all = [...hostileMessages(isShort ? 3_000 : 100_000, 1, [id])].filter(({ message }) =>
        isCarried(message),
      );
      const isOwn = ({ from }: (typeof all)[number]) => from.url?.startsWith('extension:') === true;
      const ofReader = all.filter((each) => !isOwn(each) && each.from.url?.startsWith('https:'));
      const ways: [name: string, messages: typeof all, say: (expression: string) => Promise<string>][] = [
        ['a page of the extension', all.filter(isOwn), (text) => own.evaluate(text) as Promise<string>],
        ['a reader', ofReader, inReader],
      ];
      for (const [name, messages, say] of ways) {
        for (const some of parts(messages)) {
          const answers = await say(sent(some.map(({ message }) => message)));
          tally.tries += some.length;
          tally.faults += some.length;
          tally.hides(!answers.includes(SECRET), `an answer to ${name} has the text of a note`);
        }
        const lines = differences(before, await kept(own));
        tally.keeps(lines.length === 0, `after the messages of ${name}: ${lines.join('; ')}`);
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
};

export const MESSAGES: readonly Scenario[] = [hostile];
