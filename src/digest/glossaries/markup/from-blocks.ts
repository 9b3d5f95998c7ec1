/**
 * Finds the definitions in the blocks of a text. Lists of definitions and tables always count. Of terms in bold, items
 * such as `Term: what it is`, and headings with a paragraph, the kind counts that there is most of: a text of prose
 * has some bold letters, and a glossary has some headings. Cost: linear.
 */
import type { Bounds } from '../bounds';
import type { Draft, DraftStatement, DraftText } from '../draft';
import type { Gathering } from '../gather';
import { type Columns, guessColumns } from '../tables/columns';
import { headerOf } from '../tables/headers';
import { RowDrafts } from '../tables/row-drafts';
import type { Work } from '../work';
import { afterLead, type Block, plainLead } from './blocks';

type Placed = { draft: Draft; line: number };
/** A draft that later blocks add to. */
type Open = {
  draft: Draft & { definitions: DraftStatement[]; statements: DraftStatement[] };
  line: number;
};
type Row = Extract<Block, { is: 'row' }>;
type Table = { columns: Columns; rows: readonly Row[] };

/** Terms of a list of definitions: a longer text is no term. */
const LONGEST_TERM = 200;
/** Statements of one term that are kept while its heading is open. */
const MOST_PARAGRAPHS = 100;

export class Definitions {
  readonly #gathering: Gathering;
  readonly #bounds: Bounds;
  readonly #preferred: string | undefined;
  readonly #lists: (Placed | Table)[] = [];
  readonly #leads: Placed[] = [];
  readonly #items: Placed[] = [];
  /** By level of the heading. */
  readonly #headings = new Map<number, Placed[]>();
  /** Blocks that define nothing, unless a heading above them counts. */
  #prose = 0;
  #proseSample = '';
  #terms: DraftText[] = [];
  #open: Open | undefined;
  #heading: Open | undefined;
  #headingLevel = 0;
  #paragraph: (DraftText & { line: number }) | undefined;
  #rows: Row[] = [];

  constructor(gathering: Gathering, bounds: Bounds, preferred: string | undefined) {
    this.#gathering = gathering;
    this.#bounds = bounds;
    this.#preferred = preferred;
  }

