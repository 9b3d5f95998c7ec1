import * as v from 'valibot';
import { defineBackground } from 'wxt/utils/define-background';
import { i18n } from '#i18n';
import { dataHandlers } from '../src/background/data';
import { offerEntries } from '../src/background/menu';
import { noteHandlers } from '../src/background/notes';
import { tellNotes } from '../src/background/notices';
import { placeOf, suggestionsOf } from '../src/background/omnibox';
import { PendingWrites } from '../src/background/pending';
import { clearBadges, showBadge, showPaused } from '../src/background/toolbar';
import { NotesUpkeep } from '../src/background/upkeep';
import { Digest, lexicon } from '../src/digest/schema';
import { openDigestStore } from '../src/digest/store';
import { findCandidates } from '../src/mentions/candidates';
import { find } from '../src/mentions/find';
import { compileIndex, type MentionIndex, openIndex } from '../src/mentions/index';
import { warmUp } from '../src/mentions/warm-up';
import { Corrections } from '../src/notes/corrections';
import { NotesDatabase } from '../src/notes/database';
import { NotedPages } from '../src/notes/noted';
import { briefs } from '../src/notes/overview';
import type { CorrectedVerdict } from '../src/notes/rows';
import type { Note } from '../src/notes/schema';
import { Notes } from '../src/notes/store';
import { libraryAddress, notesAddress, queryAddress, termAddress } from '../src/protocol/address';
import { browser } from '../src/protocol/extension';
import { letterFrom } from '../src/protocol/letters';
import { type Order, relayedOrder } from '../src/protocol/orders';
import { dispatcher, pageOf } from '../src/protocol/requests';
import { buildIndex } from '../src/search/build';
import { type Counts, withNotes } from '../src/search/combine';
import { digestEntries } from '../src/search/digest-entries';
import { formatOf } from '../src/search/layout';
import { NoteIndexDatabase } from '../src/search/note-index';
import { NoteSearch } from '../src/search/note-search';
import { SearchIndex } from '../src/search/search';
import { DEFAULTS, SettingsStore } from '../src/settings/settings';
import { isPaused, siteOf } from '../src/settings/site';

/** Which command of the keyboard is which order to the reader. */
const ORDERS: Record<string, Order> = {
  'next-mention': { order: 'next' },
  'previous-mention': { order: 'previous' },
  'open-mention': { order: 'open' },
  highlight: { order: 'highlight', note: false },
  'highlight-note': { order: 'highlight', note: true },
};

/** ms after a start until what finds mentions is made faster: the page that woke this background has its answers by then. */
const WARM_UP_AFTER = 300;
/** ms after a start until the cache is checked; a background without work is stopped after 30 s. */
const UPKEEP_AFTER = 2_000;

