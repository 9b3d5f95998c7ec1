import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DOCUMENT } from '../digest/sources';
import { ABOUT, at, digest, inNewFolder, namesIn, SOUND, write } from './publishing';

inNewFolder();

describe('npm run digest', () => {
  it.each<[string, RegExp, () => void]>([
    ['no about.yaml', /in\/about\.yaml:1: is missing; write it/, () => rmSync(at('in/about.yaml'))],
    ['no terms', /in:1: has no glossary; write terms/, () => rmSync(at('in/terms.yaml'))],
    ['no folder', /in:1: is no folder; name the one/, () => rmSync(at('in'), { recursive: true })],
    ['a .yml', /in\/more\.yml:1: is not read; name it \*\.yaml/, () => write('in/more.yml', SOUND)],
    ['a .MD', /documents\/A\.MD:1: is not read; name it \*\.md/, () => write('in/documents/A.MD', DOCUMENT)],
    [
      'Latin-1',
      /in\/terms\.yaml:4: is not in UTF-8/,
      () => write('in/terms.yaml', Buffer.from('#\n#\n\n# \xe9t\xe9\n#', 'latin1')),
    ],
    [
      'Latin-1 in about.yaml',
      /in\/about\.yaml:1: is not in UTF-8/,
      () => write('in/about.yaml', Buffer.from('# \xe9', 'latin1')),
    ],
    [
      'an unknown key',
      /in\/about\.yaml:5: has the unknown key "colour"/,
      () => write('in/about.yaml', `${ABOUT}colour: red\n`),
    ],
    [
      'no version',
      /in\/about\.yaml:1: lacks version; add it/,
      () => write('in/about.yaml', ABOUT.replace(/version.*\n/, '')),
    ],
    [
      'a version that is a path',
      /in\/about\.yaml:3: version is no version/,
      () => write('in/about.yaml', ABOUT.replace('1.0.0', '../1')),
    ],
    [
      'a long version',
      /in\/about\.yaml:3: has an id and a version of 51 letters, more than 48 together/,
      () => write('in/about.yaml', ABOUT.replace('1.0.0', '1'.repeat(40))),
    ],
    [
      'an id that is none',
      /in\/about\.yaml:1: id is no id/,
      () => write('in/about.yaml', ABOUT.replace('small-terms', 'Small')),
    ],
    [
      'a home that is a file',
      /in\/about\.yaml:5: home is no address/,
      () => write('in/about.yaml', `${ABOUT}home: file:///x\n`),
    ],
    [
      'a long name',
      /in\/about\.yaml:2: name is longer than 120 letters/,
      () => write('in/about.yaml', ABOUT.replace('Small terms', 'x'.repeat(121))),
    ],
    [
      'an empty licence',
      /in\/about\.yaml:4: licence is without a value/,
      () => write('in/about.yaml', ABOUT.replace('CC-BY-4.0', '')),
    ],
    [
      'about.yaml that is a list',
      /in\/about\.yaml:1: the entry is a list/,
      () => write('in/about.yaml', '- a'),
    ],
    ['about.yaml that is none', /in\/about\.yaml:1: is not the YAML/, () => write('in/about.yaml', 'id: [')],
    [
      '__proto__ in about.yaml',
      /in\/about\.yaml:5: has the unknown key "__proto__"/,
      () => write('in/about.yaml', `${ABOUT}__proto__: {a: b}\n`),
    ],
  ])('names file and line, and writes nothing, for %s', async (_, expected, spoil) => {
    spoil();
    const { status, err } = await digest(at('in'), '-o', at('out'));
    expect([status, err]).toEqual([1, expect.stringMatching(expected)]);
    expect(namesIn('.')).not.toContain('out');
  });
});