  take(block: Block): void {
    if (block.is === 'row') {
      this.#rows.push(block);
      return;
    }
    if (this.#rows.length > 0) this.#endTable();
    if (block.is !== 'term' && block.is !== 'definition') {
      this.#terms = [];
      this.#open = undefined;
    }
    if (block.is === 'term') this.#takeTerm(block);
    else if (block.is === 'definition') this.#takeDefinition(block);
    else if (block.is === 'heading') this.#takeHeading(block);
    else if (block.is === 'lead') this.#takeLead(block);
    else if (block.is === 'item') this.#takeItem(block);
    else if (block.is === 'paragraph') this.#takeParagraph(block);
  }

  /** Hands on what was found, in the order of the file within each kind. */
  *finish(): Work<void> {
    if (this.#rows.length > 0) this.#endTable();
    const [best = []] = [...this.#headings.values()].sort((a, b) => b.length - a.length);
    // A few headings with paragraphs are chapters, where there are definitions of another kind.
    const isHeadings =
      this.#lists.length === 0 && best.length > Math.max(this.#leads.length, this.#items.length);
    const isLeads = !isHeadings && this.#leads.length > 0 && this.#leads.length >= this.#items.length;
    const isItems = !isHeadings && !isLeads && this.#lists.length === 0 && this.#items.length >= 2;
    const chosen = isHeadings ? best : isLeads ? this.#leads : isItems ? this.#items : [];
    let count = 0;
    for (const placed of [...this.#lists, ...chosen]) {
      if ('draft' in placed) this.#gathering.add(placed.draft, placed.line);
      else yield* this.#addTable(placed);
      if (++count % 100 === 0) yield count;
    }
    let unused = this.#prose + (isLeads ? 0 : this.#leads.length) + (isItems ? 0 : this.#items.length);
    if (isHeadings)
      for (const { draft } of best)
        unused -= (draft.definitions?.length ?? 0) + (draft.statements?.length ?? 0);
    this.#gathering.left.add('prose', this.#proseSample, undefined, Math.max(0, unused));
  }

  #takeTerm({ text, lang }: Block & { text: string }): void {
    if (this.#open) this.#terms = [];
    this.#open = undefined;
    if (this.#terms.length < this.#bounds.formsOfTerm)
      this.#terms.push({ text: text.slice(0, LONGEST_TERM * 4), ...(lang !== undefined && { lang }) });
    this.#paragraph = undefined;
  }

  /** The first definition after terms makes an entry of them, the next ones are added to it. */
  #takeDefinition({ text, lang, line }: Block & { text: string }): void {
    const definition = { text, ...(lang !== undefined && { lang }) };
    if (this.#open) {
      const { draft } = this.#open;
      if (draft.definitions.length < MOST_PARAGRAPHS) draft.definitions.push(definition);
      return;
    }
    // Pandoc allows an empty line between the two: then the term came as a paragraph.
    const terms = this.#terms.length > 0 ? this.#terms : this.#paragraph ? [this.#paragraph] : [];
    const [label, ...others] = terms;
    if (label === undefined || label.text.length > LONGEST_TERM * 4) {
      this.#leave(text);
      return;
    }
    if (this.#paragraph && this.#terms.length === 0) this.#prose--;
    this.#paragraph = undefined;
    const draft = {
      ...{ label: label.text, lang: label.lang, forms: others },
      ...{ definitions: [definition], statements: [] },
    };
    this.#open = { draft, line };
    this.#lists.push(this.#open);
  }

  #takeHeading({ text, lang, level, line }: Block & { is: 'heading' }): void {
    this.#heading = { draft: { label: text, lang, definitions: [], statements: [] }, line };
    this.#headingLevel = level;
    this.#paragraph = undefined;
  }

  #takeParagraph({ text, lang, line }: Block & { text: string }): void {
    this.#paragraph = { text, line, ...(lang !== undefined && { lang }) };
    this.#addToHeading(this.#paragraph);
    this.#leave(text);
  }

  #addToHeading({ text, lang }: DraftText): void {
    const heading = this.#heading;
    if (!heading) return;
    const { definitions, statements } = heading.draft;
    const said = { text, ...(lang !== undefined && { lang }) };
    if (definitions.length === 0) {
      definitions.push(said);
      const level = this.#headings.get(this.#headingLevel) ?? [];
      level.push(heading);
      this.#headings.set(this.#headingLevel, level);
    } else if (statements.length < MOST_PARAGRAPHS) statements.push(said);
  }

  #takeLead({ term, rest, lang, line }: Block & { is: 'lead' }): void {
    const bare = term.replace(/[\s:：–—]+$/, '');
    const after = afterLead(rest, /[:：–—]\s*$/.test(term));
    this.#addToHeading({ text: `${term} ${rest}`, lang });
    if (!after || bare === '' || bare.length > LONGEST_TERM) {
      this.#leave(`${term} ${rest}`);
      return;
    }
    const { definition, other } = after;
    this.#leads.push({
      draft: {
        ...{ label: bare, lang },
        ...(other !== undefined && { forms: [{ text: other, lang }] }),
        definitions: [{ text: definition, lang }],
      },
      line,
    });
  }

  #takeItem({ text, lang, line }: Block & { text: string }): void {
    const said = plainLead(text);
    // A list alone says nothing of a heading: it belongs to a paragraph.
    if (this.#heading && this.#heading.draft.definitions.length > 0) this.#addToHeading({ text, lang });
    if (!said) {
      this.#leave(text);
      return;
    }
    const definitions = [{ text: said.definition, lang }];
    this.#items.push({ draft: { label: said.term, lang, definitions }, line });
  }

  #leave(text: string): void {
    if (this.#prose++ === 0) this.#proseSample = text;
  }

  /** A table counts if its header is known, or if it has two columns. */
  #endTable(): void {
    const rows = this.#rows;
    this.#rows = [];
    const start = rows.slice(0, 200).map(({ cells }) => cells);
    const [first = []] = start;
    const filled = start.filter((row) => row.some((cell) => cell !== ''));
    const known = first.filter((cell) => headerOf(cell) !== undefined).length;
    const width = Math.max(...start.map((row) => row.length));
    if (width > this.#bounds.columns || filled.length < 2 || (known < 2 && width !== 2)) {
      this.#leave(first.join(' '));
      return;
    }
    const columns = guessColumns(filled, '|');
    if (rows[0]?.isHeader) columns.hasHeader = true;
    this.#lists.push({ columns, rows });
  }

  *#addTable({ columns, rows }: Table): Work<void> {
    const drafts = new RowDrafts(columns, this.#preferred, this.#gathering.left);
    for (let at = columns.hasHeader ? 1 : 0; at < rows.length; at++) {
      const { cells, line } = rows[at] as Row;
      const draft = drafts.of(cells, line);
      if (draft) this.#gathering.add(draft, line, drafts.meeting);
      if (at % 100 === 0) yield at;
    }
  }
}
