import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/digest/canonical';
import { membersOf } from '../../../src/digest/gloss-file/pieces';
import { atOnce } from '../../../src/platform/pace';
import { changedJson, glossOf, read, refusalOf, smallDigest, smallJson } from './files';
import { bytesOf, zipOf } from './made-zip';

const refused = async (from: string | RegExp, to: string) => {
  const { reason, path } = await refusalOf(glossOf(await changedJson(from, to)));
  return { reason, path };
};
const told = async (json: string | Uint8Array) => (await refusalOf(glossOf(json))).reason;

describe('The pieces of a JSON', () => {
  it('are the members, and the entries of lists, as they stand', () => {
    const text = '{"a":"b,]}\\"","b":[1,{"x":[2,"]"]},"c"],"c":[],"d":{"e":null},"é":7}';
    const bytes = bytesOf(text);
    const piece = (start: number, end: number) => new TextDecoder().decode(bytes.subarray(start, end));
    const members = atOnce(membersOf(bytes)).map(({ key, start, end, entries }) => [
      key,
      piece(start, end),
      entries?.flatMap((at, i) => (i % 2 === 0 ? [piece(at, entries[i + 1] as number)] : [])),
    ]);
    expect(members).toEqual([
      ['a', '"b,]}\\""', undefined],
      ['b', '[1,{"x":[2,"]"]},"c"]', ['1', '{"x":[2,"]"]}', '"c"']],
      ['c', '[]', []],
      ['d', '{"e":null}', undefined],
      ['é', '7', undefined],
    ]);
    expect(atOnce(membersOf(bytesOf('{}')))).toEqual([]);
  });

  it('are found in slices', () => {
    const finding = membersOf(
      bytesOf(
        `{"terms":[${Array(4_000)
          .fill(`"${'x'.repeat(497)}"`)
          .join()}]}`,
      ),
    );
    let yields = 0;
    for (let found = finding.next(); !found.done; found = finding.next()) yields++;
    // Two megabytes, in steps of half of one.
    expect(yields).toBe(3);
  });
});

