/** Reads XML in steps. Cost: linear. */
import { type SaxesAttributeNS, SaxesParser } from 'saxes';
import type { Bounds } from '../bounds';
import { counted, GlossaryRefusal } from '../refusal';
import type { Work } from '../work';

/** The start of an element. */
export interface XmlElement {
  /** Namespace; '' for none. */
  uri: string;
  local: string;
  /** Values by local name of the attribute, or by `{namespace}local` if it has a namespace. */
  attributes: ReadonlyMap<string, string>;
  /** The language of its text, as written (`xml:lang` of it or of the nearest element around it); '' for none. */
  lang: string;
}

/** Is told what the file has, in its order. `line`: from 1. */
export interface XmlListener {
  open(element: XmlElement, line: number): void;
  text(text: string): void;
  close(line: number): void;
}

/** UTF-16 units that are parsed in one step: about 2 ms. */
const STEP = 1 << 15;
export const XML = 'http://www.w3.org/XML/1998/namespace';

/** Throws a `GlossaryRefusal` if the file is not well-formed, is nested too deep, or uses entities of a DTD. */
export function* readingXml(text: string, bounds: Bounds, listener: XmlListener): Work<void> {
  const parser = new SaxesParser({ xmlns: true });
  const languages: string[] = [''];
  parser.on('error', (error) => {
    throw malformed(error.message);
  });
  parser.on('opentag', ({ uri, local, attributes }) => {
    if (languages.length > bounds.depth)
      throw new GlossaryRefusal(
        'large',
        `Elements are nested deeper than ${counted(bounds.depth)}`,
        'Correct the file',
        `line ${counted(parser.line)}`,
      );
    const named = new Map(Object.values(attributes).map((each) => [nameOf(each), each.value]));
    const lang = named.get(`{${XML}}lang`) ?? named.get('lang') ?? languages.at(-1) ?? '';
    languages.push(lang);
    listener.open({ uri, local, attributes: named, lang }, parser.line);
  });
  parser.on('text', (piece) => listener.text(piece));
  parser.on('cdata', (piece) => listener.text(piece));
  parser.on('closetag', () => {
    languages.pop();
    listener.close(parser.line);
  });
  const start = text.length - text.trimStart().length;
  for (let at = start; at < text.length; at += STEP) {
    parser.write(text.slice(at, at + STEP));
    yield at;
  }
  parser.close();
}

function nameOf({ uri, local }: SaxesAttributeNS): string {
  return uri === '' ? local : `{${uri}}${local}`;
}

/** saxes says `3:15: what is wrong.` */
function malformed(message: string): GlossaryRefusal {
  const [, line = '', what = message] = /^(\d+):\d+: (.*)$/s.exec(message) ?? [];
  const where = line === '' ? undefined : `line ${counted(Number(line))}`;
  if (what.includes('undefined entity'))
    return new GlossaryRefusal(
      'unsupported',
      'The file uses an entity that XML itself does not have; Gloss expands none of a DTD',
      'Replace the entities by what they stand for: an RDF or XML editor does it when it saves the file anew',
      where,
    );
  return new GlossaryRefusal(
    'malformed',
    `This is no well-formed XML: ${what.replace(/\.$/, '')}`,
    'Correct the file, or export it again',
    where,
  );
}
