/** Answers about the settings, and carries a change of them to the toolbar and to every page. */
import type { Handlers } from '../protocol/requests';
import type { SettingsStore } from '../settings/settings';
import { isPaused, siteOf } from '../settings/site';

/** What a change of the settings sets off. */
export interface SettingsEffects {
  /** Takes the number off every toolbar button. */
  clearBadges(): Promise<void>;
  /** Makes every reader read its page again. */
  rescanAll(): Promise<void>;
}

export function settingsHandlers(
  settings: Pick<SettingsStore, 'get' | 'change'>,
  { clearBadges, rescanAll }: SettingsEffects,
): Pick<Handlers, 'settings' | 'set' | 'site'> {
  return {
    settings: () => settings.get(),
    set: async (change) => {
      await settings.change(change);
      // Not awaited: after a late reply the page sends the request again, which could undo a later change.
      if (!(await settings.get()).badge) void clearBadges();
      await rescanAll();
      return null;
    },
    site: async ({ page }) => {
      const site = siteOf(page);
      return site === undefined ? null : { site, paused: isPaused(await settings.get(), page) };
    },
  };
}
