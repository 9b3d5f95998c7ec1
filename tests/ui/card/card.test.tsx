// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Card } from '../../../src/digest/card';
import { libraryAddress } from '../../../src/protocol/address';
import { CardView, type CardViewProps } from '../../../src/ui/card/Card';
import { dateText } from '../../../src/ui/intl';
import { speakEnglish } from '../english';

beforeEach(speakEnglish);
afterEach(cleanup);

const card: Card = {
  term: { id: 'igf', label: 'IGF', kind: 'organisation', name: 'Internet Governance Forum' },
  claims: [
    {
      text: 'The report calls the IGF a meeting, not a parliament.',
      quote: 'a meeting and not a parliament',
      passage: 'report#p04',
      document: { id: 'report', title: 'A Report on Meetings', date: '2023-08' },
    },
    {
      text: 'The letter asks for a secretariat.',
      quote: 'there must be a secretariat',
      passage: 'letter#p01',
      document: { id: 'letter', title: 'A Letter' },
    },
  ],
  related: [
    { id: 'wsis', label: 'WSIS', kind: 'event' },
    { id: 'un', label: 'United Nations', kind: 'organisation' },
  ],
};

function show(changes: Partial<CardViewProps> = {}) {
  const props: CardViewProps = {
    card,
    backTo: undefined,
    onBack: vi.fn(),
    onClose: vi.fn(),
    onTerm: vi.fn(),
    onRead: vi.fn(),
    ...changes,
  };
  return { props, ...render(<CardView {...props} />) };
}

const claims = () => screen.getAllByRole('listitem').filter((item) => item.querySelector('cite'));
const claim = (number: number) => within(claims()[number] as HTMLElement);

describe('a card', () => {
  it('is headed by the term, with what it is and its full name', () => {
    show();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('IGF');
    expect(screen.getByText('Organisation').parentElement?.textContent).toBe(
      'Organisation · Internet Governance Forum',
    );
  });

  it('shows the role of a person', () => {
    show({
      card: { ...card, term: { id: 'doe', label: 'Jane Doe', kind: 'person', role: 'chair of the IGF' } },
    });
    expect(screen.getByText('Person').parentElement?.textContent).toBe('Person · chair of the IGF');
  });

  it('shows the document of each statement, and its date as precisely as it is known', () => {
    show();
    expect(claims()).toHaveLength(2);
    expect(claim(0).getByText(card.claims[0]?.text as string)).toBeTruthy();
    expect(claim(0).getByText('A Report on Meetings').parentElement?.textContent).toBe(
      `A Report on Meetings · ${dateText('2023-08')}`,
    );
    expect(claim(1).getByText('A Letter').parentElement?.textContent).toBe('A Letter');
  });

  it("keeps the document's own words collapsed until they are opened", () => {
    show();
    const quote = claim(0).getByText('a meeting and not a parliament');
    expect(quote.localName).toBe('blockquote');
    const details = quote.closest('details') as HTMLDetailsElement;
    expect(details.open).toBe(false);
    fireEvent.click(claim(0).getByText('In its own words'));
    expect(details.open).toBe(true);
  });

  it('links each statement to its passage', () => {
    const { props } = show();
    const link = claim(1).getByRole('link', { name: 'Read in the document' });
    expect(link.getAttribute('href')).toBe(libraryAddress('letter#p01'));
    fireEvent.click(link);
    expect(props.onRead).toHaveBeenCalledExactlyOnceWith('letter#p01');
  });

  it('leaves a click for a new tab or window to the browser', () => {
    const { props } = show();
    const link = claim(0).getByRole('link');
    link.addEventListener('click', (event) => event.preventDefault()); // There is no browser that could follow the link.
    fireEvent.click(link, { ctrlKey: true });
    fireEvent.click(link, { metaKey: true });
    fireEvent.click(link, { shiftKey: true });
    expect(props.onRead).not.toHaveBeenCalled();
  });

  it('links to the related terms in their order', () => {
    const { props } = show();
    const list = screen.getByRole('heading', { name: 'Related' }).nextElementSibling as HTMLElement;
    const labels = within(list)
      .getAllByRole('button')
      .map(({ textContent }) => textContent);
    expect(labels).toEqual(['WSIS', 'United Nations']);
    fireEvent.click(screen.getByRole('button', { name: 'United Nations' }));
    expect(props.onTerm).toHaveBeenCalledExactlyOnceWith('un');
  });

  it('has no list of related terms if there are none', () => {
    show({ card: { ...card, related: [] } });
    expect(screen.queryByText('Related')).toBeNull();
  });

  it('has Back only after another card, which it names', () => {
    show();
    expect(screen.queryByRole('button', { name: /^Back/ })).toBeNull();
    cleanup();
    const { props } = show({ backTo: 'WSIS' });
    fireEvent.click(screen.getByRole('button', { name: 'Back to WSIS' }));
    expect(props.onBack).toHaveBeenCalledOnce();
  });

  it('can be closed, unless it is a page of its own', () => {
    const { props } = show();
    fireEvent.click(screen.getByRole('button', { name: 'Close' }));
    expect(props.onClose).toHaveBeenCalledOnce();
    cleanup();
    show({ onClose: undefined });
    expect(screen.queryByRole('button', { name: 'Close' })).toBeNull();
  });

  it('moves the focus to its heading when another term is shown, and not before', async () => {
    const { props, rerender } = show();
    expect(document.activeElement).toBe(document.body);
    rerender(<CardView {...props} card={{ ...card, term: { id: 'wsis', label: 'WSIS', kind: 'event' } }} />);
    await waitFor(() => expect(document.activeElement?.textContent).toBe('WSIS'));
  });

  it('shows markup as text everywhere', () => {
    const evil = '<img src=x onerror=alert(1)><script>alert(2)</script>';
    show({
      backTo: evil,
      card: {
        term: { id: 'evil', label: evil, kind: 'concept', name: evil, role: evil },
        claims: [{ text: evil, quote: evil, passage: evil, document: { id: 'evil', title: evil } }],
        related: [{ id: 'evil', label: evil, kind: 'concept' }],
      },
    });
    expect(document.querySelector('img, script')).toBeNull();
    expect(document.body.textContent?.split(evil)).toHaveLength(8);
    expect(screen.getByRole('link').getAttribute('href')).toBe(libraryAddress(evil));
  });
});

describe('a date', () => {
  it('is only as precise as the document', () => {
    const format = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(undefined, { ...options, timeZone: 'UTC' }).format(Date.UTC(2023, 0, 1));
    expect(dateText('2023')).toBe(format({ year: 'numeric' }));
    expect(dateText('2023-01')).toBe(format({ year: 'numeric', month: 'long' }));
    expect(dateText('2023-01-01')).toBe(format({ year: 'numeric', month: 'long', day: 'numeric' }));
  });
});
