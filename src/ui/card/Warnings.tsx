import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';

export interface WarningsProps {
  /** Whether something lies over the card. */
  covered: boolean;
  /** Where the keyboard went unasked; absent if it did not. */
  lost: 'page' | 'elsewhere' | undefined;
}

/**
 * Time that something must lie over the card before the card says so, ms. The card itself is shown within
 * that time, and something that passes needs no word.
 */
const PASSING = 1_000;

/** What goes wrong around the card, at its foot. Takes no room from the card. */
export function Warnings({ covered, lost }: WarningsProps) {
  const [stays, setStays] = useState(false);
  useEffect(() => {
    setStays(false);
    if (!covered) return undefined;
    const timer = setTimeout(() => setStays(true), PASSING);
    return () => clearTimeout(timer);
  }, [covered]);
  return (
    <div class="warnings">
      {lost && (
        <p role="alert" class="taken">
          {i18n.t(`card.keyboard.${lost}`)}
        </p>
      )}
      {covered && stays && <p role="status">{i18n.t('card.covered')}</p>}
    </div>
  );
}
