import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownTab, until } from '../../scripts/hovering';
import { enterInAddressBar, libraryAt, someFor, suggestedFor } from './address-bar';
import { ask } from './notes';
import { HOSTILE } from './queries';
import { BROWSERS, launch, type Rig } from './rig';
import { stayBehind } from './surfaces';

describe.each(BROWSERS)('the address bar of %s', (which) => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await launch(which);
    await stayBehind(rig);
  });
  afterAll(() => rig?.close());

  it('suggests terms and passages, with the found words marked if the browser can do that', async () => {
    const suggested = await someFor(rig, 'podium');
    expect(suggested.map(({ content }) => content)).toContain('islamic-nation-igf#p02');
    expect(suggested[0]?.description).toContain(which === 'chrome' ? '<match>podium</match>' : 'podium');
    const [first] = await someFor(rig, 'interent govern');
    expect(first?.content).toBe('internet-governance');
  });

  it.each([
    ['a term that was suggested', 'igf', '?term=igf', 'IGF'],
    ['a passage that was suggested', 'islamic-nation-igf#p02', '?document=islamic-nation-igf#p02', 'podium'],
    ['any other words', 'arab leauge', '?query=arab%20leauge', 'Arab League'],
  ])('opens the library by %s', async (_, text, end, shown) => {
    await enterInAddressBar(rig, text);
    const library = await libraryAt(rig, end);
    await until(`“${shown}”`, () =>
      library.evaluate((shown) => document.body.textContent.includes(shown), shown),
    );
    await library.close();
  });

  it('suggests a note, and opens it on the page of all notes', async () => {
    const own = await rig.openOwn('options.html');
    const id = crypto.randomUUID();
    const text = 'Ask <them> about the okapi';
    await ask(own, 'write', { id, target: { kind: 'term', term: 'igf' }, changes: { text } });
    const [first] = await someFor(rig, 'okapi');
    expect(first?.content).toBe(`note:${id}`);
    await enterInAddressBar(rig, `note:${id}`);
    const notes = await ownTab(rig.browser, `notes.html?note=${id}`);
    await until('the note', () =>
      notes.evaluate<boolean>(
        `document.querySelector('.whole .note')?.textContent.includes(${JSON.stringify(text)}) === true`,
      ),
    );
    await ask(own, 'delete', { ids: [id], deleted: true });
    expect(await suggestedFor(rig, 'okapi')).toEqual([]);
    await own.close();
  });

  it.each(HOSTILE)('answers a query of %s', async (_, query, name) => {
    const suggested = await someFor(rig, query);
    expect(suggested.map(({ description }) => description).join('\n')).toContain(name);
  });
});
