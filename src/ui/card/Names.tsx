import { i18n } from '#i18n';
import type { Card } from '../../digest/card';
import { CopyButton } from './CopyButton';

/** The names of a term in other languages, the page's first. Each is copied by a click. */
export function Names({ names, lang }: Pick<Card, 'names'> & { lang: string | undefined }) {
  if (names.length < 2) return null;
  const primary = lang?.split('-')[0]?.toLowerCase();
  const first = names.filter((name) => name.lang === primary);
  const others = names.filter((name) => name.lang !== primary);
  return (
    <section class="names" aria-label={i18n.t('card.names')}>
      <h2>{i18n.t('card.names')}</h2>
      <ul>
        {[...first, ...others].map((name) => (
          <li key={name.lang} lang={name.lang} dir="auto">
            <CopyButton text={() => name.text}>{name.text}</CopyButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
