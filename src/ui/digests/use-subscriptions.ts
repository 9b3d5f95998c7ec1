import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { KeptDigests } from '../../digest/kept-digests';
import { isSubscribed, type SubscribedDigest } from '../../digest/kept-row';
import type { Held } from '../../digest/subscribed';
import { checkSubscription, newSubscription } from '../../digest/subscription/check';
import type { Fetched } from '../../digest/subscription/fetch-digest';
import { pacer } from '../../platform/pace';
import { askPermission, giveBack, mayAsk } from '../../protocol/origin-permission';
import { useWork, type Work } from '../data/use-work';
import { changesText } from './Subscription';
import type { DigestsInUse } from './use-digests';

export interface Subscriptions {
  /** The check under way. */
  work: Work;
  /** The digest that was unsubscribed from last, as it was; for *Undo*. */
  left: SubscribedDigest | undefined;
  subscribe(address: string, fetched: Fetched): Promise<boolean>;
  check(digest: SubscribedDigest, agreed?: Held): Promise<void>;
  leave(digest: SubscribedDigest): Promise<void>;
  undoLeaving(): void;
  /** Gives the permission for an address back, unless a digest other than `id` needs it. */
  release(address: string, id?: string): Promise<void>;
}

const CLOCK = { now: () => Date.now(), random: () => Math.random() };

/** What the page of digests does with subscriptions. `say`: tells the reader of what was done. */
export function useSubscriptions(
  { digests = [], change, load }: DigestsInUse,
  say: (text: string) => void,
): Subscriptions {
  const work = useWork();
  const [left, setLeft] = useState<SubscribedDigest>();
  const release = (address: string, id?: string) =>
    giveBack(
      address,
      digests.filter(isSubscribed).flatMap((each) => (each.id === id ? [] : [each.origin.address])),
    );
  return {
    work,
    left,
    release,
    subscribe: async (address, fetched) => {
      const origin = newSubscription(address, fetched, CLOCK);
      const done = await change((kept) => kept.add(fetched.digest, origin, Date.now()));
      if (done) say(i18n.t('digests.subscribe.done', [fetched.digest.about.name]));
      return done;
    },
    check: async (digest, agreed) => {
      const { name } = digest;
      say('');
      const kept = new KeptDigests(__WITH_GLOSS__);
      const done = await work.run((begin) =>
        checkSubscription(
          digest,
          {
            kept,
            mayAsk,
            ...CLOCK,
            watch: begin(i18n.t('digests.subscription.checking', [name])),
            pause: pacer(),
          },
          agreed,
        ),
      );
      if (done === 'cancelled') return;
      const { result } = done;
      if (result.is === 'renewed') {
        // It is stored already; this brings it into effect.
        await change(async () => undefined);
        say(i18n.t('digests.subscription.renewed', [name, changesText(result.changes)]));
        return;
      }
      await load();
      if (result.is === 'problem') say(i18n.t('digests.subscription.notRenewed', [name]));
      else say(i18n.t(`digests.subscription.${result.is}`, [name]));
    },
    leave: async (digest) => {
      const { about, id, origin } = digest;
      const file = `${about?.id ?? id}-${about?.version ?? '1'}.gloss`.slice(-255);
      if (!(await change((kept) => kept.comeFrom(id, { kind: 'file', file })))) return;
      setLeft(digest);
      await release(origin.address, id);
    },
    undoLeaving: () => {
      if (!left) return;
      const { id, name, origin } = left;
      // The browser asks only while it handles the press. Without the permission, the row says so.
      void askPermission(origin.address).catch(() => false);
      void change((kept) => kept.comeFrom(id, origin)).then((done) => {
        if (!done) return;
        setLeft(undefined);
        say(i18n.t('digests.subscription.again', [name]));
      });
    },
  };
}
