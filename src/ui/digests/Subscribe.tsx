import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { isSubscribed, type KeptDigest } from '../../digest/kept-row';
import { troubleOf } from '../../digest/subscription/check';
import { type Fetched, fetchDigest } from '../../digest/subscription/fetch-digest';
import { askable } from '../../platform/askable';
import { pacer } from '../../platform/pace';
import { askPermission } from '../../protocol/origin-permission';
import { useWork } from '../data/use-work';
import { WorkLine } from '../data/WorkLine';
import { What } from './FilePreview';
import { problemText } from './problem-text';
import { factsOf } from './read-file';

type Shown =
  | { is: 'nothing' | 'cancelled' }
  | { is: 'review'; address: string; fetched: Fetched }
  | { is: 'problem'; text: string; elsewhere?: string };

export interface SubscribeProps {
  digests: readonly KeptDigest[];
  /** The address of a link that led here; it is asked only when the user presses. */
  given: string;
  /** Resolves to whether the subscription was stored. */
  onSubscribe(address: string, fetched: Fetched): Promise<boolean>;
  /** The user has looked at the digest of an address, and does not want it. */
  onLeave(address: string): void;
}

/** Subscribes to the digest at an address, after it was shown what is there. */
export function Subscribe({ digests, given, onSubscribe, onLeave }: SubscribeProps) {
  const [shown, setShown] = useState<Shown>({ is: 'nothing' });
  const field = useRef<HTMLInputElement>(null);
  const work = useWork();
  const fail = (text: string) => setShown({ is: 'problem', text });
  const leave = (address: string) => {
    onLeave(address);
    setShown({ is: 'cancelled' });
    field.current?.focus();
  };

  const look = async (address: string, permission: Promise<boolean>) => {
    setShown({ is: 'nothing' });
    const { host } = new URL(address);
    if (!(await permission.catch(() => false))) return fail(i18n.t('digests.subscribe.declined', [host]));
    const next = await work.run(async (begin): Promise<Shown> => {
      const watch = begin(i18n.t('digests.subscribe.asking', [host]));
      try {
        const fetched = await fetchDigest(address, undefined, { watch, pause: pacer() });
        // Nothing is known of the address yet, so there is a digest.
        return fetched.digest ? { is: 'review', address, fetched } : { is: 'nothing' };
      } catch (error) {
        if (watch.signal.aborted) throw error;
        const { kind, detail } = troubleOf(error);
        const elsewhere = kind === 'elsewhere' && askable(detail);
        return { is: 'problem', text: problemText({ kind, detail }), ...(elsewhere && { elsewhere }) };
      }
    });
    if (next === 'cancelled') return leave(address);
    if (next.result.is === 'problem') onLeave(address);
    setShown(next.result);
  };
  const submit = () => {
    const typed = field.current?.value.trim() ?? '';
    const address = askable(/^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`);
    if (address === undefined) return fail(i18n.t('digests.subscribe.notAddress', [typed.slice(0, 200)]));
    const known = digests.find((each) => isSubscribed(each) && each.origin.address === address);
    if (known) return fail(i18n.t('digests.subscribe.already', [known.name]));
    // The browser asks only while it handles the press.
    void look(address, askPermission(address));
  };
  return (
    <section class="add" aria-labelledby="subscribe" aria-busy={work.shown !== undefined}>
      <h2 id="subscribe">{i18n.t('digests.subscribe.title')}</h2>
      <p class="about" id="about-subscribing">
        {i18n.t('digests.subscribe.about')}
      </p>
      <form
        class="name"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <input
          ref={field}
          type="text"
          inputMode="url"
          dir="ltr"
          required
          maxLength={2_000}
          defaultValue={given}
          spellcheck={false}
          autocomplete="off"
          aria-label={i18n.t('digests.subscribe.address')}
          aria-describedby="about-subscribing"
          placeholder="https://example.org/terms.json"
        />
        <button type="submit">{i18n.t('digests.subscribe.look')}</button>
      </form>
      <WorkLine work={work} />
      <p role="status">{shown.is === 'cancelled' && i18n.t('digests.add.cancelled')}</p>
      {shown.is === 'problem' && (
        <Told text={shown.text}>
          {shown.elsewhere !== undefined && (
            <button
              type="button"
              onClick={() => {
                if (field.current) field.current.value = shown.elsewhere ?? '';
                setShown({ is: 'nothing' });
                field.current?.focus();
              }}
            >
              {i18n.t('digests.subscribe.useIt')}
            </button>
          )}
        </Told>
      )}
      {shown.is === 'review' && shown.fetched.signedBy === undefined && (
        <p>{i18n.t('digests.subscribe.unsigned')}</p>
      )}
      {shown.is === 'review' && (
        <Preview
          fetched={shown.fetched}
          digests={digests}
          onAgree={async () => {
            if (!(await onSubscribe(shown.address, shown.fetched))) return;
            setShown({ is: 'nothing' });
            if (field.current) field.current.value = '';
            field.current?.focus();
          }}
          onCancel={() => leave(shown.address)}
        />
      )}
    </section>
  );
}

interface PreviewProps {
  fetched: Fetched;
  digests: readonly KeptDigest[];
  onAgree(): Promise<void>;
  onCancel(): void;
}

/** What is at the address. */
function Preview({ fetched, digests, onAgree, onCancel }: PreviewProps) {
  const { digest, file, signedBy } = fetched;
  const { about } = digest;
  const id = useId();
  const row = replacedBy(fetched, digests);
  return (
    <section class="preview" aria-labelledby={id}>
      <h3 id={id}>
        <bdi>{about.name}</bdi>
      </h3>
      <What
        read={{
          file,
          packed: { about },
          facts: factsOf(digest),
          isGloss: true,
          left: [],
          ...(signedBy !== undefined && { signedBy }),
          ...(row && { replaces: { row, difference: undefined } }),
        }}
      />
      <p class="deeds">
        <button type="button" aria-describedby={id} onClick={() => void onAgree()}>
          {i18n.t('digests.subscribe.button')}
        </button>
        <button type="button" aria-describedby={id} onClick={onCancel}>
          {i18n.t('digests.cancel')}
        </button>
      </p>
    </section>
  );
}

function replacedBy({ digest }: Fetched, digests: readonly KeptDigest[]): KeptDigest | undefined {
  return digests.find(({ id, origin }) => id === digest.about.id && origin.kind === 'file');
}

function Told({ text, children }: { text: string; children: ComponentChildren }) {
  return (
    <div role="alert" class="told">
      <p dir="auto">{text}</p>
      {children}
    </div>
  );
}
