/** The background: makes the stores, and connects src/background to the browser. It holds no rule. */
import { defineBackground } from 'wxt/utils/define-background';
import { i18n } from '#i18n';
import { awake } from '../src/background/awake';
import { notesChanged } from '../src/background/changes';
import { runCommand } from '../src/background/commands';
import { correctionHandlers } from '../src/background/corrections';
import { dataHandlers } from '../src/background/data';
import { digestHandlers, indexesOf, takesSeconds } from '../src/background/digests';
import { formHandlers } from '../src/background/form';
import { foundWhole } from '../src/background/found-whole';
import { begin } from '../src/background/installed';
import { KeptSettings } from '../src/background/kept-settings';
import { labelsOf, libraryHandlers } from '../src/background/library';
import { markingHandlers } from '../src/background/marking';
import { mentionHandlers } from '../src/background/mentions';
import { offerEntries } from '../src/background/menu';
import { noteHandlers } from '../src/background/notes';
import { tellNotes, tellRestored, tellSettings } from '../src/background/notices';
import { listenToAddressBar } from '../src/background/omnibox';
import { lookUpHandlers, openerForReaders } from '../src/background/opening';
import { OwnOverlay } from '../src/background/own-overlay';
import { OwnDigestSource, ownTermHandlers } from '../src/background/own-terms';
import { PageWork } from '../src/background/page-work';
import { PendingWrites } from '../src/background/pending';
import { orElse, report, reported } from '../src/background/problems';
import { frameHandlers, relay } from '../src/background/relay';
import { searchHandlers } from '../src/background/search';
import { type LocalStorageArea, secondPlace } from '../src/background/second-place';
import { settingsHandlers } from '../src/background/settings';
import { buildSearch, scheduleWork } from '../src/background/start';
import { ALARM, Subscriptions } from '../src/background/subscriptions';
import { SwitchedOff } from '../src/background/switched-off';
import { openSmall, ownTabs, rescanAll, tellReaders, tellTab } from '../src/background/tabs';
import { TermIds } from '../src/background/term-ids';
import { clearBadges, showPaused, toolbarHandlers } from '../src/background/toolbar';
import { NotesUpkeep } from '../src/background/upkeep';
import { onceSecured, unlessWaiting } from '../src/background/waiting';
import { currentSet } from '../src/digest/digest-set';
import { KeptDigests } from '../src/digest/kept-digests';
import { BUNDLED } from '../src/digest/kept-row';
import { openDigestStore } from '../src/digest/store';
import { withSurnames } from '../src/digest/surnames';
import { readWithGloss } from '../src/digest/with-gloss';
import { compileIndex, openIndex } from '../src/mentions/index';
import { warmUp } from '../src/mentions/warm-up';
import { readManifest } from '../src/notes/copy/area';
import { SecondCopy } from '../src/notes/copy/copy';
import { Corrections } from '../src/notes/corrections';
import { NotesDatabase } from '../src/notes/database';
import { NotedPages } from '../src/notes/noted';
import { notedTerms } from '../src/notes/noted-terms';
import { Once } from '../src/platform/once';
import { nextTask } from '../src/platform/pace';
import { queryAddress } from '../src/protocol/address';
import { dispatcher } from '../src/protocol/dispatch';
import { browser } from '../src/protocol/extension';
import { mayAsk } from '../src/protocol/origin-permission';
import type { Handlers } from '../src/protocol/requests';
import { buildIndex } from '../src/search/build';
import { digestEntries } from '../src/search/digest-entries';
import { formatOf } from '../src/search/layout';
import { NoteIndexDatabase } from '../src/search/note-index';
import { NoteSearch } from '../src/search/note-search';
import { SearchIndex } from '../src/search/search';
import { DEFAULTS, SettingsStore } from '../src/settings/settings';
import { offersBar } from '../src/settings/site';

