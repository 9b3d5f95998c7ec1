// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { SettingsForm } from '../../../src/ui/settings/SettingsForm';
import { speakEnglish } from '../english';

let now: { paused: string[]; badge: boolean; offers: boolean };
let broken = false;
beforeEach(() => {
  speakEnglish();
  broken = false;
  now = { paused: ['a.example', 'file:'], badge: true, offers: true };
  fakeBrowser.runtime.sendMessage = (async ({ kind, data }: { kind: string; data: never }) => {
    if (broken) throw new Error('The disk is full.');
    if (kind === 'settings') return now;
    const { site, ...switched } = data as { site?: string; badge?: boolean; offers?: boolean };
    now = { ...now, ...switched, paused: now.paused.filter((each) => each !== site) };
    return null;
  }) as unknown as typeof fakeBrowser.runtime.sendMessage;
});
afterEach(cleanup);

const box = (name: RegExp) => screen.findByRole<HTMLInputElement>('checkbox', { name });
const badge = () => box(/number of terms/);

describe('the settings', () => {
  it('list the paused sites, and resume them', async () => {
    render(<SettingsForm />);
    fireEvent.click(await screen.findByRole('button', { name: 'Resume on “files of this computer”' }));
    await screen.findByText('Gloss reads the pages of this site again: files of this computer.');
    expect(screen.getAllByRole('listitem').map((each) => each.textContent)).toEqual(['a.exampleResume']);
    expect(document.activeElement?.textContent).toBe('Paused sites');
    fireEvent.click(screen.getByRole('button', { name: 'Resume on “a.example”' }));
    await screen.findByText(/^None\./);
  });

  it('switch the number off and on', async () => {
    render(<SettingsForm />);
    fireEvent.click(await badge());
    await waitFor(() => expect(now.badge).toBe(false));
    expect((await badge()).checked).toBe(false);
  });

  it('switch the bar at selected text off, and change nothing else', async () => {
    render(<SettingsForm />);
    fireEvent.click(await box(/highlight selected text/));
    await waitFor(() => expect(now).toEqual({ paused: ['a.example', 'file:'], badge: true, offers: false }));
    expect((await box(/highlight selected text/)).checked).toBe(false);
    expect((await badge()).checked).toBe(true);
  });

  it('report that a change was not stored, and show the stored state', async () => {
    render(<SettingsForm />);
    const number = await badge();
    broken = true;
    fireEvent.click(number);
    expect((await screen.findByRole('alert')).textContent).toMatch(/could not store/);
    expect(number.checked).toBe(true);
  });
});
