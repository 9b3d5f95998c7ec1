/**
 * Checks the digests that the user has subscribed to, about once a day while the browser runs. Nothing waits for that:
 * the browser's own alarm wakes the background, one at a time, for the subscription that is due first.
 */
import type { KeptDigests } from '../digest/kept-digests';
import type { SubscribedDigest } from '../digest/kept-row';
import { isSubscribed } from '../digest/kept-row';
import { type CheckTools, checkSubscription } from '../digest/subscription/check';
import { nextTask, pacer } from '../platform/pace';
import { UNWATCHED } from '../platform/watch';

/** Name of the alarm. */
export const ALARM = 'subscriptions';
const MINUTE = 60_000;
/** Time (ms) between two calls that tell the browser that the background is at work. It stops one after 30 s of silence. */
const SIGN_OF_LIFE = 20_000;

/** The part of `browser.alarms` that is used. */
interface Alarms {
  get(name: string): Promise<{ scheduledTime: number } | undefined>;
  create(name: string, at: { when: number }): unknown;
  clear(name: string): Promise<boolean>;
}

export interface SubscriptionTools extends Pick<CheckTools, 'mayAsk' | 'limits'> {
  kept: Pick<KeptDigests, 'all' | 'content' | 'note' | 'renew'>;
  alarms: Alarms;
  /** Brings changed digests into effect. */
  changed(): Promise<unknown>;
  /** Any call of the browser's API: it keeps the background alive. */
  signOfLife(): unknown;
  onProblem(error: unknown): void;
  now?(): number;
  random?(): number;
}

export class Subscriptions {
  readonly #tools: SubscriptionTools;
  #round: Promise<void> | undefined;

  constructor(tools: SubscriptionTools) {
    this.#tools = tools;
  }

  /** Sets the alarm to the check that is due first, or clears it. Never rejects. Called at each start, too. */
  async schedule(): Promise<void> {
    try {
      const { alarms } = this.#tools;
      const rows = await this.#rows();
      if (rows.length === 0) {
        await alarms.clear(ALARM);
        return;
      }
      // What was due while the browser was closed is not asked the moment it starts.
      const soon = this.#now() + MINUTE * (1 + 4 * this.#random());
      const when = Math.max(soon, Math.min(...rows.map(({ origin }) => origin.due)));
      const known = await alarms.get(ALARM);
      // An alarm that is earlier stays: starts in short intervals would put it off for ever.
      if (known === undefined || known.scheduledTime > when) await alarms.create(ALARM, { when });
    } catch (error) {
      this.#tools.onProblem(error);
    }
  }

  /** Checks what is due, and sets the alarm anew. One round at a time. Never rejects. */
  round(): Promise<void> {
    this.#round ??= this.#check().finally(() => {
      this.#round = undefined;
    });
    return this.#round;
  }

  async #check(): Promise<void> {
    const living = setInterval(() => this.#tools.signOfLife(), SIGN_OF_LIFE);
    try {
      let isRenewed = false;
      for (const row of (await this.#rows()).filter(({ origin }) => origin.due <= this.#now())) {
        const outcome = await checkSubscription(row, {
          ...this.#tools,
          now: () => this.#now(),
          random: () => this.#random(),
          watch: UNWATCHED,
          pause: pacer(nextTask),
        });
        isRenewed ||= outcome.is === 'renewed' && row.enabled;
      }
      if (isRenewed) await this.#tools.changed();
    } catch (error) {
      this.#tools.onProblem(error);
    } finally {
      clearInterval(living);
      await this.schedule();
    }
  }

  async #rows(): Promise<SubscribedDigest[]> {
    return (await this.#tools.kept.all()).filter(isSubscribed);
  }

  #now(): number {
    return this.#tools.now?.() ?? Date.now();
  }

  #random(): number {
    return this.#tools.random?.() ?? Math.random();
  }
}
