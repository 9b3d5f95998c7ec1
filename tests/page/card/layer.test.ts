// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { makeLayer, putBeside } from '../../../src/page/card/layer';

afterEach(() => {
  document.body.innerHTML = '';
});

describe('the layer over a page', () => {
  it('has a shadow root that the page cannot reach', () => {
    const { host, root } = makeLayer(document, '');
    document.body.append(host);
    expect(host.shadowRoot).toBeNull();
    expect(root.mode).toBe('closed');
    expect(root.host).toBe(host);
  });

  it('is a popover that no click closes, in the HTML namespace on every page', () => {
    const { host } = makeLayer(document, '');
    expect(host.getAttribute('popover')).toBe('manual');
    expect(host.namespaceURI).toBe('http://www.w3.org/1999/xhtml');
  });

  it('belongs in the root element if no modal dialog or fullscreen element is open', () => {
    document.body.innerHTML = '<p>Words</p>';
    const { host } = makeLayer(document, '');
    const moving = vi.fn();
    for (const _ of [1, 2]) putBeside(document.querySelector('p')?.firstChild as Text, host, moving);
    expect(host.parentNode).toBe(document.documentElement);
    expect(moving).toHaveBeenCalledTimes(1);
    host.remove();
  });
});
