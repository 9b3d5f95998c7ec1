import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { KINDS as TERM_KINDS } from '../../digest/schema';
import type { Hit, Marked, Results } from '../../search/entry';

export interface SearchResultsProps {
  /** Id of the list; the ids of its options begin with it. */
  id: string;
  groups: Results;
  /** Index of the selected hit, counted through all groups, from 0. */
  active: number;
  onOpen(hit: Hit, inNewTab: boolean): void;
}

/** The element id of an option. */
export function optionId(list: string, at: number): string {
  return `${list}-${at}`;
}

/**
 * The hits in groups, with the matched words marked. The focus stays in the search box: the active option is
 * named by `aria-activedescendant`.
 */
export function SearchResults({ id, groups, active, onOpen }: SearchResultsProps) {
  const chosen = useRef<HTMLDivElement>(null);
  useEffect(() => {
    chosen.current?.scrollIntoView?.({ block: 'nearest' });
  }, [active, groups]);
  let at = 0;
  return (
    <div
      id={id}
      class="results"
      role="listbox"
      aria-label={i18n.t('search.results')}
      hidden={groups.length === 0}
    >
      {groups.map(({ kind, hits }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a listbox.
        <div key={kind} role="group" aria-labelledby={`${id}-${kind}`}>
          <div class="group" id={`${id}-${kind}`} role="presentation">
            {i18n.t(`search.kind.${kind}`)}
          </div>
          {hits.map((hit) => {
            const mine = at++;
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard stays in the combobox, which opens the active option.
              // biome-ignore lint/a11y/useFocusableInteractive: the same.
              <div
                key={hit.id}
                id={optionId(id, mine)}
                ref={mine === active ? chosen : undefined}
                class="hit"
                role="option"
                aria-selected={mine === active}
                // The search box keeps the focus.
                onMouseDown={(event) => event.preventDefault()}
                onClick={(event) => onOpen(hit, event.ctrlKey || event.metaKey)}
                onAuxClick={(event) => event.button === 1 && onOpen(hit, true)}
              >
                <HitText hit={hit} />
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}

/**
 * The text of a hit. Names start at the same side of the list in all scripts; passages keep the direction of
 * their document.
 */
function HitText({ hit: { kind, heading, title, found } }: { hit: Hit }) {
  return (
    <>
      {kind === 'term' ? (
        <span class="name">
          <bdi>
            <MarkedText {...title} />
          </bdi>
        </span>
      ) : (
        <span class="words" dir="auto">
          <MarkedText {...title} />
        </span>
      )}
      <span class="origin">{kind === 'term' ? kindName(heading) : <span dir="auto">{heading}</span>}</span>
      {found && (
        <span class="found">
          <bdi>
            <MarkedText {...found} />
          </bdi>
        </span>
      )}
    </>
  );
}

/** A term has its kind as heading. */
function kindName(heading: string): string {
  const kind = TERM_KINDS.find((each) => each === heading);
  return kind === undefined ? heading : i18n.t(`kind.${kind}`);
}

function MarkedText({ text, ranges }: Marked) {
  const ends = [0, ...ranges.map(([, end]) => end)];
  return (
    <>
      {ranges.map(([start, end], i) => (
        <>
          {text.slice(ends[i], start)}
          <mark>{text.slice(start, end)}</mark>
        </>
      ))}
      {text.slice(ends.at(-1))}
    </>
  );
}
