import { Fragment } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { TermCount } from './PageTerms';
import { type Branch, moveOf, type Row } from './tree';
import type { PageTerm } from './use-page';

export interface PageTreeProps {
  /** The terms in the order in which they are shown; at least one. */
  terms: PageTerm[];
  onGo(frame: number, mention: number): void;
}

/** The current row, by term id: it stays on the same term when the page changes and the order with it. */
interface At {
  term: string;
  leaf: number | undefined;
}

/**
 * The terms of a page with their mentions in context: a tree of two levels with roving tabindex. The rows are
 * siblings with `aria-level`, not nested, so that the accessible name of each row is its own text.
 */
export function PageTree({ terms, onGo }: PageTreeProps) {
  /** Ids of the expanded terms. */
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [at, setAt] = useState<At>();
  const tree = useRef<HTMLDivElement>(null);
  /** Whether the focus must move to the current row after rendering. */
  const follows = useRef(false);

  const branches: Branch[] = terms.map(({ term, mentions }) => ({
    leaves: mentions.length,
    open: open.has(term),
  }));
  const here = rowAt(at, terms, branches);
  // A row that is moved or removed in the DOM loses the focus: the current row takes it back.
  const had = tree.current?.contains(document.activeElement) === true;
  useLayoutEffect(() => {
    const lost = had && !tree.current?.contains(document.activeElement);
    if (!follows.current && !lost) return;
    follows.current = false;
    tree.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  });

  const goTo = ({ branch, leaf }: Row) => {
    const term = terms[branch]?.term;
    if (term !== undefined) setAt({ term, leaf });
  };
  const fold = (branch: number, opens: boolean) => {
    const term = terms[branch]?.term;
    if (term === undefined) return;
    const next = new Set(open);
    if (opens) next.add(term);
    else next.delete(term);
    setOpen(next);
  };
  const act = ({ branch, leaf }: Row) => {
    if (leaf === undefined) return fold(branch, !branches[branch]?.open);
    const mention = terms[branch]?.mentions[leaf];
    if (mention) onGo(mention.frame, mention.id);
  };
  const press = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    const isRtl = getComputedStyle(event.currentTarget as Element).direction === 'rtl';
    const move = moveOf(event.key, here, branches, isRtl ? 'ArrowRight' : 'ArrowLeft');
    if (!move) return;
    event.preventDefault();
    if ('to' in move) {
      follows.current = true;
      goTo(move.to);
    } else if ('act' in move) act(move.act);
    else fold(move.fold, move.open);
  };
  const choose = (row: Row) => {
    follows.current = true;
    goTo(row);
    act(row);
  };
  const isHere = (branch: number, leaf?: number) => here.branch === branch && here.leaf === leaf;

  return (
    <div
      ref={tree}
      class="tree"
      role="tree"
      aria-labelledby="page-terms"
      aria-describedby="help"
      onKeyDown={press}
    >
      {terms.map(({ term, label, count, mentions }, branch) => (
        <Fragment key={term}>
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the tree hears the keyboard. */}
          <div
            class="term"
            role="treeitem"
            aria-level={1}
            aria-posinset={branch + 1}
            aria-setsize={terms.length}
            aria-expanded={open.has(term)}
            aria-selected={isHere(branch)}
            tabIndex={isHere(branch) ? 0 : -1}
            onClick={() => choose({ branch })}
          >
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <path d="m6 4 4 4-4 4" />
            </svg>
            <TermCount label={label} count={count} />
          </div>
          {open.has(term) &&
            mentions.map((mention, leaf) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the tree hears the keyboard.
              <div
                // By position: after the page is read again, the same mention has another id.
                key={leaf}
                class="mention"
                role="treeitem"
                aria-level={2}
                aria-posinset={leaf + 1}
                aria-setsize={mentions.length}
                aria-selected={isHere(branch, leaf)}
                tabIndex={isHere(branch, leaf) ? 0 : -1}
                dir="auto"
                onClick={() => choose({ branch, leaf })}
              >
                {mention.before}
                <mark>{mention.surface}</mark>
                {mention.after}
              </div>
            ))}
          {open.has(term) && mentions.length < count && (
            <p class="more" role="none">
              {i18n.t('page.more', [count - mentions.length])}
            </p>
          )}
        </Fragment>
      ))}
    </div>
  );
}

/**
 * The current row. If its mention is gone, the last mention of the term; if its term is gone, the first term.
 */
function rowAt(at: At | undefined, terms: PageTerm[], branches: Branch[]): Row {
  const branch = terms.findIndex(({ term }) => term === at?.term);
  if (branch < 0) return { branch: 0 };
  const leaves = branches[branch]?.open ? (branches[branch]?.leaves ?? 0) : 0;
  const leaf = at?.leaf === undefined || leaves === 0 ? undefined : Math.min(at.leaf, leaves - 1);
  return leaf === undefined ? { branch } : { branch, leaf };
}
