/** Pages that make notes difficult or spy on them. */
import { describe, expect, it } from 'vitest';
import { cardOf, hover, noCard, textBox, until } from '../../scripts/hovering';
import { choose, paints, select } from './noted';
import { head, highlight, notedSite, QUOTE, reload, STORY } from './noted-site';
import { says } from './notes';
import { BROWSERS } from './rig';

/** A page of a megabyte. */
const HUGE =
  head('Huge') +
  Array.from(
    { length: 9_000 },
    (_, n) =>
      `<p>Line ${n} of a long report, which nobody has read to its end, says what ${n * 7} delegates said.</p>`,
  ).join('') +
  '<p id="mine">And here the one sentence that is worth a note stands at last.</p><p>After it comes nothing.</p>';

/** Records everything that a page can observe: every event, every node, every frame. */
const SPY = `<script>
  const seen = [];
  const note = (what) => seen.push(String(what));
  for (const name of ['keydown', 'keyup', 'keypress', 'beforeinput', 'input', 'compositionend', 'selectionchange', 'click', 'pointerup', 'focusin', 'message'])
    for (const target of [window, document])
      target.addEventListener(name, (event) => note(name + ' ' + event.key + ' ' + event.data + ' ' + event.target?.value + ' ' + event.target?.outerHTML), true);
  new MutationObserver((records) => {
    for (const { target, addedNodes } of records) {
      note(target.outerHTML ?? target.data);
      for (const node of addedNodes) note(node.outerHTML + node.shadowRoot?.innerHTML);
    }
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  setInterval(() => {
    note(document.documentElement.outerHTML);
    for (const each of document.querySelectorAll('*')) note(each.shadowRoot?.innerHTML);
    note(document.activeElement?.outerHTML);
    for (const each of performance.getEntries()) note(each.name);
    for (let at = 0; at < frames.length; at++) note(frames[at].location);
  }, 100);
</script>`;

describe.each(BROWSERS)('notes on hostile pages in %s', (which) => {
  const on = notedSite(which);

  describe('a page', () => {
    it('with a strict content security policy can have notes', async () => {
      on.pages[on.path] = {
        body: STORY.replace('<style>', '<style nonce="n">'),
        headers: {
          'content-security-policy':
            "default-src 'none'; style-src 'nonce-n'; require-trusted-types-for 'script'",
        },
      };
      const page = await on.open();
      await highlight(page, QUOTE);
      await reload(page);
      await paints(page, [`green: ${QUOTE}`]);
    });

    it('that removes style sheets, or never rests, keeps its passages', async () => {
      on.pages[on.path] = `${STORY}<p id="clock"></p><script>
        setInterval(() => { clock.textContent = 'Now ' + performance.now(); }, 16);
        setInterval(() => { document.adoptedStyleSheets = []; }, 200);
      </script>`;
      const page = await on.open();
      await select(page, QUOTE);
      await choose(page, 'green');
      await reload(page);
      await paints(page, [`green: ${QUOTE}`]);
      await page.evaluate('document.querySelectorAll("p")[1].remove()');
      await paints(page, [`green: ${QUOTE}`]);
    });

    it('of a megabyte is noted, and found again', async () => {
      on.pages[on.path] = HUGE;
      const page = await on.open();
      await highlight(page, 'the one sentence that is worth a note');
      await reload(page);
      await paints(page, ['green: the one sentence that is worth a note'], 20_000);
    });

    it('whose images and fields shadow the document’s properties can have notes', async () => {
      on.pages[on.path] =
        `${STORY}<form><input name="closest"><input name="parentElement"></form><img name="title"><img name="getSelection2">`;
      const page = await on.open();
      await highlight(page, QUOTE);
      await reload(page);
      await paints(page, [`green: ${QUOTE}`]);
    });

    it('that records everything sees nothing of a note’s text', async () => {
      on.pages[on.path] = STORY + SPY;
      const page = await on.open();
      await select(page, QUOTE);
      await choose(page, 'note');
      const card = await cardOf(on.rig.browser, page);
      await until('the keyboard in the editor', () =>
        card.evaluate<boolean>('document.hasFocus() && document.activeElement.localName === "textarea"'),
      );
      await page.keyboard.type('xyzzy plugh');
      await until('it to be saved', async () => (await card.text()).includes('Saved'));
      await page.keyboard.press('Escape');
      await noCard(page);
      await hover(page, await textBox(page, 'forum decides'));
      await says(await cardOf(on.rig.browser, page), 'xyzzy plugh');
      const before = (await page.evaluate('seen.length')) as number;
      await until('the spy to look once more', () =>
        page.evaluate('seen.length').then((count) => (count as number) > before + 10),
      );
      const seen = (await page.evaluate('seen')) as string[];
      expect(seen.length).toBeGreaterThan(10);
      expect(seen.filter((each) => /xyzzy|plugh|keydown [xyzplugh] /.test(each))).toEqual([]);
    });
  });

  it('Gloss caused no error on any of these pages', async () => {
    expect(await on.rig.errors()).toEqual([]);
  });
});
