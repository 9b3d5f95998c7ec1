/** What a note quotes: the words that were selected, as the page lays them out, and no others. */
import { describe, expect, it } from 'vitest';
import { until } from '../../scripts/hovering';
import { painted, paints } from './noted';
import { head, highlight, notedSite, reload } from './noted-site';
import { BROWSERS } from './rig';

const STYLE = '<style>.boxes{display:flex;gap:1em}.line{display:block}</style>';

describe.each(BROWSERS)('the quote of a note, in %s', (which) => {
  const on = notedSite(which);

  it.each([
    [
      'paragraphs, cells and lines',
      '<p>The forum ends here.</p><p>It begins there.</p><table><tr><td>Kyoto</td><td>2023</td></tr></table><p>Line one<br>line two</p>',
      'The forum ends here. It begins there. Kyoto 2023 Line one line two',
    ],
    [
      'boxes that the style makes of inline elements',
      '<p><span class="line">The forum</span><small class="line">Riyadh</small></p><div class="boxes"><span>Kazan</span><b>since 2009</b></div>',
      'The forum Riyadh Kazan since 2009',
    ],
    ['parts of one line', '<p>The <b>for</b>um <code>a</code>.<i>b</i> ends</p>', 'The forum a.b ends'],
    [
      'text that is not displayed',
      '<p>The forum <span style="display:none">HIDDEN </span><span hidden>HIDDEN </span><span style="visibility:hidden">HIDDEN </span>ends</p>',
      'The forum ends',
    ],
    [
      'text that cannot be selected',
      '<p>The forum <span style="user-select:none;-webkit-user-select:none">NOT <i>SELECTABLE</i> </span>ends</p>',
      'The forum ends',
    ],
    [
      'readings of ruby',
      '<p>The forum <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp>字<rt>ji</rt></ruby> ends</p>',
      'The forum 漢字 ends',
    ],
  ])('over %s is the words that are seen, and the passage is found again', async (_, body, quote) => {
    on.pages[on.path] = head('Quoted', STYLE) + body;
    const page = await on.open();
    await highlight(page, 'The', quote.split(' ').at(-1));
    const quoted = await until('the note', async () => {
      const { notes } = await on.ask('notes', { page: { address: on.site.at(on.path) } });
      return notes.flatMap(({ target }) =>
        target.kind === 'passage' ? [target.selectors.quote.exact] : [],
      )[0];
    });
    expect(quoted).toBe(quote);
    const before = await painted(page);
    await reload(page);
    await paints(page, before);
  });
});
