import * as v from 'valibot';
import { defineBackground } from 'wxt/utils/define-background';
import { Digest, lexicon } from '../src/digest/schema';
import { openDigestStore } from '../src/digest/store';
import { find, mayMention } from '../src/mentions/find';
import { compileIndex, type MentionIndex, openIndex } from '../src/mentions/index';
import { browser } from '../src/platform/extension';
import { dispatcher, letterFrom, type Order } from '../src/platform/messages';
import { libraryAddress } from '../src/ui/address';

/** Which command of the keyboard is which order to the reader. */
const ORDERS: Record<string, Order['order']> = {
  'next-mention': 'next',
  'previous-mention': 'previous',
  'open-mention': 'open',
};

export default defineBackground(() => {
  const store = openDigestStore({
    bundledHash: __DIGEST_HASH__,
    bundled: async () => {
      const response = await fetch('/digest.json');
      return v.parse(Digest, await response.json());
    },
    onProblem: (error) => console.warn('Gloss: the cache of the digest', error),
  });

  let opened: Promise<MentionIndex> | undefined;
  const index = () => {
    opened ??= store
      .index(browser.runtime.getManifest().version, (terms) => compileIndex(lexicon(terms)))
      .then(openIndex);
    return opened;
  };

  browser.runtime.onMessage.addListener(
    dispatcher({
      ask: async ({ text }) => mayMention(await index(), text),
      scan: async ({ blocks, lang, evidence }) => find(await index(), blocks, { lang, evidence }),
      card: async ({ term }) => (await store.card(term)) ?? null,
      documents: () => store.documents(),
      document: async ({ id }) => {
        const [documents, passages] = await Promise.all([store.documents(), store.passages(id)]);
        const document = documents.find((each) => each.id === id);
        return document ? { document, passages } : null;
      },
      open: async ({ passage }) => {
        await browser.tabs.create({ url: libraryAddress(passage) });
        return null;
      },
    }),
  );

  browser.runtime.onMessage.addListener((message: unknown, { tab }) => {
    const letter = letterFrom(message);
    if (letter && tab?.id !== undefined) browser.tabs.sendMessage(tab.id, letter).catch(() => undefined);
    return undefined;
  });

  browser.action.onClicked.addListener(() => {
    void browser.tabs.create({ url: libraryAddress() });
  });

  browser.commands.onCommand.addListener(async (name) => {
    const order = ORDERS[name];
    const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
    // A tab without a reader (the browser's own pages) has nobody to obey.
    if (order && tab?.id !== undefined) await browser.tabs.sendMessage(tab.id, { order }).catch(() => undefined);
  });

  // The answers do not wait for it: they come from the bundled digest until the cache is good.
  void store.ready();
});
