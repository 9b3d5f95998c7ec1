import { expect, it } from 'vitest';
import { escapeMarkup } from '../../src/platform/escape';

it('The five characters with a meaning in HTML and XML are escaped, and no other', () => {
  expect(escapeMarkup(`<a href="x" title='y'>R&D</a>`)).toBe(
    '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;R&amp;D&lt;/a&gt;',
  );
  expect(escapeMarkup('&amp; ünïcode 💬 `')).toBe('&amp;amp; ünïcode 💬 `');
});