export default defineBackground(() => {
  const store = openDigestStore({
    bundledHash: __DIGEST_HASH__,
    bundled: async () => {
      const response = await fetch('/digest.json');
      return v.parse(Digest, await response.json());
    },
    onProblem: (error) => console.warn('Gloss: the cache of the digest', error),
  });

  const notesDatabase = new NotesDatabase();
  const notes = new Notes(notesDatabase);
  const noted = new NotedPages(notesDatabase);
  const upkeep = new NotesUpkeep(notesDatabase, (error) =>
    console.warn('Gloss: the backup of the notes', error),
  );
  const notesChanged = (changed: Note[], repaint: boolean) => {
    noteSearch.changed(changed);
    tellNotes(changed, repaint);
    upkeep.soon();
  };
  const corrections = new Corrections(notesDatabase);
  /** What the user said of terms on that page. A page is read all the same when it cannot be told. */
  const correctionsOn = async (page: string) => {
    try {
      return await corrections.on(page);
    } catch (error) {
      console.warn('Gloss: the corrections', error);
      return new Map<string, CorrectedVerdict>();
    }
  };

  const settings = new SettingsStore();
  /** A page is read, and its number shown, where the settings cannot be told. */
  const settingsNow = async () => {
    try {
      return await settings.get();
    } catch (error) {
      console.warn('Gloss: the settings', error);
      return DEFAULTS;
    }
  };

  const mayBeNoted = async (page: string) => {
    try {
      return await noted.may({ address: page });
    } catch (error) {
      console.warn('Gloss: the notes', error);
      return false;
    }
  };

  let opened: Promise<MentionIndex> | undefined;
  const index = () => {
    opened ??= store
      .index(browser.runtime.getManifest().version, (terms) => compileIndex(lexicon(terms)))
      .then(openIndex)
      .catch((error) => {
        opened = undefined; // The next page asks for it anew.
        throw error;
      });
    return opened;
  };

  const format = formatOf(browser.runtime.getManifest().version);
  let searching: Promise<SearchIndex> | undefined;
  const search = () => {
    searching ??= store
      .searchIndex(format, (content) => buildIndex(digestEntries(content), pause))
      .then((bytes) => new SearchIndex(bytes));
    searching.catch(() => {
      searching = undefined;
    });
    return searching;
  };

  const labels = async (terms: string[]) => {
    const found = await Promise.all(terms.map((id) => store.term(id)));
    return Object.fromEntries(found.flatMap((term) => (term ? [[term.id, term.label]] : [])));
  };
  const noteSearch = new NoteSearch({
    notes: notesDatabase,
    kept: new NoteIndexDatabase(),
    format: `${format} ${__DIGEST_HASH__}`,
    labels,
    pause,
    onProblem: (error) => console.warn('Gloss: the index of the notes', error),
  });
  const searchNotes = async (query: string, limit: number, beside: Counts) => {
    try {
      return { any: await noteSearch.ready(), found: await noteSearch.search(query, limit, beside) };
    } catch (error) {
      console.warn('Gloss: the notes', error);
      return { any: true, found: null }; // What is in the digest is found all the same.
    }
  };
  const searchAll = async (query: string, limit: number) => {
    const [digest, any] = await Promise.all([search(), noteSearch.ready().catch(() => true)]);
    const results = digest.search(query, limit);
    return any ? withNotes(results, (await searchNotes(query, limit, digest.counts(query))).found) : results;
  };

  const answers = noteHandlers(notes, noted, async () => (await settingsNow()).offers, notesChanged);
  const pending = new PendingWrites(
    browser.storage.session,
    (request) => answers.write(request, {}),
    (error) => console.warn('Gloss: a note that was laid down', error),
  );
  // What an earlier background was asked and did not hear.
  pending.soon();
  browser.storage.session.onChanged.addListener(() => pending.soon());

  browser.runtime.onMessage.addListener(
    dispatcher(
      {
        marked: async ({ terms }, { tab, frameId }) => {
          if (tab?.id === undefined || frameId === undefined) return null;
          if (frameId !== 0) {
            const order: Order = { order: 'add', frame: frameId, terms };
            await browser.tabs.sendMessage(tab.id, order, { frameId: 0 });
          } else if ((await settingsNow()).badge) await showBadge(tab.id, terms.length);
          return null;
        },
        ask: async ({ texts, evidence, begins }, from) => {
          // All at once: a background that has just woken reads three databases for its first answer.
          const opening = index();
          opening.catch(() => undefined); // A paused page does not wait for it.
          const saying = correctionsOn(pageOf(from));
          const noted = begins ? mayBeNoted(pageOf(from)) : undefined;
          const paused = begins && isPaused(await settingsNow(), begins.top || pageOf(from));
          const wanted = new Set(
            [...(await saying)].flatMap(([term, kind]) => (kind === 'always' ? [term] : [])),
          );
          const found = paused ? null : findCandidates(await opening, texts, evidence, wanted);
          // The page goes before the button.
          if (begins && from.frameId === 0 && from.tab?.id !== undefined)
            void showPaused(from.tab.id, !found);
          return found && (await noted) ? { ...found, noted: true } : found;
        },
        scan: async ({ blocks, lang, evidence }, from) => {
          const found = find(await index(), blocks, { lang, evidence });
          const said = await correctionsOn(pageOf(from));
          const mentions = found.mentions.flatMap((mention) => {
            const verdict = said.get(mention.term);
            if (verdict === 'never') return [];
            // Settled by the user: no group of the page's evidence revises it.
            return verdict === 'always' ? [{ ...mention, shown: true, group: undefined }] : [mention];
          });
          return { ...found, mentions };
        },
        card: async ({ term }) => (await store.card(term)) ?? null,
        documents: () => store.documents(),
        document: async ({ id }) => {
          const [documents, passages] = await Promise.all([store.documents(), store.passages(id)]);
          const document = documents.find((each) => each.id === id);
          return document ? { document, passages } : null;
        },
        open: async ({ passage, term, note }) => {
          await browser.tabs.create({
            url:
              note !== undefined
                ? notesAddress(note)
                : term === undefined
                  ? libraryAddress(passage)
                  : termAddress(term),
          });
          return null;
        },
        search: ({ query, limit }) => searchAll(query, limit),
        briefs: (of) => briefs(notesDatabase, of),
        'search-notes': ({ query, limit, beside }) => searchNotes(query, limit, beside),
        'find-notes': ({ query, known }) => noteSearch.find(query, known),
        corrections: async () => {
          const listed = await corrections.list();
          return Promise.all(
            listed.map(async (correction) => ({
              correction,
              label: (await store.term(correction.term))?.label ?? correction.term,
            })),
          );
        },
        correct: async ({ term, scope, page, kind }) => {
          const { id } = await corrections.add(term, scope, page, kind);
          await rescanAll();
          return { id };
        },
        uncorrect: async ({ id }) => {
          await corrections.remove(id);
          await rescanAll();
          return null;
        },
        labels: ({ terms }) => labels(terms),
        site: async ({ page }) => {
          const site = siteOf(page);
          return site === undefined ? null : { site, paused: isPaused(await settings.get(), page) };
        },
        settings: () => settings.get(),
        set: async (change) => {
          await settings.change(change);
          // Not waited for: a request that is answered late is asked again, and could then undo a later one.
          if (!(await settings.get()).badge) void clearBadges();
          await rescanAll();
          return null;
        },
        ...answers,
        ...dataHandlers(notesDatabase, noted, notesChanged),
      },
      browser.runtime.getURL('/'),
    ),
  );

  browser.runtime.onMessage.addListener((message: unknown, from) => {
    const { tab } = from;
    const order = relayedOrder(message);
    if (order && tab?.id !== undefined) browser.tabs.sendMessage(tab.id, order).catch(() => undefined);
    const letter = letterFrom(message);
    if (letter && tab?.id !== undefined) {
      const stamped = letter.to === 'popover' ? { ...letter, page: pageOf(from) } : letter;
      browser.tabs.sendMessage(tab.id, stamped).catch(() => undefined);
    }
    return undefined;
  });

  // Safari has none.
  browser.omnibox?.setDefaultSuggestion({ description: i18n.t('omnibox.default') });
  browser.omnibox?.onInputStarted.addListener(() => void searchAll('', 0).catch(() => undefined));
  browser.omnibox?.onInputChanged.addListener(async (text, suggest) => {
    try {
      const results = await searchAll(text, SUGGESTIONS);
      suggest(suggestionsOf(results, import.meta.env.FIREFOX ? 'text' : 'xml'));
    } catch (error) {
      // Enter still opens the library, which says what is wrong.
      console.warn('Gloss: the search in the address bar', error);
      suggest([]);
    }
  });
  browser.omnibox?.onInputEntered.addListener(async (text, disposition) => {
    const { term, passage, note } = placeOf(text);
    const known = term !== undefined && (await store.term(term)) !== undefined;
    const url = passage
      ? libraryAddress(passage)
      : note
        ? notesAddress(note)
        : known
          ? termAddress(term)
          : queryAddress(text);
    if (disposition === 'currentTab') await browser.tabs.update({ url });
    else await browser.tabs.create({ url, active: disposition === 'newForegroundTab' });
  });

  browser.commands.onCommand.addListener(async (name) => {
    const order = ORDERS[name];
    const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
    // A tab without a reader (the browser's own pages) has nobody to obey.
    if (order && tab?.id !== undefined) await browser.tabs.sendMessage(tab.id, order).catch(() => undefined);
  });

  offerEntries((text) => browser.tabs.create({ url: queryAddress(text) }));

  // Built when there is something new to search, before somebody does.
  browser.runtime.onInstalled.addListener(
    () =>
      void store
        .ready()
        .then(() => searchAll('', 0))
        .catch(() => undefined),
  );

  setTimeout(() => void warmUp(pause), WARM_UP_AFTER);
  // Checking the whole cache would take the thread from the page that woke this background: its answers come first. A cache that is
  // missing or damaged is put right as soon as a question meets it.
  setTimeout(() => {
    void store.ready();
    void upkeep.round();
  }, UPKEEP_AFTER);
});

/** Suggestions of each kind in the address bar, which shows half a dozen in all. */
const SUGGESTIONS = 4;

/** Lets whoever waits for the background go first. */
const pause = () => new Promise<void>((resolve) => setTimeout(resolve));

/** Let every reader read its page anew. A tab without one has nobody to obey. */
async function rescanAll(): Promise<void> {
  const order: Order = { order: 'rescan' };
  for (const { id } of await browser.tabs.query({})) {
    if (id !== undefined) browser.tabs.sendMessage(id, order).catch(() => undefined);
  }
}
