// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Layer } from '../../../src/page/card/layer';

let layer: Layer;
beforeEach(() => {
  document.body.innerHTML = '<p>Words</p>';
  layer = new Layer(document, '');
});
afterEach(() => {
  layer.host.remove();
  document.body.innerHTML = '';
});
const moving = vi.fn();
const putBesideWords = () => layer.putBeside(document.querySelector('p')?.firstChild as Text, moving);

describe('the layer over a page', () => {
  it('has a shadow root that the page cannot reach', () => {
    expect(layer.host.shadowRoot).toBeNull();
    expect(layer.panel.getRootNode()).toMatchObject({ mode: 'closed', host: layer.host });
  });

  it('is a popover that no click closes, and no element of the page’s own tree', () => {
    expect(layer.panel.getAttribute('popover')).toBe('manual');
    expect(layer.host.getAttributeNames()).toEqual([]);
    expect(layer.host.namespaceURI).toBe('http://www.w3.org/1999/xhtml');
  });

  it('belongs in the root element if no modal dialog or fullscreen element is open', () => {
    moving.mockClear();
    for (const _ of [1, 2]) putBesideWords();
    expect(layer.host.parentNode).toBe(document.documentElement);
    expect(moving).toHaveBeenCalledTimes(1);
  });

  it('goes to the body if the page removes it from the root, and back if the page removes it there', () => {
    putBesideWords();
    layer.host.remove();
    for (const _ of [1, 2]) putBesideWords();
    expect(layer.host.parentNode).toBe(document.body);
    layer.host.remove();
    putBesideWords();
    expect(layer.host.parentNode).toBe(document.documentElement);
  });

  it('owns an event where it is hit, also in a shadow root of the page, whose host the window is told', () => {
    const press = (target: EventTarget) => {
      const event = new MouseEvent('pointerdown', { clientX: 5, clientY: 6 });
      target.dispatchEvent(event);
      return event;
    };
    const outer = document.querySelector('p') as Element;
    putBesideWords();
    expect([layer.host, outer].map((target) => layer.owns(press(target)))).toEqual([true, false]);
    const around = outer.attachShadow({ mode: 'open' });
    around.append(layer.host);
    const hit = vi.fn(() => layer.host as Element);
    around.elementFromPoint = hit;
    expect(layer.owns(press(outer))).toBe(true);
    expect(hit).toHaveBeenCalledWith(5, 6);
    hit.mockReturnValue(outer);
    expect(layer.owns(press(outer))).toBe(false);
  });

  it('comes back to the root if the page moves it elsewhere', () => {
    putBesideWords();
    document.querySelector('p')?.append(layer.host);
    putBesideWords();
    expect(layer.host.parentNode).toBe(document.documentElement);
  });
});
