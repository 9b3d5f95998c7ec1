/** Two digests that use one acronym for different things: the page's own words decide, and each card leads to the other. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { noCard } from '../../scripts/hovering';
import { glossaryPage, marksAlone } from './glossary-files';
import { cardAt, openFully, press, says } from './notes';
import { BROWSERS, launch, type Rig, type Site, serve } from './rig';

const COURTS = `term,acronym,definition
European Court of Tides,ECT,A court whose judges hear disputes about harbours and tides.
`;
const TESTS = `term,acronym,definition
Electric Current Test,ECT,A test of wires under voltage in a laboratory.
`;
// A term is marked once in a section.
const page = (text: string, more: string) =>
  `<!doctype html><html lang="en"><title>A page</title><p>${text}</p><h2>Later</h2><p>${more}</p>`;
const PAGES = {
  '/court': page(
    'The judges of the harbours met at the European Court of Tides.',
    'The ECT heard two disputes.',
  ),
  '/wires': page(
    'In the laboratory, wires pass the Electric Current Test.',
    'The ECT takes an hour of voltage.',
  ),
  '/neither': page('They left early.', 'The ECT was short.'),
};

describe.each(BROWSERS)('two digests that disagree about an acronym, in %s', (which) => {
  let rig: Rig;
  let site: Site;
  beforeAll(async () => {
    rig = await launch(which);
    site = await serve(PAGES);
    const files = glossaryPage(await rig.openOwn('digests.html'));
    await files.choose({ 'courts.csv': COURTS, 'tests.csv': TESTS });
    await files.press('Add all 2');
    await files.tells('2 digests were added.');
  });
  afterAll(async () => {
    site?.close();
    await rig?.close();
  });

  const open = async (path: keyof typeof PAGES, ...marked: string[]): Promise<Page> => {
    const page = await rig.open(site.at(path));
    onTestFinished(() => page.close());
    await marksAlone(page, ...marked);
    return page;
  };

  it.each([
    ['/court', 'European Court of Tides', 'Electric Current Test'],
    ['/wires', 'Electric Current Test', 'European Court of Tides'],
  ] as const)('on %s it is the %s, whose card leads to the other', async (path, meant, other) => {
    const page = await open(path, 'ECT', meant);
    const card = await cardAt(rig, page, 'ECT', meant);
    await openFully(card);
    await press(card, other);
    await says(card, other === 'Electric Current Test' ? 'wires under voltage' : 'harbours and tides');
    await page.keyboard.press('Escape');
    await noCard(page);
  });

  it('where nothing speaks for either, it is not marked', async () => {
    await open('/neither');
    expect(await rig.errors()).toEqual([]);
  });
});
