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
  term: {
    id: 'igf',
    label: 'IGF',
    kind: 'organisation',
    name: 'Internet Governance Forum',
    gist: { en: 'Yearly forum on Internet policy' },
  },
  claims: [
    {
      text: 'The report calls the IGF a meeting, not a parliament.',
      quote: 'a meeting and not a parliament',
      passage: 'report#p04',
      document: { id: 'report', title: 'A Report on Meetings', short: 'Report', date: '2023-08' },
    },
    {
      text: 'The letter asks for a secretariat.',
      quote: 'there must be a secretariat',
      passage: 'letter#p01',
      document: { id: 'letter', title: 'A Letter' },
    },
  ],
  names: [
    { lang: 'en', text: 'Internet Governance Forum' },
    { lang: 'fa', text: 'مجمع حکمرانی اینترنت' },
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

const claims = () => [...document.querySelectorAll<HTMLElement>('.claims > li')];
const claim = (number: number) => within(claims()[number] as HTMLElement);
const opens = (number: number) => claim(number).getByRole('button', { name: 'In its own words' });

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
      card: {
        ...card,
        term: {
          ...card.term,
          id: 'doe',
          label: 'Jane Doe',
          kind: 'person',
          name: undefined,
          role: 'chair of the IGF',
        },
      },
    });
    expect(screen.getByText('Person').parentElement?.textContent).toBe('Person · chair of the IGF');
  });

  it('says what the thing is', () => {
    show();
    expect(document.querySelector('.gist')?.textContent).toBe('Yearly forum on Internet policy');
  });

  it('puts statements under the short title of their document, with its date as it is known', () => {
    show();
    const headings = [...document.querySelectorAll('.source h2')];
    expect(headings.map((each) => [each.textContent, each.getAttribute('title')])).toEqual([
      [`Report · ${dateText('2023-08')}`, 'A Report on Meetings'],
      ['A Letter', 'A Letter'],
    ]);
    const texts = claims().map((each) => each.querySelector('.statement')?.textContent);
    expect(texts.map((text) => text?.replace(' In its own words', ''))).toEqual([
      'Calls the IGF a meeting, not a parliament.',
      'The letter asks for a secretariat.',
    ]);
  });

  it('shows three statements, and the others when asked', () => {
    const [first] = card.claims as [Card['claims'][0]];
    const many = Array.from({ length: 7 }, (_, n) => ({ ...first, text: `Statement ${n}` }));
    show({ card: { ...card, claims: many } });
    expect(claims()).toHaveLength(3);
    fireEvent.click(screen.getByRole('button', { name: '4 more' }));
    expect(claims()).toHaveLength(7);
    expect(screen.queryByRole('button', { name: /more/ })).toBeNull();
  });

  it("opens the document's own words under a statement", () => {
    show();
    expect(document.querySelector('blockquote')).toBeNull();
    fireEvent.click(opens(0));
    expect(claim(0).getByText('a meeting and not a parliament').localName).toBe('blockquote');
    expect(opens(0).getAttribute('aria-expanded')).toBe('true');
    fireEvent.click(opens(0));
    expect(document.querySelector('blockquote')).toBeNull();
  });

  it('leads on from the names of other terms in a statement', () => {
    const [first] = card.claims as [Card['claims'][0]];
    const { props } = show({ card: { ...card, claims: [{ ...first, text: 'It followed WSIS.' }] } });
    fireEvent.click(claim(0).getByRole('link', { name: 'WSIS' }));
    expect(props.onTerm).toHaveBeenCalledExactlyOnceWith('wsis');
  });

  it("has the names in other languages, the page's first", () => {
    show({ lang: 'fa-IR' });
    const names = [...document.querySelectorAll('.names li')];
    expect(names.map(({ textContent }) => textContent)).toEqual([
      'مجمع حکمرانی اینترنت',
      'Internet Governance Forum',
    ]);
    expect(names.map((each) => each.getAttribute('lang'))).toEqual(['fa', 'en']);
  });

  it('is headed by the words of a page in another script, with the label beside them', () => {
    show({ words: 'مجمع حکمرانی اینترنت' });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('مجمع حکمرانی اینترنتIGF');
    cleanup();
    show({ words: 'Forum sur la gouvernance' });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('IGF');
  });

  it('links each statement to its passage', () => {
    const { props } = show();
    fireEvent.click(opens(1));
    const link = claim(1).getByRole('link', { name: 'Read in the document' });
    expect(link.getAttribute('href')).toBe(libraryAddress('letter#p01'));
    fireEvent.click(link);
    expect(props.onRead).toHaveBeenCalledExactlyOnceWith('letter#p01');
  });

  it('leaves a click for a new tab or window to the browser', () => {
    const { props } = show();
    fireEvent.click(opens(0));
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
    rerender(<CardView {...props} card={{ ...card, term: { ...card.term, id: 'wsis', label: 'WSIS' } }} />);
    await waitFor(() => expect(document.activeElement?.textContent).toBe('WSIS'));
  });

  it('shows markup as text everywhere', () => {
    const evil = '<img src=x onerror=alert(1)><script>alert(2)</script>';
    show({
      backTo: evil,
      card: {
        term: { id: 'evil', label: evil, kind: 'concept', name: evil, role: evil, gist: { en: evil } },
        claims: [{ text: evil, quote: evil, passage: evil, document: { id: 'evil', title: evil } }],
        names: [
          { lang: 'en', text: evil },
          { lang: 'fa', text: evil },
        ],
        related: [{ id: 'evil', label: evil, kind: 'concept' }],
      },
    });
    fireEvent.click(opens(0));
    expect(document.querySelector('img, script')).toBeNull();
    expect(document.body.textContent?.split(evil)).toHaveLength(11);
    expect(screen.getByRole('link', { name: 'Read in the document' }).getAttribute('href')).toBe(
      libraryAddress(evil),
    );
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
