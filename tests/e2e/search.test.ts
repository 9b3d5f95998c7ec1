import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { marksOn, ownTab, until } from '../../scripts/hovering';
import type { Surface } from './firefox';
import { click } from './page-in-front';
import { HOSTILE } from './queries';
import { BROWSERS, launch, PROSE, type Rig, type Site, serve } from './rig';
import { isThere, openPopup, picture } from './surfaces';

/** A place with a search box: the popup, or the library in a tab. */
interface Place {
  evaluate(expression: string): Promise<unknown>;
}

const CHOSEN = `document.querySelector('.results [aria-selected=true] :is(.name, .words)')?.textContent`;

/** Waits until the selected hit has that name. Results for shorter prefixes arrive before. */
const chosenIs = (place: Place, name: string) =>
  until(`${name} to be chosen`, async () => (await place.evaluate(CHOSEN)) === name);
const isShown = (place: Place, what: string, expression: string) =>
  until(what, async () => (await place.evaluate(expression)) === true);
const boxIsEmpty = (place: Place) =>
  isShown(
    place,
    'an empty box with the keyboard',
    `document.activeElement?.localName === 'input' && document.activeElement.value === ''`,
  );

/** Puts a whole text into the box at once, as when it is pasted. */
const paste = (place: Place, text: string) =>
  place.evaluate(`(() => {
    const box = document.querySelector('input');
    box.focus();
    box.value = ${JSON.stringify(text)};
    box.dispatchEvent(new Event('input', { bubbles: true }));
  })()`);

/** Expects that a hostile query is answered and changes nothing except the results. */
async function isAnswered(place: Place, name: string): Promise<void> {
  await isShown(
    place,
    `an answer with ${name}`,
    `[...document.querySelectorAll('[role=option] .name')].some((each) => each.textContent === '${name}')`,
  );
  expect(await place.evaluate('document.title')).not.toBe('1');
  expect(await place.evaluate('document.querySelectorAll("img:not(.head *), search search").length')).toBe(0);
  expect(
    await place.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth'),
  ).toBe(true);
}

