// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Offer } from '../../../src/page/notes/offer';
import { Offering } from '../../../src/page/notes/offering';
import { bottomOf, endOf, type Selected } from '../../../src/page/notes/selected';
import { trusted } from '../trusted';

vi.mock('../../../src/page/notes/selected', async (original) => ({
  ...(await original<object>()),
  endOf: vi.fn(),
}));

const END = { box: { left: 0, top: 0, right: 9, bottom: 9 }, backward: true };
const host = document.createElement('div');
let offering: Offering;
let selected: Selected;
let shown: boolean;

beforeEach(() => {
  document.body.innerHTML = '<p>The forum met</p>';
  document.body.append(host);
  const text = document.querySelector('p')?.firstChild as Text;
  selected = { startContainer: text, startOffset: 4, endContainer: text, endOffset: 9 };
  getSelection()?.setBaseAndExtent(text, 4, text, 9);
  shown = false;
  vi.mocked(endOf).mockReturnValue(END);
  vi.spyOn(Offer.prototype, 'show').mockImplementation(() => {
    shown = true;
  });
  vi.spyOn(Offer.prototype, 'hide').mockImplementation(() => {
    shown = false;
  });
  vi.spyOn(Offer.prototype, 'owns').mockImplementation(({ target }) => target === host);
  vi.spyOn(Offer.prototype, 'place');
  offering = new Offering(document, vi.fn());
});
afterEach(() => {
  offering.stop();
  vi.restoreAllMocks();
});
const offer = () => offering.send({ on: 'released', selected });
const press = (key: string, isComposing = false) => {
  const event = new KeyboardEvent('keydown', { key, isComposing, bubbles: true, cancelable: true });
  document.body.dispatchEvent(trusted(event));
  return event.defaultPrevented;
};

describe('the bar on a page', () => {
  it('is shown at the letter where the selection ends', () => {
    offer();
    expect(Offer.prototype.show).toHaveBeenCalledExactlyOnceWith(
      selected.endContainer,
      END.box,
      true,
      undefined,
    );
  });

  it('is not shown if the end of the selection is not visible', () => {
    vi.mocked(endOf).mockReturnValue(undefined);
    offer();
    expect(Offer.prototype.show).not.toHaveBeenCalled();
  });

  it('says why no note could be made, at the lower edge if the selection ends out of view', () => {
    vi.mocked(endOf).mockReturnValue(undefined);
    offering.send({ on: 'refused', refused: selected, selected, word: 'Too long.' });
    expect(Offer.prototype.show).toHaveBeenCalledExactlyOnceWith(
      selected.endContainer,
      bottomOf(document).box,
      true,
      'Too long.',
    );
  });

  it('disappears on Escape, which the page does not get', () => {
    offer();
    expect(press('Escape')).toBe(true);
    expect(shown).toBe(false);
  });

  it('stays on Escape while a word is being composed, and on other keys', () => {
    offer();
    expect(press('Escape', true)).toBe(false);
    expect(press('a')).toBe(false);
    expect(shown).toBe(true);
  });

  it('leaves Escape to the page when it is hidden', () => {
    offer();
    press('Escape');
    expect(press('Escape')).toBe(false);
  });

  it('disappears on a press elsewhere, but not on a press on itself', () => {
    offer();
    host.dispatchEvent(trusted(new PointerEvent('pointerdown', { bubbles: true })));
    expect(shown).toBe(true);
    document.body.dispatchEvent(trusted(new PointerEvent('pointerdown', { bubbles: true })));
    expect(shown).toBe(false);
  });

  it.each(['scroll', 'resize'])(
    'follows its text on %s, and disappears when the text is out of view',
    (name) => {
      offer();
      dispatchEvent(trusted(new Event(name)));
      expect(Offer.prototype.place).toHaveBeenCalledExactlyOnceWith(END.box);
      vi.mocked(endOf).mockReturnValue(undefined);
      dispatchEvent(trusted(new Event(name)));
      expect(shown).toBe(false);
    },
  );

  it('disappears when the selection changes', () => {
    offer();
    document.dispatchEvent(new Event('selectionchange'));
    expect(shown).toBe(true);
    getSelection()?.removeAllRanges();
    document.dispatchEvent(new Event('selectionchange'));
    expect(shown).toBe(false);
  });
});
