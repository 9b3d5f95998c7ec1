import { i18n } from '#i18n';
import { countText } from '../intl';
import type { FollowedPage, PageTerm } from './use-page';
import { useRoving } from './use-roving';
import type { PlacedMention } from './weigh-terms';

export interface TermMentionsProps {
  term: PageTerm;
  onGo: FollowedPage['go'];
}

/** The mentions of a term on the page, in their context; where on the page they stand; and the way to each. */
export function TermMentions({ term: { mentions, count }, onGo }: TermMentionsProps) {
  // By position: after the page is read again, the same mention has another id.
  const { list, stop, onKeyDown, onFocus } = useRoving<HTMLOListElement>(
    mentions.map((_, index) => `${index}`),
  );
  return (
    <section class="mentions" aria-labelledby="mentions">
      <div class="where">
        <h2 id="mentions">{i18n.t('page.mentionCount', count, [countText(count)])}</h2>
        <Strip mentions={mentions.filter(({ frame }) => frame === 0)} onGo={onGo} />
      </div>
      <ol ref={list} onKeyDown={onKeyDown}>
        {mentions.map(({ before, surface, after, frame, id, seen }, index) => (
          <li key={index} class={seen ? 'seen' : ''}>
            <button
              type="button"
              dir="auto"
              tabIndex={stop(`${index}`)}
              aria-current={seen ? 'location' : undefined}
              onFocus={() => onFocus(`${index}`)}
              onClick={() => onGo(frame, id)}
            >
              {before}
              <mark>{surface}</mark>
              {after}
            </button>
          </li>
        ))}
      </ol>
      {mentions.length < count && (
        <p class="hint">{i18n.t('page.more', [countText(count - mentions.length)])}</p>
      )}
    </section>
  );
}

/** Where the mentions stand, from the start of the page to its end. A click goes to the nearest one. */
function Strip({ mentions, onGo }: { mentions: PlacedMention[]; onGo: FollowedPage['go'] }) {
  if (mentions.length === 0) return null;
  const press = (event: MouseEvent & { currentTarget: Element }) => {
    const { left, width, right } = event.currentTarget.getBoundingClientRect();
    const isRtl = getComputedStyle(event.currentTarget).direction === 'rtl';
    const at = ((isRtl ? right - event.clientX : event.clientX - left) / (width || 1)) * 1_000;
    const nearest = mentions.reduce((best, each) =>
      Math.abs(each.at - at) < Math.abs(best.at - at) ? each : best,
    );
    onGo(nearest.frame, nearest.id);
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: by keyboard, the list below leads to each mention.
    <svg
      class="strip"
      viewBox="-4 0 1008 10"
      preserveAspectRatio="none"
      role="img"
      aria-label={i18n.t('panel.strip')}
      onClick={press}
    >
      {mentions.map(({ at, seen }, index) => (
        <path key={index} class={seen ? 'seen' : ''} d={`M${at} 0V10`} vector-effect="non-scaling-stroke" />
      ))}
    </svg>
  );
}
