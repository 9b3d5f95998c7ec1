import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../scripts/hovering';
import { compile } from '../../src/digest/compile';
import { readGloss } from '../../src/digest/gloss-file/read';
import { writeGloss } from '../../src/digest/gloss-file/write';
import { barriersOn } from './axe';
import { cardAt, openFully, says } from './notes';
import { BROWSERS, launch, type Rig, type Site, serve } from './rig';

const GLOSSARY = `- id: quorum
  kind: concept
  label: Quorum
  gist: { en: Number of members who must be there }
  forms: { en: [quorum call], fa: [حد نصاب جلسه] }
  statements:
    - text: <b>Without it</b>, nothing can be decided.
`;
const ABOUT = `id: procedure
name: Words of procedure
version: "VERSION"
licence: CC0-1.0
`;

/** A `.gloss` file as a publisher makes it. */
async function glossOf(version: string, glossary = GLOSSARY): Promise<Buffer> {
  const digest = await compile({
    documents: [],
    glossary: [{ path: 'terms.yaml', text: glossary }],
    about: { path: 'about.yaml', text: ABOUT.replace('VERSION', version) },
  });
  return Buffer.from(await writeGloss(digest));
}

describe.each(BROWSERS)('digests in files, in %s', (which) => {
  let rig: Rig;
  let site: Site;
  let page: Page;
  let own: Page;
  beforeAll(async () => {
    rig = await launch(which);
    site = await serve({
      '/': '<!doctype html><html lang="en"><title>A sitting</title><p style="font: 18px/2 serif; margin: 60px">A quorum call was heard.</p>',
    });
    page = await rig.open(site.at());
    own = await rig.openOwn('digests.html');
  });
  afterAll(async () => {
    site.close();
    await rig.close();
  });

  const choose = async (name: string, content: Buffer) => {
    // A download of the same name would get another name.
    const path = join(rig.downloads, `own-${name}`);
    writeFileSync(path, content);
    await own.bringToFront();
    const input = (await own.waitForSelector('.add input[type=file]')) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(path);
  };
  const tells = (text: string) =>
    until(`“${text}” to be told`, () =>
      own.evaluate((text) => document.querySelector('main')?.textContent.includes(text), text),
    );
  const press = (text: string) =>
    until(`“${text}”`, () =>
      own.evaluate((text) => {
        const all = [...document.querySelectorAll('button')];
        const found = all.find((each) => (each.ariaLabel ?? each.textContent) === text && !each.disabled);
        found?.click();
        return found !== undefined;
      }, text),
    );
  /** Waits until those words alone are marked. */
  const marks = async (words: string) => {
    await page.bringToFront();
    await until(`“${words}” to be marked`, () =>
      page.evaluate((words) => {
        const all = [...(CSS.highlights.get('gloss') ?? [])];
        const texts = all.map(({ startContainer, startOffset, endOffset }) =>
          startContainer.textContent?.slice(startOffset, endOffset),
        );
        return texts.join() === words;
      }, words),
    );
  };

  it('are shown before they are added, and then marked in an open tab and explained', async () => {
    await choose('procedure-1.gloss', await glossOf('1'));
    await tells('Words of procedure');
    await tells('1 term, 2 ways to write them');
    await tells('English, Persian');
    await tells('Licence: CC0-1.0');
    await tells('Not signed');
    if (which === 'chrome') expect(await barriersOn(own)).toEqual([]);
    await own.screenshot({ path: `.artifacts/${which}-digest-file.png` });
    await marks('');
    await own.bringToFront();
    await press('Add');
    await tells('“Words of procedure” was added. Done. Open pages are marked anew.');
    await marks('quorum call');
    const card = await cardAt(rig, page, 'quorum call', 'Quorum');
    await openFully(card);
    await says(card, '<b>Without it</b>, nothing can be decided.');
    await says(card, 'Words of procedure');
    await page.keyboard.press('Escape');
  });

  it('are replaced by a newer version', async () => {
    await choose('procedure-2.gloss', await glossOf('2', GLOSSARY.replace('[quorum call]', '[was heard]')));
    await tells('It replaces “Words of procedure”, version 1.');
    await press('Replace');
    await tells('Version 2');
    await tells('Done. Open pages are marked anew.');
    await marks('was heard');
    const card = await cardAt(rig, page, 'was heard', 'Quorum');
    await says(card, 'Number of members who must be there');
    await page.keyboard.press('Escape');
  });

  it('that are broken are refused, and nothing is changed', async () => {
    const sound = await glossOf('3');
    await choose('half.gloss', sound.subarray(0, sound.length / 2));
    await tells('own-half.gloss cannot be added.');
    await choose('letter.gloss', Buffer.from('Dear reader'));
    await tells('own-letter.gloss cannot be added.');
    await tells('Version 2');
    await marks('was heard');
  });

  it('are saved, and the file says the same', async () => {
    await own.bringToFront();
    await press('Save as a file: “Words of procedure”');
    await press('Save “Words of procedure” as Gloss (.gloss)');
    await tells('Saved: procedure-2.gloss');
    const bytes = await until('the file', async () => {
      const name = readdirSync(rig.downloads).find((each) => each === 'procedure-2.gloss');
      const read = name === undefined ? undefined : readFileSync(join(rig.downloads, name));
      return read && read.length > 0 ? read : undefined;
    });
    const read = await readGloss(new Uint8Array(bytes), () => undefined, new AbortController().signal);
    expect(read.digest.about).toMatchObject({ id: 'procedure', version: '2' });
    expect(read.digest.terms.map(({ label }) => label)).toEqual(['Quorum']);
  });

  it('are deleted, and come back with Undo', async () => {
    await press('Delete: “Words of procedure”');
    await tells('“Words of procedure” was deleted.');
    await marks('');
    await own.bringToFront();
    await press('Undo');
    await tells('“Words of procedure” is back. Done.');
    await marks('was heard');
  });

  it('may be tables of a spreadsheet program', async () => {
    await own.bringToFront();
    const table =
      'Term;Definition;French\nquorum call;A count of the members who are there.;vérification du quorum\n';
    await choose('words.csv', Buffer.from(`\uFEFF${table}`));
    await tells('1 term, 2 ways to write them');
    await tells('Among them: quorum call');
    await own.screenshot({ path: `.artifacts/${which}-digest-table.png` });
    await press('Add');
    await tells('“own-words” was added. Done.');
    await marks('quorum call,was heard');
    const card = await cardAt(rig, page, 'quorum call');
    await says(card, 'A count of the members who are there');
    await page.keyboard.press('Escape');
    expect(await rig.errors()).toEqual([]);
  });

  it('are named as what they are, where they are no glossary', async () => {
    await choose('paper.pdf', Buffer.from('%PDF-1.7\n'));
    await tells('own-paper.pdf cannot be added.');
    await tells('PDF');
  });
});
