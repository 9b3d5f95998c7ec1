import { useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { type Addition, hasContents, isSubscribed, type KeptDigest } from '../../digest/kept-row';
import { useWork } from '../data/use-work';
import { WorkLine } from '../data/WorkLine';
import { OwnSection } from '../own/OwnSection';
import { AddDigest } from './AddDigest';
import { DigestRow } from './DigestRow';
import { Subscribe } from './Subscribe';
import { Subscription } from './Subscription';
import { type SaveFormat, saveDigest } from './save-digest';
import { useDigests } from './use-digests';
import { useSubscriptions } from './use-subscriptions';
import '../tokens.css';
import './digests.css';

/** The page of all digests. Each change holds in open tabs as soon as the terms are prepared. */
export function DigestsApp() {
  const inUse = useDigests();
  const { digests, problem, effect, change, load } = inUse;
  const [said, setSaid] = useState('');
  const subscriptions = useSubscriptions(inUse, setSaid);
  const [deleted, setDeleted] = useState<KeptDigest>();
  /** What was added last, as it can be undone. */
  const [added, setAdded] = useState<readonly KeptDigest[]>();
  const saving = useWork();
  const heading = useRef<HTMLHeadingElement>(null);
  const doing = async (text: string, ...work: Parameters<typeof change>) => {
    const done = await change(...work);
    if (done) setSaid(text);
    return done;
  };
  const move = (list: readonly KeptDigest[], at: number, to: number) => {
    const { id, name } = list[at] as KeptDigest;
    const [before, after] = to < at ? [list[to - 1], list[to]] : [list[to], list[to + 1]];
    const order = between(before?.order, after?.order);
    return doing(i18n.t('digests.moved', [name, `${to + 1}`]), (kept) => kept.change(id, { order }));
  };
  const saveFile = async (digest: KeptDigest, format: SaveFormat) => {
    try {
      const saved = await saving.run((begin) =>
        saveDigest(digest, format, begin(i18n.t('digests.saving', [digest.name]))),
      );
      setSaid(saved === 'cancelled' ? i18n.t('digests.notSaving') : i18n.t('digests.saved', [saved.result]));
    } catch {
      setSaid(i18n.t('digests.notSaved', [digest.name]));
    }
  };
  const add = async (additions: readonly Addition[]) => {
    let rows: KeptDigest[] = [];
    const done = await change(async (kept) => {
      rows = await kept.store(additions, Date.now());
    });
    const [first] = rows;
    if (!done || !first) return false;
    setSaid(
      rows.length === 1
        ? i18n.t('digests.added', [first.name])
        : i18n.t('digests.addedSeveral', [`${rows.length}`]),
    );
    setDeleted(undefined);
    setAdded(rows);
    return true;
  };
  const takeBack = async (rows: readonly KeptDigest[]) => {
    if (
      !(await doing(
        i18n.t('digests.takenBack'),
        (kept) => kept.takeBack(rows, Date.now()),
        rows.map(({ id }) => id),
      ))
    )
      return;
    setAdded(undefined);
    heading.current?.focus(); // The button disappears.
  };
  const remove = async (digest: KeptDigest) => {
    const done = await doing('', (kept) => kept.remove(digest.id, Date.now()), [digest.id]);
    if (!done) return;
    setAdded(undefined);
    setDeleted(digest);
    if (isSubscribed(digest)) void subscriptions.release(digest.origin.address, digest.id);
    heading.current?.focus(); // The button disappears with its row.
  };
  const restore = async ({ id, name }: KeptDigest) => {
    if (await doing(i18n.t('digests.restored', [name]), (kept) => kept.restore(id))) setDeleted(undefined);
  };
  return (
    <main class="digests" aria-busy={digests === undefined && problem === undefined}>
      <h1 ref={heading} tabIndex={-1}>
        {i18n.t('digests.heading')}
      </h1>
      <p class="about">{i18n.t('digests.about')}</p>
      {problem && <p role="alert">{i18n.t(problem)}</p>}
      <p role="status" class="said">
        {[said, effectText(effect)].filter(Boolean).join(' ')}
      </p>
      {deleted && (
        <p class="deleted">
          {i18n.t('digests.deleted', [deleted.name])}{' '}
          <button type="button" onClick={() => void restore(deleted)}>
            {i18n.t('digests.undo')}
          </button>
        </p>
      )}
      {added && (
        <p class="deleted">
          {added.map(({ id, name }, at) => (
            <span key={id}>
              {at > 0 && ', '}
              <bdi>{name}</bdi>
            </span>
          ))}{' '}
          <button type="button" onClick={() => void takeBack(added)}>
            {i18n.t('digests.undo')}
          </button>
        </p>
      )}
      {subscriptions.left && (
        <p class="deleted">
          {i18n.t('digests.subscription.left', [subscriptions.left.name])}{' '}
          <button type="button" onClick={subscriptions.undoLeaving}>
            {i18n.t('digests.undo')}
          </button>
        </p>
      )}
      <WorkLine work={saving} />
      <WorkLine work={subscriptions.work} />
      <ol class="list">
        {digests?.map((digest, at) => (
          <DigestRow
            key={digest.id}
            digest={digest}
            onSwitch={(enabled) =>
              void doing(
                i18n.t(enabled ? 'digests.switchedOn' : 'digests.switchedOff', [digest.name]),
                (kept) => kept.change(digest.id, { enabled }),
                enabled ? [] : [digest.id],
              )
            }
            onRename={(name) =>
              doing(i18n.t('digests.renamed', [name]), (kept) => kept.change(digest.id, { name }))
            }
            onColour={(colour) => void doing('', (kept) => kept.change(digest.id, { colour }))}
            onUp={at > 0 ? () => void move(digests, at, at - 1) : undefined}
            onDown={at < digests.length - 1 ? () => void move(digests, at, at + 1) : undefined}
            onSave={(format) => void saveFile(digest, format)}
            onDelete={hasContents(digest) ? () => void remove(digest) : undefined}
          >
            {isSubscribed(digest) && (
              <Subscription
                digest={digest}
                onCheck={(agreed) => void subscriptions.check(digest, agreed)}
                onLeave={() => void subscriptions.leave(digest)}
              />
            )}
          </DigestRow>
        ))}
      </ol>
      {digests && <OwnSection onChange={() => void load()} />}
      {digests && <AddDigest onAdd={add} />}
      {digests && (
        <Subscribe
          digests={digests}
          given={new URLSearchParams(location.search).get('subscribe') ?? ''}
          onSubscribe={subscriptions.subscribe}
          onLeave={(address) => void subscriptions.release(address)}
        />
      )}
    </main>
  );
}

/** A number between two places of the list; before the first, or behind the last, if there is none. */
function between(before: number | undefined, after: number | undefined): number {
  if (before === undefined) return (after ?? 0) - 1;
  return after === undefined ? before + 1 : (before + after) / 2;
}

function effectText(effect: 'none' | 'preparing' | 'done' | 'failed'): string {
  if (effect === 'none') return '';
  if (effect === 'preparing') return i18n.t('digests.preparing');
  return i18n.t(effect === 'done' ? 'digests.inEffect' : 'digests.notInEffect');
}
