// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { citedExcerpt, copy } from '../../../src/page/notes/copying';

const EXCERPT = { quote: 'The forum met.', title: 'A *page*', address: 'https://news.example/a?id=1' };

describe('an excerpt with its source', () => {
  it('is one line of plain text', () => {
    expect(citedExcerpt(EXCERPT, 'text')).toBe('“The forum met.” — A *page*, https://news.example/a?id=1');
    expect(citedExcerpt({ ...EXCERPT, title: '' }, 'text')).toBe(
      '“The forum met.” — https://news.example/a?id=1',
    );
  });

  it('is a quotation in Markdown, in which everything of the page is literal', () => {
    expect(citedExcerpt({ ...EXCERPT, quote: 'One [a](b)\n# Two' }, 'markdown')).toBe(
      '> One \\[a\\](b)\n> \\# Two\n\n*A \\*page\\**, <https://news.example/a?id=1>\n',
    );
    expect(citedExcerpt({ ...EXCERPT, address: 'https://a.example/> <b' }, 'markdown')).toContain(
      '<https://a.example/%3E%20%3Cb>',
    );
  });
});

describe('copying', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('uses the clipboard, and where the page may not, the command', async () => {
    const writeText = vi.fn(async (_: string) => undefined);
    vi.stubGlobal('navigator', { clipboard: { writeText } });
    expect(await copy(document, 'text')).toBe(true);
    expect(writeText).toHaveBeenCalledExactlyOnceWith('text');
    writeText.mockRejectedValueOnce(new Error('not allowed'));
    document.execCommand = vi.fn(() => false);
    expect(await copy(document, 'text')).toBe(false);
    vi.stubGlobal('navigator', {});
    document.execCommand = vi.fn(() => true);
    expect(await copy(document, 'text')).toBe(true);
  });
});
