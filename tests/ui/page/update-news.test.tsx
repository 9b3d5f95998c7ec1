// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { UpdateNews } from '../../../src/ui/page/UpdateNews';
import { speakEnglish } from '../english';

const open = (version: string) => {
  cleanup();
  fakeBrowser.runtime.getManifest = () => ({ manifest_version: 3, name: 'Gloss', version });
  render(<UpdateNews kept={localStorage} />);
};
const news = () => screen.queryByRole('status')?.textContent ?? null;
beforeEach(() => {
  speakEnglish();
  localStorage.clear();
});
afterEach(cleanup);

it('The popup says nothing of an update after the installation', () => {
  open('0.1.0');
  expect(news()).toBeNull();
  open('0.1.0');
  expect(news()).toBeNull();
});

it.each(['link', 'button'] as const)('It says one line after an update, until the %s is pressed', (role) => {
  open('0.1.0');
  open('0.2.0');
  open('0.2.0');
  expect(news()).toMatch(/^Gloss was updated to version 0\.2\.0\./);
  expect(screen.getByRole('link').getAttribute('href')).toBe('/changes.txt');
  fireEvent.click(screen.getByRole(role));
  expect(news()).toBeNull();
  open('0.2.0');
  expect(news()).toBeNull();
  open('0.3.0');
  expect(news()).toMatch(/0\.3\.0/);
});
