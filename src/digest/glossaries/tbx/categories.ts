/**
 * Names of elements and data categories of TBX (ISO 30042:2019, and TBX-Basic of 2014). In the style DCA, and in
 * `martif`, a category is the value of an attribute: `<descrip type="definition">`. In the style DCT it is the name
 * of an element: `<basic:definition>`.
 */
import type { XmlElement } from '../xml/read-xml';

/** Levels of an entry: about the concept, about its terms in one language, about one term. */
export type Level = 'concept' | 'lang' | 'term';

const LEVELS: Record<string, Level> = {
  ...{ conceptEntry: 'concept', termEntry: 'concept' },
  ...{ langSec: 'lang', langSet: 'lang' },
  ...{ termSec: 'term', tig: 'term', ntig: 'term' },
};
/** Elements that hold other elements, and no text of their own. */
const HOLDERS = new Set([
  ...[
    'tbx',
    'TBX',
    'martif',
    'text',
    'body',
    'back',
    'termGrp',
    'termCompList',
    'termCompGrp',
    'termNoteGrp',
  ],
  ...[
    'refObjectSec',
    'refObjectList',
    'refObject',
    'tbxHeader',
    'martifHeader',
    'encodingDesc',
    'revisionDesc',
  ],
  ...['fileDesc', 'titleStmt', 'publicationStmt', 'sourceDesc', 'change', 'itemSet', 'itemGrp'],
]);
const GROUPS = new Set(['descripGrp', 'adminGrp', 'transacGrp', 'descripNoteGrp']);
/** Elements whose attribute `type` names their category. */
const TYPED = new Set([
  ...['descrip', 'descripNote', 'termNote', 'admin', 'adminNote', 'ref', 'xref', 'transac', 'transacNote'],
  ...['hi', 'item'],
]);
/** Markup inside a text. */
const INLINE = new Set(['hi', 'foreign', 'ph', 'bpt', 'ept', 'it', 'sc', 'ec']);

export function levelOf(local: string): Level | undefined {
  return Object.hasOwn(LEVELS, local) ? LEVELS[local] : undefined;
}
export const isHolder = (local: string): boolean => HOLDERS.has(local);
export const isGroup = (local: string): boolean => GROUPS.has(local);
export const isInline = (local: string): boolean => INLINE.has(local);
export const isRoot = (local: string): boolean => /^(?:tbx|martif)$/i.test(local);

/** The data category of an element: `definition`, `administrativeStatus`, `term`, `p`. */
export function categoryOf({ local, attributes }: XmlElement): string {
  return TYPED.has(local) ? (attributes.get('type') ?? local) : local;
}

/** Values of `administrativeStatus` and `normativeAuthorization` for a term that comes before others. */
export function isPreferred(category: string, value: string): boolean {
  return (
    /^(?:administrativeStatus|normativeAuthorization)$/.test(category) &&
    /^\s*(?:preferred|preferredTerm|standardizedTerm)(?:-admn-sts)?\s*$/.test(value)
  );
}

/** Categories of references to other entries. */
export function isReference(category: string): boolean {
  return /^(?:crossReference|see|seeAlso|homograph|(?:broader|subordinate|superordinate|coordinate|related)Concept\w*|antonymConcept)$/.test(
    category,
  );
}

/** Data about the work on an entry, not about its term: it is not missed. */
export function isBookkeeping(category: string): boolean {
  return /^(?:administrativeStatus|normativeAuthorization|projectSubset|transactionType|responsibility|date|entrySource|entryIdentifier|transac|p|title|edition|language)$/.test(
    category,
  );
}

/**
 * How Gloss says in a file of its own that a term is the heading of its card (`projectSubset`): as a form too, or
 * only there.
 */
export const HEADING = 'gloss-heading';
export const HEADING_ONLY = 'gloss-heading-only';
