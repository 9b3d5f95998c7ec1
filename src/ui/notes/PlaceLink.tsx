import { i18n } from '#i18n';
import type { Brief } from '../../notes/brief';
import { howToOpen, termAddress } from '../../protocol/address';
import { browser } from '../../protocol/extension';

interface PlaceLinkProps extends Pick<Brief, 'kind' | 'place'> {
  address?: string | undefined;
  /** `tabindex` of the link. */
  stop?: number;
}

/**
 * A link to the page or to the term's card. Addresses may come from imports, so only those of pages are
 * followed.
 */
export function PlaceLink({ kind, place, address = '', stop = 0 }: PlaceLinkProps) {
  if (kind === 'term')
    return (
      <a href={termAddress(place)} target="_blank" rel="noopener" tabIndex={stop}>
        {i18n.t('notesPage.toTerm')}
      </a>
    );
  switch (howToOpen(address)) {
    case 'link':
      return (
        <a href={address} target="_blank" rel="noopener noreferrer" tabIndex={stop}>
          {i18n.t('notesPage.toPage')}
        </a>
      );
    case 'tab':
      return (
        <button type="button" tabIndex={stop} onClick={() => void browser.tabs.create({ url: address })}>
          {i18n.t('notesPage.toPage')}
        </button>
      );
    default:
      return null;
  }
}