describe.each(BROWSERS)('the search in the popup of %s', (which) => {
  let rig: Rig;
  let site: Site;
  let page: Page;
  let popup: Surface;
  beforeAll(async () => {
    rig = await launch(which);
    site = await serve({ '/': PROSE });
    page = await rig.open(site.at());
    await marksOn(page);
  });
  afterAll(async () => {
    site?.close();
    await rig?.close();
  });
  beforeEach(async () => {
    popup = await openPopup(rig, page);
  });

  it.each([
    ['a typing error', 'interent governance', 'Internet governance'],
    ['an abbreviation with dots', 'I.T.U', 'ITU'],
    ['a beginning of each word', 'civ soc', 'Civil society'],
    ['another order', 'diplomacy cyber', 'Cyber diplomacy'],
    ['no accents', 'diplomatie cybernetique', 'Cyber diplomacy'],
    ['Arabic letters in Persian', 'حكمراني اينترنت', 'Internet governance'],
    ['an article and a conjunction', 'والمجتمع المدني', 'Civil society'],
    ['an inflected word', 'кибердипломатии', 'Cyber diplomacy'],
    ['traditional characters', '聯合國', 'United Nations'],
  ])('finds by %s', async (_, query, name) => {
    await popup.type(query);
    await chosenIs(popup, name);
    expect(await popup.evaluate('document.querySelectorAll(".results mark").length > 0')).toBe(true);
  });

  it('lists terms and passages in groups by keyboard, shows a card, and returns to the list', async () => {
    await popup.type('cyber');
    await chosenIs(popup, 'Cyber diplomacy');
    expect(
      await popup.evaluate(
        '[...document.querySelectorAll(".results .group")].map((each) => each.textContent)',
      ),
    ).toEqual(['Terms', 'Passages']);
    await picture(rig, '/popup.html', `.artifacts/popup-results-${which}.png`);
    await popup.press('ArrowDown');
    await until('the second hit', async () => (await popup.evaluate(CHOSEN)) !== 'Cyber diplomacy');
    await popup.press('ArrowUp');
    await chosenIs(popup, 'Cyber diplomacy');
    await popup.press('ArrowUp');
    await isShown(
      popup,
      'the last hit, in view',
      `(() => {
        const all = [...document.querySelectorAll('[role=option]')];
        const { bottom } = all.at(-1).getBoundingClientRect();
        return all.at(-1).getAttribute('aria-selected') === 'true' && bottom <= innerHeight;
      })()`,
    );
    await popup.press('ArrowDown');
    await chosenIs(popup, 'Cyber diplomacy');
    await popup.press('Enter');
    await isShown(popup, 'the card', `document.activeElement === document.querySelector('.card h1')`);
    await picture(rig, '/popup.html', `.artifacts/popup-card-${which}.png`);
    await popup.press('Escape');
    await isShown(popup, 'the box', `document.activeElement?.value === 'cyber'`);
    await chosenIs(popup, 'Cyber diplomacy');
    await popup.press('Escape');
    await boxIsEmpty(popup);
    await isShown(
      popup,
      'the look-up',
      `[...document.querySelectorAll('[aria-labelledby=recent] li')]
      .map((each) => each.textContent).join() === 'Cyber diplomacy'`,
    );
    await picture(rig, '/popup.html', `.artifacts/popup-home-${which}.png`);
    await popup.evaluate(`document.querySelector('.forget').click()`);
    await isShown(popup, 'it to be forgotten', `document.querySelector('[aria-labelledby=recent]') === null`);
  });

  it('opens a term in a tab with Ctrl, and closes', async () => {
    await popup.type('soft power');
    await chosenIs(popup, 'Soft power');
    await popup.press('Control+Enter');
    const library = await ownTab(rig.browser, 'library.html?term=soft-power');
    await isShown(library, 'the card', `document.querySelector('.card h1')?.textContent === 'Soft power'`);
    await until('the popup to go', async () => !(await isThere(rig, '/popup.html')));
  });

  it('opens a passage at its place in the library', async () => {
    await popup.type('worldwide podium');
    await isShown(
      popup,
      'the passage',
      `document.querySelector('.results .words')?.textContent.includes('podium') === true`,
    );
    await popup.evaluate(`void setTimeout(() => document.querySelector('.results .words').click())`);
    const library = await ownTab(rig.browser, 'library.html?document=islamic-nation-igf#p02');
    await isShown(
      library,
      'the passage to be shown',
      'document.querySelector(".cited")?.textContent.includes("worldwide podium") === true',
    );
  });

  it('leads from a card to its quoted passage', async () => {
    await popup.type('soft power');
    await chosenIs(popup, 'Soft power');
    await popup.press('Enter');
    await isShown(popup, 'the card', `document.activeElement === document.querySelector('.card h1')`);
    await click(popup, '.card .opens');
    await click(popup, '.card :is(a, button)', 'Read in the document');
    const library = await ownTab(rig.browser, 'library.html?document=');
    await isShown(library, 'a passage to be shown', 'document.querySelector(".cited") !== null');
  });

  it('says if nothing is found, and what to do', async () => {
    await popup.type('zqxjkvb');
    await isShown(
      popup,
      'the word',
      `document.querySelector('.none')?.textContent.includes('zqxjkvb') === true`,
    );
    expect(await popup.evaluate(`document.querySelector('.none').textContent`)).toContain('another spelling');
    await picture(rig, '/popup.html', `.artifacts/popup-none-${which}.png`);
  });

  it.each(HOSTILE)('answers a query of %s, and takes no harm', async (_, query, name) => {
    await paste(popup, query);
    await isAnswered(popup, name);
    await popup.press('Escape');
    await boxIsEmpty(popup);
    await popup.type('brics');
    await chosenIs(popup, 'BRICS');
  });

  it('answers although the background was stopped', async () => {
    await rig.killBackground();
    await popup.type('brics');
    await chosenIs(popup, 'BRICS');
    await popup.press('Enter');
    await isShown(popup, 'the card', `document.querySelector('.card h1')?.textContent === 'BRICS'`);
  });
});

describe.each(BROWSERS)('the search in the library of %s', (which) => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await launch(which);
  });
  afterAll(() => rig?.close());

  it('finds the query of the address, and opens its card', async () => {
    const library = await rig.openOwn('library.html?query=arab%20leauge');
    await chosenIs(library, 'Arab League');
    await library.screenshot({ path: `.artifacts/library-results-${which}.png` });
    await library.keyboard.press('Enter');
    await isShown(library, 'the card', `document.querySelector('.card h1')?.textContent === 'Arab League'`);
    await isShown(library, 'its name on the tab', `document.title === 'Arab League · Gloss library'`);
    await library.close();
  });

  it.each(HOSTILE)('answers a query of %s, in the box and in the address', async (_, query, name) => {
    const library = await rig.openOwn('library.html');
    await isShown(library, 'the box', `document.querySelector('input') !== null`);
    await paste(library, query);
    await isAnswered(library, name);
    await library.close();
    const asked = await rig.openOwn(`library.html?query=${encodeURIComponent(query.toWellFormed())}`);
    await isAnswered(asked, name);
    await asked.close();
  });
});
