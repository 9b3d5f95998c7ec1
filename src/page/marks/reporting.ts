/**
 * Reports what is marked in this frame to the popup and the side panel while they are open. A page loads this
 * script when one of them asks for reports. Invisible mentions are not reported.
 */
import { native } from '../../protocol/native';
import {
  type GoTo,
  type InView,
  MOST_REPORTED,
  type Report,
  type ReportedMention,
  type ReportedTerm,
} from '../../protocol/report';
import { canonicalOf, titleOf } from '../dom/itself';
import { later, unhear, unplan } from '../dom/later';
import { closestOf, parentOf } from '../dom/nodes';
import { inSlices } from '../dom/slices';
import { contextOf } from './context';
import { flash } from './flash';
import { heightsOf, inView } from './heights';
import { inOrder } from './in-order';
import { kindOf } from './kind';
import type { Marks } from './marks';
import { isWhole, type Mention } from './mention';

/**
 * Delay (ms) before a change of the marks is reported. Further changes within this time go into the same
 * report.
 */
const REST = 300;
/** Delay (ms) before a scroll is reported, in which further scrolls go into the same message. */
const SCROLLED = 150;

/**
 * Opens a port to the extension page that asked, unless one is open. Sends reports until the page closes the
 * port.
 */
export function startReporting(doc: Document, marks: Marks, to: string): void {
  if (open.has(to)) return;
  open.add(to);
  const port = native.runtime.connect({ name: to });
  let told = new Map<number, Mention>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isTelling = false;
  let isDue = false;
  let looking: ReturnType<typeof setTimeout> | undefined;
  let seen = '';
  /** Reports which mentions are in view, if others are than at the last look. */
  const look = () => {
    looking = undefined;
    const now = inView(doc, [...told.values()]);
    if (!open.has(to) || !now || seen === `${now.from} ${now.to}`) return;
    seen = `${now.from} ${now.to}`;
    port.postMessage({ inView: now } satisfies InView);
  };
  const scrolled = (event: Event) => {
    if (event.isTrusted) looking ??= later(look, SCROLLED);
  };
  const tell = async () => {
    timer = undefined;
    isDue = isTelling;
    if (isTelling) return;
    isTelling = true;
    const { made } = await inSlices(doc, inOrder(marks, true), true).finally(() => {
      isTelling = false;
    });
    if (!open.has(to)) return;
    if (isDue) soon();
    const mentions = made.filter(isWhole);
    told = new Map(mentions.slice(0, MOST_REPORTED).map((mention) => [idOf(mention), mention]));
    port.postMessage(reportOf(doc, marks, mentions, told));
    seen = '';
    if (self === top) look();
  };
  const soon = () => {
    timer ??= later(tell, REST);
  };
  port.onMessage.addListener((message: unknown) => {
    if (!isGoTo(message)) return;
    const { go } = message;
    const mention = typeof go === 'number' ? told.get(go) : undefined;
    const spot = typeof go === 'string' ? marks.noted?.first(go) : mention && isWhole(mention) && mention;
    if (spot) flash(doc, spot);
    else soon(); // The mention has left the page, so a new report removes it from the list.
  });
  port.onDisconnect.addListener(() => {
    open.delete(to);
    marks.listeners.delete(soon);
    unhear('scroll', scrolled);
    unplan(timer);
    unplan(looking);
  });
  marks.listeners.add(soon);
  // A frame inside the page does not know which part of it is in view.
  if (self === top) addEventListener('scroll', scrolled, { capture: true, passive: true });
  void tell();
}

/** The names of the open ports. */
const open = new Set<string>();

const ids = new WeakMap<Mention, number>();
let last = 0;

function idOf(mention: Mention): number {
  const id = ids.get(mention) ?? ++last;
  ids.set(mention, id);
  return id;
}

function reportOf(
  doc: Document,
  marks: Marks,
  all: readonly Mention[],
  told: ReadonlyMap<number, Mention>,
): Report {
  const terms = new Map<string, ReportedTerm>();
  for (const { term, start } of all) {
    const known = terms.get(term) ?? { term, count: 0, headings: 0 };
    known.count++;
    const element = parentOf(start.node);
    if (element && closestOf(element, 'h1,h2,h3,[role=heading]')) known.headings++;
    terms.set(term, known);
  }
  const heights = heightsOf(doc, [...told.values()]);
  const mentions: ReportedMention[] = [...told].map(([id, mention], index) => ({
    id,
    term: mention.term,
    surface: mention.surface,
    ...contextOf(mention),
    at: heights[index] ?? 0,
  }));
  return {
    kind: kindOf(doc),
    terms: [...terms.values()],
    mentions,
    address: doc.location.href,
    ...canonicalOf(doc),
    title: titleOf(doc),
    passages: marks.noted?.told() ?? [],
  };
}

function isGoTo(message: unknown): message is GoTo {
  return typeof message === 'object' && message !== null && 'go' in message;
}
