import { i18n } from '#i18n';
import { libraryAddress, notesAddress, settingsAddress } from '../../protocol/address';

/** The links from popup and side panel to the pages of Gloss. */
export function Ways() {
  return [
    [libraryAddress(), i18n.t('popup.library')] as const,
    [notesAddress(), i18n.t('notesPage.link')] as const,
    [settingsAddress(), i18n.t('popup.settings')] as const,
  ].map(([address, name]) => (
    <a key={address} href={address} target="_blank" rel="noopener">
      {name}
    </a>
  ));
}
