/** Notes are exported to files and imported from files. */
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { until } from '../../scripts/hovering';
import { dataPage, reload, type StoredNote } from './data-page';
import { BROWSERS, serve } from './rig';

describe.each(BROWSERS)('the data in %s', (which) => {
  const on = dataPage(which);

  it('is the same after export as JSON-LD and import, and exports to the same bytes again', async () => {
    const before = await on.stored();
    const file = await on.exported('jsonld');
    expect(file.name).toMatch(/^gloss-notes-\d{4}-\d\d-\d\d\.jsonld$/);
    await on.wipe();
    expect(await on.stored()).toEqual([]);
    await on.choose('notes.jsonld', file.bytes);
    expect(await on.counts('.review')).toEqual({ New: '3', Updated: '0', Unchanged: '0' });
    expect(await on.stored()).toEqual([]);
    await on.press('Import', '.review');
    expect(await on.counts('.last')).toEqual({ New: '3', Updated: '0', Unchanged: '0' });
    expect(await on.stored()).toEqual(before);
    expect((await on.exported('jsonld')).bytes.equals(file.bytes)).toBe(true);
  });

  it('is merged with a file after a preview of new, updated, equal and refused notes, with undo', async () => {
    const collection = JSON.parse((await on.exported('jsonld')).bytes.toString());
    const { items } = collection.first;
    const before = await on.stored();
    items[0].gloss.stamps.text = Date.now() + 1000;
    items[0].body[0].value = 'Written elsewhere';
    items.push({ ...items[1], id: `urn:uuid:${crypto.randomUUID()}` });
    items.push({ ...items[1], id: 'urn:x:two', target: ['https://a.example/', 'https://b.example/'] });
    await on.choose('merged.jsonld', JSON.stringify(collection));
    expect(await on.counts('.review')).toEqual({ New: '1', Updated: '1', Unchanged: '2', Skipped: '1' });
    expect(await on.says('No. 5 (urn:x:two): target: it has several; a note is on one thing')).toBe(true);
    await on.page.screenshot({ path: `.artifacts/${which}-import.png`, fullPage: true });
    // The browser may stop the background while the user thinks.
    await on.rig.killBackground();
    await on.press('Import', '.review');
    expect(await on.counts('.last')).toEqual({ New: '1', Updated: '1', Unchanged: '2', Skipped: '1' });
    const after = await on.stored();
    expect(after).toHaveLength(4);
    expect(after.find(({ id }) => id === on.ids[0])?.text ?? after.map(({ text }) => text)).toBe(
      'Written elsewhere',
    );
    const added = after.find(({ id }) => !on.ids.includes(id));
    await on.ask('write', { id: added?.id, changes: { text: 'Mine now' } });
    await reload(on.page, '.last');
    await on.press('Undo', '.last');
    await until('what was kept', () => on.says('stay as they are: 1'));
    const undone = await on.stored();
    expect(undone.find(({ id }) => id === added?.id)?.text).toBe('Mine now');
    const essence = (notes: StoredNote[]) =>
      notes
        .filter(({ id }) => on.ids.includes(id))
        .map(({ revision: _, ...note }: StoredNote & { revision?: number }) => note);
    expect(essence(undone)).toEqual(essence(before));
  });

  it.each(['jsonld', 'hypothesis'])(
    'is brought back from its own file in %s after it was deleted, and is unchanged',
    async (format) => {
      const before = await on.stored();
      const { name, bytes } = await on.exported(format);
      await on.choose(name, bytes);
      expect(await on.counts('.review')).toEqual({ New: '0', Updated: '0', Unchanged: '3' });
      await on.press('Cancel', '.review');
      await on.ask('delete', { ids: on.ids, deleted: true });
      await on.choose(`again-${name}`, bytes);
      expect(await on.counts('.review')).toEqual({
        New: '0',
        Updated: '0',
        Unchanged: '0',
        Restored: '3',
      });
      await until('the choice', () => on.says('Restore notes that you have deleted since: 3'));
      await on.page.screenshot({ path: `.artifacts/${which}-revive.png`, fullPage: true });
      await on.press('Import', '.review');
      expect(await on.counts('.last')).toMatchObject({ Restored: '3' });
      const essence = (notes: StoredNote[]) => notes.map(({ id, text, deleted }) => ({ id, text, deleted }));
      expect(essence(await on.stored())).toEqual(essence(before));
    },
  );

  it('is not changed by a file that is broken, not text, or without notes', async () => {
    const before = await on.stored();
    const whole = (await on.exported('jsonld')).bytes;
    for (const [name, content, reason] of [
      ['cut.jsonld', whole.subarray(0, whole.length / 2), 'The file is not JSON'],
      ['utf16.json', Buffer.from('\uFEFF{"a":1}', 'utf16le'), 'not text in UTF-8'],
      ['other.json', '{"hello":"world"}', ''],
    ] as const) {
      await on.choose(name, content);
      if (reason === '') {
        expect(await on.counts('.review')).toEqual({ New: '0', Updated: '0', Unchanged: '0', Skipped: '1' });
        expect(await on.says('There is nothing new in it.')).toBe(true);
        await on.press('Cancel', '.review');
      } else {
        await until(`${name} to be refused`, () =>
          on.says(`“own-${name}” was not imported, and nothing was changed.`),
        );
        expect(await on.says(reason)).toBe(true);
      }
    }
    expect(await on.stored()).toEqual(before);
  });

  it('is exported in each format, to valid files', async () => {
    const { name, bytes } = await on.exported('markdown');
    expect(name).toMatch(/-markdown\.zip$/);
    const files = unzipSync(bytes);
    expect(Object.keys(files).sort()).toEqual(['A-page-صفحه.md', 'IGF.md']);
    expect(strFromU8(files['A-page-صفحه.md'] as Uint8Array)).toContain('> the forum');

    const csv = (await on.exported('csv')).bytes.toString();
    expect(csv).toContain('\'=HYPERLINK(""https://evil.example"")');
    expect(csv).not.toMatch(/(^|,)"?[=+@-]/m);

    const hypothesis = JSON.parse((await on.exported('hypothesis')).bytes.toString());
    expect(hypothesis.annotations).toHaveLength(3);

    const html = await on.exported('html');
    const asked: string[] = [];
    const site = await serve({ '/': html.bytes.toString() });
    const tab = await on.rig.browser.newPage();
    tab.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await tab.goto(site.at());
    expect(await tab.evaluate(() => document.querySelectorAll('script,img,iframe,link').length)).toBe(0);
    expect(await tab.evaluate(() => document.body.textContent)).toContain('<script>alert(1)</script>');
    expect(asked.filter((path) => path !== '/favicon.ico')).toEqual(['/']);
    await tab.close();
    site.close();
  });

  it('imports a file dropped on the page, and the page stays open', async () => {
    // The page accepts the file by preventing the browser from opening it. A page that was just drawn may not
    // listen yet.
    await until('the file to be taken', () =>
      on.page.evaluate(() => {
        const data = new DataTransfer();
        data.items.add(new File(['[]'], 'dropped.json'));
        const drop = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data });
        return document.querySelector('h1')?.dispatchEvent(drop) === false;
      }),
    );
    expect(await on.counts('.review')).toEqual({ New: '0', Updated: '0', Unchanged: '0' });
    expect(await on.says('What importing “dropped.json” would do')).toBe(true);
  });
});
