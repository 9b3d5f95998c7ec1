// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { findShadows } from '../../../src/page/read/shadows';

const closed = new Map<Element, ShadowRoot>();
const asked: string[] = [];
vi.mock('../../../src/protocol/native', () => ({
  native: {
    dom: {
      openOrClosedShadowRoot: (element: Element) => {
        asked.push(element.localName);
        return closed.get(element) ?? null;
      },
    },
  },
}));

beforeEach(() => {
  vi.stubEnv('FIREFOX', '');
  closed.clear();
  asked.length = 0;
  vi.stubGlobal('requestIdleCallback', (work: (deadline: object) => void) =>
    setTimeout(() => work({ timeRemaining: () => 8 })),
  );
});

/** The hosts of the shadow roots that are found, and the elements that may get one, by name. */
async function look(): Promise<{ found: string[]; bare: string[] }> {
  const found: string[] = [];
  const bare: string[] = [];
  await findShadows(
    document.body,
    ({ host }) => found.push(host.localName),
    ({ localName }) => bare.push(localName),
  );
  return { found, bare };
}
const by = (name: string) => document.querySelector(name) as Element;
const shut = (host: Element) => closed.set(host, host.attachShadow({ mode: 'closed' }));

describe('the shadow roots of a page', () => {
  it('are found, nested ones too; custom elements without one are told', async () => {
    document.body.innerHTML = '<div></div><x-open></x-open><x-none></x-none><p></p>';
    by('div').attachShadow({ mode: 'open' });
    by('x-open').attachShadow({ mode: 'open' }).innerHTML = '<section></section><x-inner></x-inner>';
    by('x-open').shadowRoot?.querySelector('section')?.attachShadow({ mode: 'open' });
    const { found, bare } = await look();
    expect(found.sort()).toEqual(['div', 'section', 'x-open']);
    expect(bare.sort()).toEqual(['x-inner', 'x-none']);
  });

  it('are found if they are closed ones of custom elements; no other element is asked', async () => {
    document.body.innerHTML = '<div></div><x-shut></x-shut><x-open></x-open><p>Text</p>';
    by('x-open').attachShadow({ mode: 'open' });
    shut(by('x-shut'));
    shut(by('div'));
    const { found } = await look();
    expect(found.sort()).toEqual(['x-open', 'x-shut']);
    expect(asked).toEqual(['x-shut']);
  });
});
