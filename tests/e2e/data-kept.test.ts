/** How data is kept: backups, reminders to export, and the space that the browser allows. */
import { describe, expect, it } from 'vitest';
import { until } from '../../scripts/hovering';
import { barriersOn } from './axe';
import { DRAFTS, dataPage, reload } from './data-page';
import { BROWSERS } from './rig';

describe.each(BROWSERS)('the data kept in %s', (which) => {
  const on = dataPage(which);

  it('can be restored from a backup after edits and deletions, and newer notes stay', async () => {
    await on.press('Back up now');
    await until('the backup', () => on.says('Backup saved.'));
    await on.ask('delete', { ids: [on.ids[0]], deleted: true });
    await on.ask('write', { id: on.ids[1], changes: { text: 'Newer' } });
    await on.press('Restore', 'tbody');
    expect(await on.counts('.review')).toEqual({
      New: '0',
      Updated: '0',
      Unchanged: '2',
      Restored: '1',
    });
    await on.press('Restore', '.review');
    expect(await on.counts('.last')).toEqual({
      New: '0',
      Updated: '0',
      Unchanged: '2',
      Restored: '1',
    });
    const now = Object.fromEntries((await on.stored()).map((note) => [note.id, note]));
    expect(now[on.ids[0] as string]).toMatchObject({ deleted: false, text: 'It *met*.' });
    expect(now[on.ids[1] as string]?.text).toBe('Newer');
    await on.press('Undo', '.last');
    await until('it to be undone', () => on.says('Undone.'));
    expect((await on.stored()).find(({ id }) => id === on.ids[0])?.deleted).toBe(true);
  });

  it('is backed up automatically once a day', async () => {
    await until(
      'the backup',
      async () => ((await on.ask<unknown[]>('backups', null)).length === 1 ? true : undefined),
      30_000,
    );
  });

  it('is exported from the reminder, or the reminder is postponed', async () => {
    await on.inStores('late');
    const popup = await on.rig.openOwn('popup.html');
    await popup.waitForSelector('.reminder');
    await popup.screenshot({ path: `.artifacts/${which}-reminder.png` });
    // By script: what comes late in the popup moves the button.
    await popup.$eval('.reminder button', (button) => (button as HTMLElement).click());
    await until('it to go', () => popup.evaluate(() => document.querySelector('.reminder') === null));
    await reload(popup, 'input');
    expect((await on.ask<{ due: boolean }>('data-state', null)).due).toBe(false);
    await popup.close();
    await on.wipe();
    await on.ask('write', { id: crypto.randomUUID(), ...DRAFTS[0] });
    await on.inStores('late');
    expect((await on.ask<{ due: boolean }>('data-state', null)).due).toBe(true);
    await reload(on.page, '.data .reminder');
    await on.exported('csv');
    await until('the reminder to go', () =>
      on.page.evaluate(() => document.querySelector('.reminder') === null),
    );
  });

  it('shows the available space, and that storage is persistent', async () => {
    await until('the space', () => on.says('The browser keeps this data when the disk is full.'));
    expect(await on.page.evaluate(() => document.querySelector('#data-space ~ dl')?.textContent)).toMatch(
      /\d.*B/,
    );
  });

  it.runIf(which === 'chrome').each(['light', 'dark'])(
    'has no accessibility barrier in %s',
    async (scheme) => {
      await on.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      await on.inStores('late');
      await on.press('Back up now');
      await until('the backup', () => on.says('Backup saved.'));
      await reload(on.page, '.reminder');
      await on.choose('refused.json', JSON.stringify([{ id: 'urn:x:1' }]));
      await on.counts('.review');
      await on.page.screenshot({ path: `.artifacts/data-${scheme}.png`, fullPage: true });
      expect(await barriersOn(on.page)).toEqual([]);
    },
  );
});
