/** Glossaries of real form, from the file to the page, and back into files. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../scripts/hovering';
import { readGlossaryFile } from '../../src/digest/glossaries/read';
import { barriersOn } from './axe';
import { glossaryPage, marksAlone } from './glossary-files';
import { BROWSERS, launch, type Rig, type Site, serve } from './rig';

/** As a spreadsheet program writes it: byte order mark, semicolons, line ends in quotation marks, Persian names. */
const CSV =
  '\uFEFFnum;Mot;Sens;فارسی\r\n' +
  '7;roaming halt;"A stop of all traffic\r\nbetween two networks.";توقف رومینگ\r\n' +
  '8;peering day;"The day on which networks meet; it is ""open"".";روز همتایی\r\n';
const TBX = `<?xml version="1.0"?><tbx style="dca" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><tbxHeader><fileDesc>
<titleStmt><title>Words of registries</title></titleStmt><sourceDesc><p>A registry</p></sourceDesc></fileDesc></tbxHeader><text><body>
<conceptEntry id="c1"><langSec xml:lang="en"><descrip type="definition">A list of names that are kept back.</descrip>
<termSec><term>reserve ledger</term></termSec></langSec><langSec xml:lang="fr"><termSec><term>registre de réserve</term></termSec></langSec></conceptEntry>
</body></text></tbx>`;
const SKOS = `@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix ex: <https://example.org/> .
ex:scheme a skos:ConceptScheme ; skos:prefLabel "Words of routing"@en .
ex:a a skos:Concept ; skos:inScheme ex:scheme ; skos:prefLabel "transit bargain"@en ; skos:altLabel "bargain of transit"@en ;
  skos:definition "An agreement to carry traffic."@en ; skos:broader ex:b .
ex:b a skos:Concept ; skos:inScheme ex:scheme ; skos:prefLabel "routing bargain"@en ; skos:broader ex:a .
`;
const PAGE = `<!doctype html><html lang="en"><title>Routes</title><p>A roaming halt was heard of.
The reserve ledger is short. A transit bargain was struck.</p><p lang="fa" dir="rtl">روز همتایی رسید.</p>`;
const CHANGED = CSV.replace('8;peering day', '9;peering week')
  .replace('روز', 'هفته')
  .replace('A stop', 'An end');

describe.each(BROWSERS)('Glossaries in files, in %s', (which) => {
  let rig: Rig;
  let site: Site;
  let page: Page;
  let own: Page;
  let files: ReturnType<typeof glossaryPage>;
  beforeAll(async () => {
    rig = await launch(which);
    site = await serve({ '/': PAGE });
    page = await rig.open(site.at());
    own = await rig.openOwn('digests.html');
    files = glossaryPage(own);
  });
  afterAll(async () => {
    site?.close();
    await rig?.close();
  });

  it('are read several at once; one that fails leaves the others', async () => {
    await files.choose({
      'phrases.csv': CSV,
      'registry.tbx': TBX,
      'routing.ttl': SKOS,
      'paper.pdf': '%PDF-1.7\n',
    });
    await files.tells('paper.pdf cannot be added.');
    await files.tells('Words of registries');
    await files.tells('2 terms, 3 ways to write them'); // SKOS.
    await files.tells('Add all 3');
    await files.lists(2);
  });

  it('have tables whose columns can be corrected', async () => {
    await files.tells('How the table was read');
    // The guess takes the first column with words for the terms; the columns of this file have other names.
    await files.pick('What “num” holds', 'id');
    await files.tellsNot('Reading');
    await files.pick('What “Sens” holds', 'definition');
    await files.tellsNot('Reading');
    await files.tells('2 terms, 4 ways to write them');
    await files.tells('Persian');
    if (which === 'chrome') expect(await barriersOn(own)).toEqual([]);
    await own.screenshot({ path: `.artifacts/${which}-digest-columns.png`, fullPage: true });
    await files.pick('What “Mot” holds', 'none');
    await files.tells('2 terms, 2 ways to write them');
    await files.pick('What “Mot” holds', 'term');
    await files.tells('2 terms, 4 ways to write them');
  });

  it('are added together, marked, and undone together', async () => {
    await files.press('Add all 3');
    await files.tells('3 digests were added.');
    await marksAlone(page, 'roaming halt', 'reserve ledger', 'transit bargain', 'روز همتایی');
    await own.bringToFront();
    await files.press('Undo');
    await files.tells('The digests are as they were before. Done.');
    await marksAlone(page);
    await files.lists(2);
  });

  it('that are imported again update by id, and show what changed', async () => {
    await files.press('Close'); // What was refused.
    await files.choose({ 'phrases.csv': CSV });
    await files.press('Add');
    await files.tells('“phrases” was added. Done.');
    await files.choose({ 'phrases.csv': CHANGED });
    await files.tells('1 new, 1 changed, 1 gone');
    await files.tells('New: peering week');
    await files.tells('Changed: roaming halt');
    await files.tells('Gone: peering day');
    await files.press('Replace');
    await files.tellsNot('1 new, 1 changed, 1 gone'); // The words for the first time are the same.
    await files.tells('“phrases” was added. Done.');
    await marksAlone(page, 'roaming halt');
    await files.lists(3);
    await own.bringToFront();
    await files.press('Undo');
    await files.tells('The digests are as they were before. Done.');
    await marksAlone(page, 'roaming halt', 'روز همتایی');
  });

  it.each([
    ['phrases', 'CSV', 'phrases.csv'],
    ['phrases', 'TBX', 'phrases.tbx'],
    ['phrases', 'SKOS (Turtle)', 'phrases.ttl'],
    ['The three documents', 'CSV', 'bundled.csv'],
  ])('are saved: “%s” as %s', async (name, format, file) => {
    await own.bringToFront();
    const before = new Set(readdirSync(rig.downloads));
    await until('the formats', () =>
      own.evaluate((name) => {
        const all = [...document.querySelectorAll('button')];
        const button = all.find(({ ariaLabel }) => ariaLabel === `Save as a file: “${name}”`);
        if (button?.ariaExpanded === 'false') button.click();
        return button?.ariaExpanded === 'true';
      }, name),
    );
    await files.press(`Save “${name}” as ${format}`);
    const ending = file.slice(file.lastIndexOf('.'));
    const read = await until('the file', async () => {
      const found = readdirSync(rig.downloads).find((each) => !before.has(each) && each.endsWith(ending));
      if (found === undefined) return undefined;
      const bytes = new Uint8Array(readFileSync(join(rig.downloads, found)));
      return bytes.length === 0 ? undefined : readGlossaryFile(file, bytes);
    });
    const labels = read.entries.map(({ label }) => label).sort();
    if (name === 'phrases') expect(labels).toEqual(['peering day', 'roaming halt']);
    else expect(labels).toContain('IGF');
    expect(await rig.errors()).toEqual([]);
  });
});
