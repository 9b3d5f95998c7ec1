import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { SubscribedDigest } from '../../digest/kept-row';
import { type Changes, HELD, type Held } from '../../digest/subscribed';
import { browser } from '../../protocol/extension';
import { askPermission, mayAsk } from '../../protocol/origin-permission';
import { countText, dateTimeText } from '../intl';
import { problemText } from './problem-text';

export interface SubscriptionProps {
  digest: SubscribedDigest;
  /** Asks for a newer version. `agreed`: one that was held back, and is to be taken all the same. */
  onCheck(agreed?: Held): void;
  onLeave(): void;
}

/** What is to be said of a subscription, and what can be done with it. */
export function Subscription({ digest, onCheck, onLeave }: SubscriptionProps) {
  const { name, origin, terms } = digest;
  const { problem, changes, answered, due, address } = origin;
  const [isAllowed, ask] = usePermission(address);
  return (
    <div class="subscription">
      <p class="facts">
        <span>{i18n.t('digests.subscription.answered', [dateTimeText(answered)])}</span>
        <span>{i18n.t('digests.subscription.next', [dateTimeText(due)])}</span>
      </p>
      {!isAllowed && (
        <p class="problem">
          {i18n.t('digests.subscription.permission', [new URL(address).host])}{' '}
          <button type="button" aria-label={i18n.t('digests.subscription.allowOf', [name])} onClick={ask}>
            {i18n.t('digests.subscription.allow')}
          </button>
        </p>
      )}
      {isAllowed && problem && (
        <div class="problem">
          <p dir="auto">
            {problemText(problem, terms)} {i18n.t('digests.subscription.stays')}
          </p>
          {problem.held && <Holding digest={digest} held={problem.held} onTake={onCheck} />}
        </div>
      )}
      {changes && <Since changes={changes} />}
      <div class="deeds">
        <button
          type="button"
          aria-label={i18n.t('digests.subscription.checkOf', [name])}
          onClick={() => onCheck()}
        >
          {i18n.t('digests.subscription.check')}
        </button>
        <button type="button" aria-label={i18n.t('digests.subscription.leaveOf', [name])} onClick={onLeave}>
          {i18n.t('digests.subscription.leave')}
        </button>
      </div>
    </div>
  );
}

interface HoldingProps {
  digest: SubscribedDigest;
  held: Held;
  onTake(agreed: Held): void;
}

/** A version that was held back: what speaks against it, and the way to take it all the same, which is two presses. */
function Holding({ digest, held, onTake }: HoldingProps) {
  const { name, origin } = digest;
  const kind = HELD.find((each) => each === origin.problem?.kind);
  if (kind === undefined) return null;
  return (
    <details>
      <summary>{i18n.t('digests.subscription.can')}</summary>
      <p>{i18n.t(`digests.subscription.advice.${kind}`)}</p>
      {(kind === 'keyChanged' || kind === 'unsigned') && (
        <ul class="keys">
          <li>{i18n.t('digests.subscription.keyBefore', [origin.key ?? '–'])}</li>
          <li>
            {held.signedBy === undefined
              ? i18n.t('digests.subscription.noKeyNow')
              : i18n.t('digests.subscription.keyNow', [held.signedBy])}
          </li>
        </ul>
      )}
      <button
        type="button"
        aria-label={i18n.t('digests.subscription.takeOf', [held.version, name])}
        onClick={() => onTake({ ...held, agreed: [...held.agreed, kind] })}
      >
        {i18n.t('digests.subscription.take', [held.version])}
      </button>
    </details>
  );
}

/** What changed with the last version. */
function Since({ changes }: { changes: Changes }) {
  const kinds = (['fresh', 'changed', 'gone'] as const).filter((kind) => changes[kind].count > 0);
  const summary = i18n.t('digests.subscription.since', [changesText(changes), changes.from]);
  if (kinds.length === 0) return <p class="facts">{summary}</p>;
  return (
    <details class="changes">
      <summary>{summary}</summary>
      <dl>
        {kinds.map((kind) => {
          const { count, labels } = changes[kind];
          return (
            <div key={kind}>
              <dt>{i18n.t(`digests.subscription.${kind}`, [countText(count)])}</dt>
              {labels.map((label, at) => (
                <dd key={at}>
                  <bdi>{label}</bdi>
                </dd>
              ))}
              {count > labels.length && (
                <dd>{i18n.t('digests.subscription.more', [countText(count - labels.length)])}</dd>
              )}
            </div>
          );
        })}
      </dl>
    </details>
  );
}

/** `12 new, 3 changed, 1 gone`. */
export function changesText(changes: Changes): string {
  const parts = (['fresh', 'changed', 'gone'] as const)
    .filter((kind) => changes[kind].count > 0)
    .map((kind) => i18n.t(`digests.subscription.${kind}`, [countText(changes[kind].count)]));
  return parts.length > 0 ? parts.join(', ') : i18n.t('digests.subscription.nothing');
}

/** Whether the browser lets Gloss ask an address, and how to ask for it in a press. */
function usePermission(address: string): [boolean, () => void] {
  const [isAllowed, setAllowed] = useState(true);
  const look = () => void mayAsk(address).then(setAllowed, () => undefined);
  useEffect(() => {
    look();
    const { onAdded, onRemoved } = browser.permissions;
    onAdded.addListener(look);
    onRemoved.addListener(look);
    addEventListener('focus', look);
    return () => {
      onAdded.removeListener(look);
      onRemoved.removeListener(look);
      removeEventListener('focus', look);
    };
  }, [address]);
  return [isAllowed, () => void askPermission(address).then(look, () => undefined)];
}