export default defineBackground(() => {
  const { version } = browser.runtime.getManifest();
  const format = formatOf(version);
  const home = browser.runtime.getURL('/');

  // What documents say, and the two indexes of it.
  const kept = new KeptDigests(__WITH_GLOSS__);
  const own = {
    own: () => notesDatabase.unlessWaiting(() => ownDigest.get()),
    ownName: i18n.t('own.digest'),
  };
  const store = openDigestStore({
    bundledHash: __DIGEST_HASH__,
    bundled: () => readWithGloss(BUNDLED),
    set: () =>
      currentSet({
        ...{ kept, ...own },
        bundledHash: __DIGEST_HASH__,
        withGloss: readWithGloss,
        indexes: (content) => indexesOf(content, { mentions: version, search: format }),
        onProblem: report('a digest'),
      }),
    found: foundWhole(browser.storage.session),
    onReplaced: () => {
      termIds.forget();
      mentionIndex.forget();
      searchIndex.forget();
      noteSearch.rebuild();
      void rescanAll();
    },
    onProblem: report('the cache of the digest'),
  });
  const overlay = new OwnOverlay({
    ...{ kept, ...own },
    onChanged: () => {
      termIds.forget();
      void rescanAll();
    },
    onProblem: report('the terms of one’s own'),
  });
  const digest = overlay.over(store);
  const switchedOff = new SwitchedOff({
    ...{ kept, withGloss: readWithGloss, term: (id: string) => store.term(id) },
    onChanged: () => void rescanAll(),
    onProblem: report('a digest that was switched off'),
  });
  const termIds = new TermIds((id) => digest.term(id));
  const mentionIndex = new Once(async () =>
    openIndex(await store.index(version, (terms) => compileIndex(withSurnames(terms)))),
  );
  const searchIndex = new Once(
    async () =>
      new SearchIndex(
        await store.searchIndex(format, (content) => buildIndex(digestEntries(content), nextTask)),
      ),
  );

  // What the user has made and set. A page is read, and a button shown, without what cannot be read of it.
  const notesDatabase = new NotesDatabase();
  const noted = new NotedPages(notesDatabase);
  const ownDigest = new OwnDigestSource(notesDatabase);
  /** To be called after own terms were written by something: brings them into effect. */
  const ownChanged = () => {
    ownDigest.forget();
    upkeep.soon();
    void awake(() => overlay.until(() => store.changed()));
  };
  const corrections = new Corrections(notesDatabase);
  const place = secondPlace(browser.storage.local as LocalStorageArea, () => localStorage);
  const settings = new KeptSettings(new SettingsStore(), place, report('the copy of the settings'));
  const settingsNow = () => orElse(settings.get(), DEFAULTS, 'the settings');
  const noteSearch = new NoteSearch({
    notes: notesDatabase,
    kept: new NoteIndexDatabase(),
    format: `${format} ${__DIGEST_HASH__}`,
    labels: (terms) => labelsOf(digest, terms),
    pause: nextTask,
    onProblem: report('the index of the notes'),
  });
  const copy = new SecondCopy({
    db: notesDatabase,
    ...place,
    shelf: browser.storage.session,
    onRestored: () => {
      corrections.forget();
      noted.forget();
      noteSearch.rebuild();
      tellRestored();
      void rescanAll();
      ownChanged();
    },
    onProblem: report('the second copy of the notes'),
  });
  notesDatabase.onChange = (written) => copy.soon(written);
  notesDatabase.onClosed = () => copy.reopened();
  notesDatabase.onUnreadable = () => copy.heal();
  const upkeep = new NotesUpkeep(notesDatabase, copy, report('the backup of the notes'));
  const changed = notesChanged({ index: noteSearch, tell: tellNotes, upkeep });

  // The answers to requests. Those of the extension's own pages go before the work that pages ask for.
  const pageWork = new PageWork();
  const offers = async (page: string | undefined) => offersBar(await settingsNow(), page);
  const ofNotes = <H extends Partial<Handlers>>(handlers: H) =>
    unlessWaiting(
      notesDatabase,
      onceSecured(() => copy.secured(), handlers),
    );
  const noteAnswers = ofNotes(noteHandlers(notesDatabase, noted, termIds, offers, changed));
  const { safety, ...dataAnswers } = dataHandlers(
    notesDatabase,
    noted,
    changed,
    () => readManifest(place.area),
    ownChanged,
  );
  const searchAnswers = searchHandlers(() => searchIndex.get(), {
    ready: () => notesDatabase.unlessWaiting(() => noteSearch.ready()),
    search: (...given) => notesDatabase.unlessWaiting(() => noteSearch.search(...given)),
    find: (...given) => notesDatabase.unlessWaiting(() => noteSearch.find(...given)),
  });
  const forReader = openerForReaders(() => ownTabs(home));
  const form = formHandlers(browser.storage.session, openSmall, forReader);
  const openSearch = (text: string) => browser.tabs.create({ url: queryAddress(text) });
  const search = (query: string, limit: number) => pageWork.ahead(searchAnswers.search({ query, limit }, {}));
  const dispatch = dispatcher(
    {
      ...mentionHandlers(
        {
          index: () => mentionIndex.get(),
          overlay: () => overlay.now,
          without: (mentions) => switchedOff.without(mentions),
          correctionsOn: (page) =>
            orElse(
              notesDatabase.unlessWaiting(() => corrections.on(page, (term) => termIds.first(term))),
              new Map(),
              'the corrections',
            ),
          settings: settingsNow,
          mayBeNoted: (page) =>
            orElse(
              notesDatabase.unlessWaiting(() => noted.may({ address: page })),
              false,
              'the notes',
            ),
          showPaused,
        },
        pageWork,
      ),
      ...libraryHandlers(digest, (url) => browser.tabs.create({ url })),
      ...searchAnswers,
      ...ofNotes(
        correctionHandlers(corrections, async (term) => (await digest.term(term))?.label, rescanAll),
      ),
      ...digestHandlers((off) => {
        void subscriptions.schedule();
        return switchedOff.until(off, () => store.changed());
      }),
      ...settingsHandlers(settings, { tellPages: tellSettings, clearBadges, tellReaders, rescanAll }),
      ...markingHandlers({
        settings: settingsNow,
        term: (id) => orElse(digest.term(id), undefined, 'the digest'),
        noted: (terms) =>
          orElse(
            termIds.those(terms, (ids) => notesDatabase.unlessWaiting(() => notedTerms(notesDatabase, ids))),
            [],
            'the notes',
          ),
      }),
      ...ofNotes(ownTermHandlers(notesDatabase, termIds, ownChanged)),
      ...form,
      ...lookUpHandlers(openSearch, forReader),
      ...toolbarHandlers(async () => (await settingsNow()).badge),
      ...noteAnswers,
      ...frameHandlers,
      ...ofNotes(dataAnswers),
      safety,
    },
    home,
  );
  browser.runtime.onMessage.addListener((message: unknown, from) => {
    const answer = dispatch(message, from);
    return answer && from.url?.startsWith(home) && !takesSeconds(message) ? pageWork.ahead(answer) : answer;
  });
  browser.runtime.onMessage.addListener((message: unknown, from) => {
    reported(() => relay(message, from, tellTab, home), 'a message between frames');
    return undefined;
  });

  // Unsent writes: those that an earlier background has not written, and new ones.
  const pending = new PendingWrites(
    browser.storage.session,
    (request) => pageWork.ahead(noteAnswers.write(request, {})),
    report('an unsent write of a note'),
  );
  pending.soon();
  browser.storage.session.onChanged.addListener(() => pending.soon());

  // Digests that come from an address.
  const subscriptions = new Subscriptions({
    kept,
    alarms: browser.alarms,
    mayAsk,
    changed: () => store.changed(),
    signOfLife: () => browser.runtime.getPlatformInfo(),
    onProblem: report('the subscriptions'),
  });
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === ALARM) void subscriptions.round();
  });

  // The browser's own surfaces.
  listenToAddressBar({ search, isTerm: async (id) => (await digest.term(id)) !== undefined });
  browser.commands.onCommand.addListener(runCommand);
  offerEntries(openSearch, (draft) => form['open-form'](draft, {}));

  // Work that nobody asks for.
  const settingsRestored = () => {
    tellSettings();
    return rescanAll();
  };
  browser.runtime.onInstalled.addListener(({ reason }) => {
    void buildSearch(store.ready(), () => search('', 0));
    if (reason === 'install') void begin();
  });
  scheduleWork({
    warmUp: () => warmUp(nextTask),
    check: () =>
      Promise.all([copy.check(), settings.restore().then((was) => (was ? settingsRestored() : undefined))]),
    upkeep: () =>
      Promise.all([store.ready(), upkeep.round(), kept.sweep(Date.now()), subscriptions.schedule()]),
  });
});
