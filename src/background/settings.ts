/** Answers about the settings, and carries a change of them to Gloss's own pages, to the toolbar and to every page. */
import { type Handlers, vouchedPage } from '../protocol/requests';
import type { SettingsChange, SettingsStore } from '../settings/settings';
import { isPaused, siteOf } from '../settings/site';

/** What a change of the settings sets off. */
export interface SettingsEffects {
  /** Tells Gloss's own pages and its cards. */
  tellPages(): void;
  /** Takes the number off every toolbar button. */
  clearBadges(): Promise<void>;
  /** Makes every reader ask again for the notes on its page, and how mentions are to be marked. */
  tellReaders(): Promise<void>;
  /** Makes every reader read its page again. */
  rescanAll(): Promise<void>;
}

export function settingsHandlers(
  settings: Pick<SettingsStore, 'get' | 'change'>,
  { tellPages, clearBadges, tellReaders, rescanAll }: SettingsEffects,
): Pick<Handlers, 'settings' | 'set' | 'site' | 'hovering' | 'barless'> {
  return {
    settings: () => settings.get(),
    set: async (change) => {
      await settings.change(change);
      tellPages();
      if ('theme' in change || 'size' in change) return null; // Web pages show neither.
      if (isOfMarks(change) || 'barless' in change) {
        await tellReaders(); // The mentions stay what they are.
        return null;
      }
      // Not awaited: after a late reply the page sends the request again, which could undo a later change.
      if (!(await settings.get()).badge) void clearBadges();
      await rescanAll();
      return null;
    },
    site: async ({ page }) => {
      const site = siteOf(page);
      return site === undefined ? null : { site, paused: isPaused(await settings.get(), page) };
    },
    hovering: async () => ({ delay: (await settings.get()).delay }),
    barless: async ({ address }, from) => {
      const site = siteOf(vouchedPage(from, address) ?? '');
      if (site === undefined) throw new Error('This page has no site.');
      // Each change is told to every page: a page that asks again and again must not make all others work.
      if ((await settings.get()).barless.includes(site)) return null;
      await settings.change({ site, barless: true });
      tellPages();
      await tellReaders();
      return null;
    },
  };
}

const isOfMarks = (change: SettingsChange) =>
  'marks' in change || 'concepts' in change || 'remembers' in change;
