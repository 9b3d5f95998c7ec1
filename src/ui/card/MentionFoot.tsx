import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { CorrectedVerdict, Scope } from '../../notes/rows';
import { send } from '../../protocol/extension';
import type { Reason } from '../../protocol/messages';
import { TwicePressed } from '../notes/TwicePressed';
import { isWeak, whySentences } from './why';

export interface MentionFootProps {
  term: string;
  why: Reason[];
  /** Address of the page that the mention is on. */
  page: string;
}

/** What can be done about a mark, and one sentence that says why it is there. */
export function MentionFoot({ term, why, page }: MentionFootProps) {
  const [first, ...others] = whySentences(why);
  return (
    <div class="mention">
      <Correct kind="never" term={term} page={page} />
      {isWeak(why) && <Correct kind="always" term={term} page={page} />}
      <p class="why">
        <b>{i18n.t('why.title')}</b> {first}
      </p>
      {others.length > 0 && (
        <details>
          <summary>{i18n.t('why.more')}</summary>
          <ul>
            {others.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

type State = { is: 'offered' } | { is: 'done'; id: string; scope: Scope };

interface CorrectProps {
  kind: CorrectedVerdict;
  term: string;
  page: string;
}

/** Offers a correction in three scopes, and its undo. */
export function Correct({ kind, term, page }: CorrectProps) {
  const [state, setState] = useState<State>({ is: 'offered' });
  const [failed, setFailed] = useState(false);
  const offer = useRef<HTMLElement>(null);
  const undoing = useRef<HTMLButtonElement>(null);
  const touched = useRef(false);
  // The pressed button has disappeared: the focus goes to what is in its place. A layout effect, so that no
  // key press falls in between.
  useLayoutEffect(() => {
    if (touched.current) (undoing.current ?? offer.current)?.focus();
  }, [state.is]);
  const attempt = async (work: () => Promise<State>) => {
    touched.current = true;
    try {
      setState(await work());
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  const correct = (scope: Scope) =>
    attempt(async () => ({ is: 'done', scope, ...(await send('correct', { term, scope, page, kind })) }));
  const problem = failed && <p role="alert">{i18n.t('correction.failed')}</p>;
  if (state.is === 'done') {
    const undo = () =>
      attempt(async () => {
        await send('uncorrect', { id: state.id });
        return { is: 'offered' };
      });
    return (
      <>
        <p role="status">
          {i18n.t(`correction.done.${kind}.${state.scope}`)}{' '}
          <button type="button" ref={undoing} onClick={() => void undo()}>
            {i18n.t('correction.undo')}
          </button>
        </p>
        {problem}
      </>
    );
  }
  return (
    <>
      <details>
        <summary ref={offer}>{i18n.t(`correction.offer.${kind}`)}</summary>
        <p>{i18n.t(`correction.explained.${kind}`)}</p>
        <p class="scopes">
          {(['page', 'site'] as const).map((scope) => (
            <button key={scope} type="button" onClick={() => void correct(scope)}>
              {i18n.t(`correction.scope.${scope}`)}
            </button>
          ))}
          <TwicePressed
            question={i18n.t('correction.everywhereSure')}
            onPress={() => void correct('everywhere')}
          >
            {i18n.t('correction.scope.everywhere')}
          </TwicePressed>
        </p>
      </details>
      {problem}
    </>
  );
}
