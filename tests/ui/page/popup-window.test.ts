import { describe, expect, it } from 'vitest';
import { popupRights } from '../../../src/ui/page/popup-window';

describe('What the popup may do in its window', () => {
  it('remembers look-ups and opens the side panel in a normal window', () => {
    expect(popupRights({ id: 7, incognito: false }, true)).toEqual({ remembers: true, panelWindow: 7 });
  });

  it('remembers nothing in a private window', () => {
    expect(popupRights({ id: 7, incognito: true }, true)).toEqual({ remembers: false, panelWindow: 7 });
  });

  it('remembers nothing, and opens no panel, until the window is known', () => {
    expect(popupRights(undefined, true)).toEqual({ remembers: false, panelWindow: undefined });
  });

  it('offers no panel where the browser has none', () => {
    expect(popupRights({ id: 7, incognito: false }, false).panelWindow).toBeUndefined();
  });
});
