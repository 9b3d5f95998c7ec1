/** Reads TBX into drafts of terms, element by element. Cost: linear. */
import type { Bounds } from '../bounds';
import type { ReadAbout } from '../entry';
import type { Gathering } from '../gather';
import { languageOf } from '../languages';
import { GlossaryRefusal } from '../refusal';
import { tidy } from '../texts';
import type { Work } from '../work';
import { readingXml, type XmlElement, type XmlListener } from '../xml/read-xml';
import { categoryOf, isGroup, isHolder, isInline, isRoot, levelOf } from './categories';
import { ConceptDraft } from './concept-draft';

/** Longest text of the header that is kept, UTF-16 units. */
const HEADER_TEXT = 500;
const LICENCE = /licen[cs]e|licencia|creative commons|\bCC[ -](?:BY|0)|copyright|©|public domain/i;

/** Reads the terms into `gathering`. Throws a `GlossaryRefusal` if the file is no TBX. */
export function* readingTbx(
  text: string,
  gathering: Gathering,
  bounds: Bounds,
  preferred: string | undefined,
): Work<ReadAbout> {
  const reader = new TbxReader(gathering, preferred);
  yield* readingXml(text, bounds, reader);
  return reader.about;
}

class TbxReader implements XmlListener {
  readonly about: ReadAbout = {};
  readonly #gathering: Gathering;
  readonly #preferred: string | undefined;
  /** Local names of the open elements. */
  readonly #open: string[] = [];
  #concept: ConceptDraft | undefined;
  /** The element whose text is being read, its parts so far, and how deep it is. */
  #reading: { element: XmlElement; parts: string[]; depth: number } | undefined;
  #count = 0;

  constructor(gathering: Gathering, preferred: string | undefined) {
    this.#gathering = gathering;
    this.#preferred = preferred;
  }

  open(element: XmlElement): void {
    const { local } = element;
    if (this.#open.length === 0) this.#openRoot(element);
    this.#open.push(local);
    if (this.#reading || isHolder(local)) return;
    const level = levelOf(local);
    if (level === 'concept') {
      this.#concept ??= new ConceptDraft(element.attributes.get('id'), this.#gathering.left, ++this.#count);
    } else if (level !== undefined) this.#concept?.enter(level, element.lang);
    else if (isGroup(local)) this.#concept?.openGroup();
    else if (!isInline(local)) this.#reading = { element, parts: [], depth: this.#open.length };
  }

  text(text: string): void {
    this.#reading?.parts.push(text);
  }

  close(): void {
    const reading = this.#reading;
    if (reading?.depth === this.#open.length) {
      this.#reading = undefined;
      this.#finish(reading.element, reading.parts.join(''));
    }
    const local = this.#open.pop() ?? '';
    if (reading) return;
    const level = levelOf(local);
    if (level === 'concept') {
      const draft = this.#concept?.draft(this.#preferred, this.about.language);
      if (draft) this.#gathering.add(draft, this.#count);
      this.#concept = undefined;
    } else if (level !== undefined) this.#concept?.leave(level);
    else if (isGroup(local)) this.#concept?.closeGroup();
  }

  #openRoot({ local, lang }: XmlElement): void {
    if (!isRoot(local))
      throw new GlossaryRefusal(
        'kind',
        `The file is XML, but no TBX: its first element is ${local.slice(0, 60)}`,
        'Choose a TBX file',
      );
    const language = languageOf(lang);
    if (language !== undefined && language !== 'und') this.about.language = language;
  }

  #finish(element: XmlElement, text: string): void {
    if (this.#concept) this.#concept.add(element, categoryOf(element), text);
    else this.#addHeader(element.local, tidy(text.slice(0, HEADER_TEXT * 2)).slice(0, HEADER_TEXT));
  }

  /** The title, and the paragraphs that name a licence or a source. */
  #addHeader(local: string, text: string): void {
    if (text === '') return;
    const isIn = (name: string) => this.#open.includes(name);
    if (local === 'title' && isIn('titleStmt')) this.about.name ??= text;
    else if (local !== 'p') return;
    else if (LICENCE.test(text)) this.about.licence ??= text;
    else if (isIn('sourceDesc')) this.about.attribution ??= text;
  }
}
