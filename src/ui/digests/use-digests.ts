import { useEffect, useRef, useState } from 'preact/hooks';
import { KeptDigests } from '../../digest/kept-digests';
import type { KeptDigest } from '../../digest/kept-row';
import { send } from '../../protocol/extension';

/** Whether what was changed is in effect on pages. */
type Effect = 'none' | 'preparing' | 'done' | 'failed';

export interface DigestsInUse {
  /** In the reader's order; absent until they are read. */
  digests: KeptDigest[] | undefined;
  problem: 'digests.failed' | 'digests.unchanged' | undefined;
  effect: Effect;
  /**
   * Does a change and brings it into effect. Resolves to whether it was stored. `off`: ids of the digests that it
   * switches off or deletes.
   */
  change(work: (kept: KeptDigests) => Promise<unknown>, off?: readonly string[]): Promise<boolean>;
  /** Reads the list again, because something else has changed it. */
  load(): Promise<void>;
}

/** The digests as they are stored, and the way to change them. */
export function useDigests(): DigestsInUse {
  const [digests, setDigests] = useState<KeptDigest[]>();
  const [problem, setProblem] = useState<DigestsInUse['problem']>();
  const [effect, setEffect] = useState<Effect>('none');
  const kept = useRef<KeptDigests>(undefined);
  kept.current ??= new KeptDigests(__WITH_GLOSS__);
  /** The last change that was begun. An answer to an earlier one says nothing any more. */
  const turn = useRef(0);
  const load = async () => {
    try {
      setDigests(await kept.current?.all());
      setProblem(undefined);
    } catch {
      setProblem('digests.failed');
    }
  };
  useEffect(() => {
    void load();
    const again = () => void load();
    addEventListener('focus', again);
    return () => removeEventListener('focus', again);
  }, []);
  const bringIntoEffect = async (off: readonly string[]) => {
    turn.current++;
    const mine = turn.current;
    setEffect('preparing');
    const good = await send('digests-changed', { off: [...off] }).then(
      (reply) => reply.good,
      () => false,
    );
    if (mine === turn.current) setEffect(good ? 'done' : 'failed');
  };
  const change: DigestsInUse['change'] = async (work, off = []) => {
    try {
      await work(kept.current as KeptDigests);
    } catch {
      setProblem('digests.unchanged');
      return false;
    }
    await load();
    void bringIntoEffect(off);
    return true;
  };
  return { digests, problem, effect, change, load };
}
