/**
 * The reasons for a mention as sentences. Words of the page and of the glossary are quoted as they are, in
 * any script.
 */
import { i18n } from '#i18n';
import type { Reason } from '../../protocol/messages';

/**
 * The sentences of *Why here?*, the heaviest reason first, without duplicates. A cue found near the mention
 * is not repeated as a cue on the page.
 */
export function whySentences(why: readonly Reason[]): string[] {
  if (why.length === 0) return [i18n.t('why.unambiguous')];
  const near = new Set(why.flatMap((reason) => (isCue(reason) && reason.near ? reason.cue : [])));
  const telling = why.filter((reason) => !isCue(reason) || reason.near || !near.has(reason.cue));
  const sorted = telling.toSorted((a, b) => weight(b) - weight(a));
  return [...new Set(sorted.map(sentence))];
}

/** Whether a mark could be missing elsewhere: its form needs evidence, and the page does not spell it out. */
export function isWeak(why: readonly Reason[]): boolean {
  const isSpelt = ({ kind }: Reason) => kind === 'definition' || kind === 'initials' || kind === 'full-name';
  return why.length > 0 && !why.some((reason) => reason.kind === 'unambiguous' || isSpelt(reason));
}

const isCue = (reason: Reason): reason is Extract<Reason, { cue: string }> => 'cue' in reason;
const weight = (reason: Reason) => ('weight' in reason ? Math.abs(reason.weight) : 0);

function sentence(reason: Reason): string {
  switch (reason.kind) {
    case 'unambiguous':
      return i18n.t('why.unambiguous');
    case 'definition':
      if (reason.text === '') return i18n.t('why.definitionHere');
      return reason.weight > 0
        ? i18n.t('why.definition', [foreign(reason.text)])
        : i18n.t('why.definitionOther', [foreign(reason.text)]);
    case 'initials':
      return reason.weight > 0
        ? i18n.t('why.initials', [foreign(reason.text)])
        : i18n.t('why.initialsOther', [foreign(reason.text)]);
    case 'full-name':
      return i18n.t('why.fullName');
    case 'rival-name':
      return i18n.t('why.rivalName', [foreign(reason.sense)]);
    case 'cue':
      return i18n.t(reason.near ? 'why.cueNear' : 'why.cue', [cueText(reason.cue)]);
    case 'rival':
      return i18n.t(reason.near ? 'why.rivalNear' : 'why.rival', [
        cueText(reason.cue),
        foreign(reason.sense),
      ]);
    case 'company':
      return i18n.t(reason.near ? 'why.companyNear' : 'why.company');
    case 'topic':
      return i18n.t('why.topic');
    case 'language':
      return i18n.t('why.language', [languageName(reason.lang)]);
    case 'standing':
      return i18n.t(`why.standing.${reason.how}`);
    case 'one-of-many':
      return i18n.t('why.oneOfMany');
    case 'part-of-name':
      return i18n.t('why.partOfName');
    case 'capitals':
      return i18n.t('why.capitals');
    case 'word':
      return i18n.t('why.word');
    case 'prior':
      return i18n.t(reason.weight > 0 ? 'why.priorClear' : 'why.prior');
  }
}

/**
 * Foreign text in a sentence of the interface, in Unicode isolates (UAX #9), so that its direction does not
 * reorder the text around it.
 */
const foreign = (text: string) => `\u2068${text}\u2069`;

/** A cue for display: `delegat*`, any word with that beginning, is shown as `delegat…`. */
const cueText = (cue: string) => foreign(cue.replaceAll('*', '…'));

function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(undefined, { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag; // Not a valid BCP 47 tag.
  }
}
