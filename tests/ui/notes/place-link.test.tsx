// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { PlaceLink } from '../../../src/ui/notes/PlaceLink';
import { speakEnglish } from '../english';

beforeEach(speakEnglish);
afterEach(() => {
  cleanup();
  vi.unstubAllEnvs();
});
const FILE = 'file:///home/user/report.html';
const place = (address?: string) =>
  render(<PlaceLink kind="page" place="p" address={address} />).container.firstElementChild;

describe('the way to the page of a note', () => {
  it.each(['https://news.example/a?b#c', 'http://news.example/'])('is a link: %s', (address) => {
    const link = place(address);
    expect(link?.localName).toBe('a');
    expect(link?.getAttribute('href')).toBe(address);
    expect(link?.getAttribute('rel')).toBe('noopener noreferrer');
  });

  it.each([
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'blob:https://news.example/1',
    'vbscript:x',
    'view-source:https://news.example/',
    'chrome-extension://abc/options.html',
    'about:blank',
    '/options.html',
    '',
    undefined,
  ])('is none that leads anywhere else: %s', (address) => {
    expect(place(address)).toBeNull();
  });

  it('to a file is no link; in Chromium a tab is made for it when the user wants it', () => {
    vi.stubEnv('FIREFOX', ''); // Under test, the build's constants are text, and “false” is true.
    const create = vi.spyOn(fakeBrowser.tabs, 'create');
    const button = place(FILE);
    expect(button?.localName).toBe('button');
    expect(create).not.toHaveBeenCalled();
    (button as HTMLButtonElement).click();
    expect(create).toHaveBeenCalledExactlyOnceWith({ url: FILE });
  });

  it('to a file is none in Firefox, which opens no file for an extension', () => {
    vi.stubEnv('FIREFOX', 'true');
    expect(place(FILE)).toBeNull();
  });

  it('to a term leads to the library, whatever the term is called', () => {
    const { container } = render(<PlaceLink kind="term" place="javascript:alert(1)" />);
    expect(container.querySelector('a')?.getAttribute('href')).toBe(
      '/library.html?term=javascript%3Aalert(1)',
    );
  });
});