describe('The JSON of a .gloss file', () => {
  it('is refused whatever is cut off its end', async () => {
    const json = await smallJson();
    for (let length = 0; length < json.length; length++)
      expect(await told(json.slice(0, length))).toBe('not-json');
  });

  it.each([
    ['nothing', ''],
    ['a list', '[]'],
    ['a page', '<!doctype html>'],
    ['a text', '"x"'],
    ['a key without a value', '{"format":}'],
    ['no comma', '{"format":1"hash":2}'],
    ['a comma too many', '{"format":1,}'],
    ['a key that is no text', '{format:1}'],
    ['a long key', `{"${'x'.repeat(50)}":1}`],
    ['the wrong bracket', '{"terms":[1}}'],
    ['something after it', '{"format":1}x'],
    ['a mark of the order of bytes', '\uFEFF{"format":1}'],
  ])('is refused if it is or has %s', async (_, text) => {
    expect(await told(text)).toBe('not-json');
  });

  it.each([
    ['a space at its beginning', /^\{/, ' {'],
    ['a line at its end', /\}$/, '}\n'],
    ['a space between its members', ',"documents"', ', "documents"'],
    ['a space in an entry', '"text":"A report"', '"text": "A report"'],
    ['its members in another order', /("about":\{.*?\}),("documents":.*?\]),/, '"documents":[],"about":{},'],
    [
      'the keys of an entry in another order',
      /"ambiguous":true,"case":"exact"/,
      '"case":"exact","ambiguous":true',
    ],
    ['a key of an entry twice', '"ambiguous":true', '"ambiguous":false,"ambiguous":true'],
    ['a needless escape', 'A report', 'A\\u0020report'],
    ['a needless fraction', '"level":1', '"level":1.0'],
  ])('is refused if it has %s', async (_, from, to) => {
    expect((await refused(from, to)).reason).toBe('not-canonical');
  });

  it('is refused if an entry is no JSON, with its place', async () => {
    const place = { reason: 'not-json', path: 'passages[0]' };
    expect((await refused('"level":1', '"level":1]')).reason).toBe('not-json');
    expect(await refused('"level":1', '"level":[1}')).toEqual(place);
    expect(await refused('"level":1', '"level":NaN')).toEqual(place);
    // A mark of the order of bytes.
    expect(await refused('{"document":', '\uFEFF{"document":')).toEqual(place);
    expect(await refused('"level":1', '"level":')).toEqual(place);
    const { message } = await refusalOf(glossOf(await changedJson('"level":1', '"level":')));
    expect(message).toContain('digest.json, passages, entry 1: is no JSON');
  });

  it('is refused with the place of what is between its pieces', async () => {
    expect((await refusalOf(glossOf(' {}'))).message).toContain('white space at byte 1,');
    expect((await refusalOf(glossOf('{"a":1}\n'))).message).toContain('white space at byte 8,');
    expect((await refusalOf(glossOf('{"a":1;}'))).message).toContain('lacks format');
    expect((await refusalOf(glossOf('{"a":"";}'))).message).toContain('see byte 8');
  });

  it('is refused in words that name the entry, by its id where it has one', async () => {
    const told = async (from: string, to: string) =>
      (await refusalOf(glossOf(await changedJson(from, to)))).message;
    expect(await told('"kind":"event"', '"kind":"party"')).toMatch(
      /^digest\.json, terms, entry 2 \("igf"\): kind is "party"; write one of /,
    );
    expect(await told('"name":"A small digest"', '"name":""')).toMatch(
      /^digest\.json, about: name is empty; write it/,
    );
    expect(await told('"documents":[{', '"documents":[7,{')).toMatch(
      /^digest\.json, documents, entry 1: the entry is 7; /,
    );
    expect(await told('"documents":[{', '"documents":[null,{')).toMatch(
      /^digest\.json, documents, entry 1: the entry is/,
    );
    expect(await told('"id":"report",', '"id":["report"],')).toMatch(
      /^digest\.json, documents, entry 1: id is a list/,
    );
  });

  it('is refused if it is not UTF-8', async () => {
    const json = await smallJson();
    const at = new TextDecoder().decode(json).indexOf('A small digest');
    json[at] = 0xff;
    expect(await refusalOf(glossOf(json))).toMatchObject({ reason: 'not-json', path: 'about' });
  });

  it('is refused if it is nested too deep, before anything is parsed', async () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect((await refused('"level":1', `"level":${nested(6)}`)).reason).toBe('too-deep');
    expect((await refused('"level":1', `"level":${nested(5)}`)).reason).toBe('invalid');
    expect((await refused('"format":1', `"format":{"a":${nested(7)}}`)).reason).toBe('too-deep');
    expect((await refused('"format":1', `"format":{"a":${nested(6)}}`)).reason).toBe('wrong-format-version');
    // A recursive parser would end the program.
    const levels = 10_000_000;
    expect(await told(`{"terms":${'['.repeat(levels)}`)).toBe('too-deep');
    expect(await told(`{"terms":${'{"a":'.repeat(levels / 5)}`)).toBe('too-deep');
  });

  it('is refused if an entry or a member is too large, with its place', async () => {
    const text = 'x'.repeat(512_000);
    expect(await told(`{"about":"${text}"}`)).toBe('too-large');
    const { reason, message } = await refusalOf(glossOf(`{"terms":[1,"${text}"]}`));
    expect([reason, message]).toEqual(['too-large', expect.stringContaining('terms, entry 2 has more than')]);
    expect(await told(`{"terms":[1,"${text}`)).toBe('too-large');
  });

  it.each([
    ['documents', 10_000],
    ['passages', 1_000_000],
    ['terms', 1_000_000],
  ])('is refused if it has more %s than %i, before any is parsed', async (list, most) => {
    const of = (count: number) => `{"${list}":[${'1,'.repeat(count - 1)}1]}`;
    const deflated = (count: number) =>
      zipOf([{ name: 'digest.json', content: of(count), packed: undefined, deflated: false }]);
    const { reason, message } = await refusalOf(deflated(most + 1));
    expect([reason, message]).toEqual(['too-large', expect.stringContaining(`more than ${most} ${list}`)]);
    expect((await refusalOf(deflated(most))).message).toContain('lacks format');
  });

  it.each([
    ['2', '2'],
    ['"1"', '"1"'],
    ['null', 'null'],
  ])('is refused as of another format if the format is %s', async (_, format) => {
    expect(await refused('"format":1', `"format":${format}`)).toEqual({
      reason: 'wrong-format-version',
      path: 'format',
    });
  });

  it('is refused as of another format whatever else a later format has', async () => {
    const later = canonicalJson({ ...(await smallDigest()), format: 2, terms: {}, extra: [{ a: 1 }] });
    const { reason, message } = await refusalOf(glossOf(later));
    expect(reason).toBe('wrong-format-version');
    expect(message).toContain('is of format 2, and this Gloss reads format 1. Update Gloss');
  });

  it.each([
    ['an unknown member', '"documents"', '"comment":"x","documents"', 'comment'],
    ['a member twice', '"format":1', '"format":1,"format":1', 'format'],
    ['no format', '"format":1,', '', 'format'],
    ['no name', /"about":\{.*?\},/, '', 'about'],
    ['no hash', /"hash":".*?",/, '', 'hash'],
    ['a hash that is none', /"hash":"./, '"hash":"x', 'hash'],
    ['terms that are no list', /"terms":.*\]/, '"terms":{}', 'terms'],
  ])('is refused with %s, and says where', async (_, from, to, path) => {
    expect(await refused(from, to)).toEqual({ reason: 'invalid', path });
  });

  it('is refused if its content has another hash', async () => {
    expect(await refused(/"hash":"./, '"hash":"0')).toEqual({ reason: 'wrong-hash', path: 'hash' });
    expect((await refused('Yearly forum', 'Daily forum')).reason).toBe('wrong-hash');
    expect(await refused('A small digest', 'A large digest').catch(String)).toContain('was read');
  });

  it.each(['__proto__', 'constructor', 'prototype'])('is refused with the key %s, anywhere', async (key) => {
    const member = `"${key}":{"polluted":true}`;
    expect(await refused('{"about"', `{${member},"about"`)).toMatchObject({ reason: expect.any(String) });
    for (const [from, to, path] of [
      [/("about":\{)/, `"about":{${member},`, 'about'],
      ['"gist":{', `"gist":{${member},`, 'terms[0]'],
      ['"claims":[{', `"claims":[{${member},`, 'terms[0]'],
      ['"documents":[{', `"documents":[{${member},`, 'documents[0]'],
    ] as const)
      expect(await refused(from, to)).toEqual({ reason: 'invalid', path });
    // Written in another way, it is not canonical.
    const escaped = `"\\u005f${key.slice(1)}":{}`;
    expect((await refused('"gist":{', `"gist":{${escaped},`)).reason).toMatch(/not-canonical|invalid/);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    // In a text, it is a text.
    expect((await refused('Yearly forum', `\\"${key}\\":`)).reason).toBe('wrong-hash');
  });
});

describe('Reading a file again', () => {
  it('is independent of the bytes around it', async () => {
    const file = glossOf(await smallDigest());
    const around = new Uint8Array(file.length + 20);
    around.set(file, 7);
    expect((await read(around.subarray(7, 7 + file.length))).digest).toEqual(await smallDigest());
  });
});
