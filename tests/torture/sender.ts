/**
 * Sends hostile messages from where it runs: a page of the extension, or the world of a reader. It is bundled and
 * evaluated there, so that the messages are made where they are sent: some are too large to be brought there.
 */
import { hostileMessages } from '../protocol/hostile-messages';

/** What one sender is to send. */
export interface Share {
  by: 'own' | 'reader';
  /** How many messages all senders have together; a sender sends those that are its own. */
  count: number;
  seed: number;
  /** Ids of notes. */
  known: string[];
  /** The length of the longest texts, UTF-16 units. */
  longest: number;
  /** Messages under way at once. */
  together: number;
  /** What no answer may contain. */
  secret: string;
}

/** What became of some messages. */
export interface Sent {
  sent: number;
  /** Messages that were not taken: the background, or the browser, has refused them. */
  refused: number;
  /** The beginnings of messages that must be refused and were taken. */
  taken: string[];
  /** The beginnings of messages whose answer has the secret. */
  leaks: string[];
  /** Whether there are no more. */
  isDone: boolean;
}

/** Most examples of a kind. */
const EXAMPLES = 5;
const OUTLINE = 200;

let share: Share | undefined;
let left: ReturnType<typeof hostileMessages> | undefined;

function begin(given: Share): void {
  share = given;
  left = hostileMessages(given.count, given.seed, given.known, given.longest);
}

/** Sends the next messages, at most so many. */
async function send(most: number): Promise<Sent> {
  if (!share || !left) throw new Error('Nothing has begun.');
  const { by, together, secret } = share;
  const all = left;
  const sent: Sent = { sent: 0, refused: 0, taken: [], leaks: [], isDone: false };
  const next = () => {
    for (;;) {
      const { value, done } = all.next();
      if (done) {
        sent.isDone = true;
        return undefined;
      }
      if (value.by === by) return value;
    }
  };
  const lane = async () => {
    while (sent.sent < most) {
      const each = next();
      if (!each) return;
      sent.sent++;
      const { isRefused, told } = await answerTo(each.message);
      if (isRefused) sent.refused++;
      if (each.refused && !isRefused && sent.taken.length < EXAMPLES) sent.taken.push(outline(each.message));
      if (told.includes(secret) && sent.leaks.length < EXAMPLES) sent.leaks.push(outline(each.message));
    }
  };
  await Promise.all(Array.from({ length: together }, lane));
  return sent;
}

type Runtime = { sendMessage(message: unknown): Promise<unknown> };
const { browser, chrome } = globalThis as unknown as Record<string, { runtime: Runtime } | undefined>;

async function answerTo(message: unknown): Promise<{ isRefused: boolean; told: string }> {
  try {
    const reply = await (browser ?? chrome)?.runtime.sendMessage(message);
    return { isRefused: false, told: JSON.stringify(reply ?? null) };
  } catch (error) {
    // The browser itself refuses what it cannot carry, and throws at once.
    return { isRefused: true, told: String(error) };
  }
}

function outline(message: unknown): string {
  return JSON.stringify(message, (_, value) =>
    typeof value === 'string' ? value.slice(0, 40) : value,
  ).slice(0, OUTLINE);
}

Object.assign(globalThis, { hostileSender: { begin, send } });
