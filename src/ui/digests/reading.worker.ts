/** Reads files into digests, one after another, beside the page; see `read-apart.ts`. */
import { GlossRefusal } from '../../digest/gloss-file/refusal';
import { GlossaryRefusal } from '../../digest/glossaries/refusal';
import { KeptDigests } from '../../digest/kept-digests';
import { UNWATCHED } from '../../platform/watch';
import { readDigestFile, tableIn } from './read-file';
import type { Answer, Question } from './reading';

const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<Question>) => void) | null;
  postMessage(answer: Answer, moved?: Transferable[]): void;
};

const kept = new KeptDigests(__WITH_GLOSS__);

scope.onmessage = async ({ data: { file, plan, names } }) => {
  const begin = (step: string) => {
    scope.postMessage({ is: 'step', step });
    // The page ends the worker when the user cancels.
    return { ...UNWATCHED, tell: (done: number, of?: number) => scope.postMessage({ is: 'far', done, of }) };
  };
  try {
    const read = await readDigestFile(file, plan, kept, begin, names);
    scope.postMessage({ is: 'read', read }, [read.packed.bytes.buffer]);
  } catch (error) {
    const isRefusal = error instanceof GlossRefusal || error instanceof GlossaryRefusal;
    const why = isRefusal ? 'refused' : error instanceof DOMException ? 'unreadable' : 'failed';
    const message = error instanceof Error ? error.message : String(error);
    const table = await tableIn(file, plan);
    scope.postMessage({ is: 'not read', why, message, ...(table && { table }) });
  }
};
