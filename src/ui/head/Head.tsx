import { i18n } from '#i18n';
import {
  digestsAddress,
  libraryAddress,
  notesAddress,
  settingsAddress,
  welcomeAddress,
} from '../../protocol/address';
import './head.css';

const PAGES = {
  welcome: { address: welcomeAddress(), text: 'extensionName' },
  library: { address: libraryAddress(), text: 'head.library' },
  digests: { address: digestsAddress(), text: 'head.digests' },
  notes: { address: notesAddress(), text: 'head.notes' },
  settings: { address: settingsAddress(), text: 'head.settings' },
} as const;

const ORDER = ['welcome', 'library', 'digests', 'notes', 'settings'] as const;

/** The head of a full page: *Gloss · Library · Digests · Notes · Settings*. `current`: the page that it stands on. */
export function Head({ current }: { current: keyof typeof PAGES }) {
  return (
    <nav class="head" aria-label={i18n.t('head.label')}>
      {ORDER.map((page) => (
        <a key={page} href={PAGES[page].address} aria-current={page === current ? 'page' : undefined}>
          {page === 'welcome' && <img src="/icons/32.png" alt="" width="20" height="20" />}
          {i18n.t(PAGES[page].text)}
        </a>
      ))}
    </nav>
  );
}
