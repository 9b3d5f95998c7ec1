/** Terms of a glossary that nobody prepared, on pages: from the file to the marks. */
import { describe, expect, it } from 'vitest';
import { toDigest } from '../../../src/digest/glossaries/to-digest';
import type { Term } from '../../../src/digest/schema';
import { compileIndex, type MentionIndex, openIndex } from '../../../src/mentions/index';
import { marked } from '../../mentions/lexicon';
import { readText } from './reading';

const NETWORKS = `en,fa,ar,zh,definition (en)
Bridge,پل,جسر,网桥,A device that joins two segments of a network and forwards frames between them
Frame,قاب,إطار,帧,A unit of data that a switch or a bridge forwards on a link
Switch,سوییچ,مبدل,交换机,A device that forwards each frame to the port of its destination
Router,مسیریاب,موجه,路由器,A device that forwards packets between networks
Packet,بسته,حزمة,数据包,A unit of data with a header that a router forwards
Port,درگاه,منفذ,端口,The number of a service on a host that packets are sent to
Key,کلید,مفتاح,密钥,A secret with which packets are encrypted
Window,پنجره,نافذة,窗口,The number of packets that may be on the way
Network address translation,ترجمه نشانی شبکه,ترجمة عناوين الشبكة,网络地址转换,Changing the addresses of packets at a router
NAT,,,,Changing the addresses of packets at a router
IT,,,,The computers and networks of an organisation
`;

async function indexOf(text: string): Promise<{ index: MentionIndex; terms: Term[] }> {
  const read = await readText('terms.csv', text, { pause: () => undefined });
  const { digest } = await toDigest(read, { id: 'mine', name: 'Mine', version: '1' });
  return { index: openIndex(compileIndex(digest.terms)), terms: digest.terms };
}

async function marksIn(text: string, lang: string): Promise<string[]> {
  return marked((await indexOf(NETWORKS)).index, text, { lang }).map((mark) => mark.split('=')[0] as string);
}

describe('An ordinary word of a glossary', () => {
  it.each([
    ['en', 'She left the key by the window and crossed the bridge to the old port.'],
    ['fa', 'مادر کلید را کنار پنجره گذاشت و از روی پل گذشت.'],
    ['ar', 'وضعت المفتاح قرب النافذة وعبرت الجسر القديم.'],
    ['zh', '她打开窗口，看着外面的雨，想起了童年。'],
  ])('is not marked in its ordinary use (%s)', async (lang, text) => {
    expect(await marksIn(text, lang)).toEqual([]);
  });

  it.each([
    ['en', 'The bridge joins both segments and forwards every frame that the switch sends it.', 'bridge'],
    ['fa', 'مسیریاب هر بسته را به درگاه مقصد می‌فرستد و پل هر قاب را به سوییچ می‌دهد.', 'بسته'],
    ['ar', 'يرسل الموجه كل حزمة إلى المنفذ ويمرر الجسر كل إطار إلى المبدل.', 'حزمة'],
    ['zh', '路由器把每个数据包发到端口，网桥把帧交给交换机。', '端口'],
  ])('is marked among its neighbours (%s)', async (lang, text, word) => {
    expect(await marksIn(text, lang)).toContain(word);
  });

  it('is marked in small letters where the file writes headings', async () => {
    const { terms } = await indexOf(NETWORKS);
    expect(terms.find(({ id }) => id === 'bridge')?.forms[0]).toMatchObject({ case: 'any', ambiguous: true });
  });
});

describe('A name of several words', () => {
  it('is always marked', async () => {
    expect(await marksIn('We spoke of network address translation over dinner.', 'en')).toEqual([
      'network address translation',
    ]);
  });
});

describe('An acronym that is a word in capitals', () => {
  it('is not marked where the word is meant', async () => {
    expect(
      await marksIn('IT WAS NO ACCIDENT, SAY RESIDENTS OF THE TOWN. Nobody knows how it happened.', 'en'),
    ).toEqual([]);
  });

  it('is marked among its neighbours', async () => {
    expect(
      await marksIn('Our IT group runs the router, the computers and the NAT of the networks.', 'en'),
    ).toContain('IT');
  });
});

describe('What speaks for a term', () => {
  it('is what its definition says, the terms in it, and those whose definitions have it', async () => {
    const { terms } = await indexOf(NETWORKS);
    const cues = terms.find(({ id }) => id === 'packet')?.cues ?? [];
    expect(cues).toContain('header');
    expect(cues).toContain('router');
    expect(terms.find(({ id }) => id === 'bridge')?.cues).toContain('segments');
  });

  it('is no word that everybody uses daily', async () => {
    const { terms } = await indexOf(NETWORKS);
    const cues = new Set(terms.flatMap((term) => term.cues));
    for (const word of ['that', 'with', 'between', 'them']) expect(cues.has(word), word).toBe(false);
  });
});

describe('A digest whose author says which forms are ambiguous', () => {
  it('is taken at its word', async () => {
    const { terms } = await indexOf(NETWORKS);
    const own = terms.map((term) => ({
      ...term,
      forms: term.forms.map(({ ordinary: _, ...form }) => ({ ...form, ambiguous: false })),
    }));
    const index = openIndex(compileIndex(own));
    expect(marked(index, 'She left the key by the window.', { lang: 'en' })).toHaveLength(2);
  });
});

describe('A large glossary', () => {
  it('is no company for the terms of an author’s digest', async () => {
    const { terms } = await indexOf(NETWORKS);
    const author: Term = {
      ...(terms[0] as Term),
      id: 'author',
      forms: [{ text: 'ECO', lang: 'en', case: 'exact', ambiguous: true }],
      cues: ['summit'],
    };
    const index = openIndex(compileIndex([author, ...terms]));
    const text = 'ECO stands beside router, packets and network address translation.';
    expect(marked(index, text, { lang: 'en' })).not.toContain('ECO=author');
  });
});
