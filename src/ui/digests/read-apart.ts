/**
 * Reads files beside the page, in a worker that ends with the last of them. A glossary of 12 MB takes some hundred
 * megabytes while it is read, which a page would keep for as long as it is open.
 */

import type { Watch } from '../../platform/watch';
import { startWorker } from '../../platform/worker';
import type { BeginStep } from '../data/use-work';
import type { Answer, Outcome, Question } from './reading';
import address from './reading.worker?worker&url';

/** A worker that reads files one after another: it loads what it knows of words once. */
export class ReadingWorker {
  #worker: ReturnType<typeof startWorker> | undefined;

  /** Rejects with the reason of the signal where the user cancels. To be called when the file before it is read. */
  async read(question: Question, begin: BeginStep): Promise<Outcome> {
    this.#worker ??= startWorker(address);
    const worker = this.#worker;
    let watch: Watch = begin(question.names.reading);
    const { signal } = watch;
    return new Promise((resolve, reject) => {
      const cancel = () => {
        this.end();
        reject(signal.reason);
      };
      const finish = (answer: Outcome) => {
        signal.removeEventListener('abort', cancel);
        resolve(answer);
      };
      signal.addEventListener('abort', cancel);
      worker.onmessage = ({ data }: MessageEvent<Answer>) => {
        if (data.is === 'step') watch = begin(data.step);
        else if (data.is === 'far') watch.tell(data.done, data.of);
        else finish(data);
      };
      worker.onerror = ({ message }) => {
        this.end();
        finish({ is: 'not read', why: 'failed', message });
      };
      worker.postMessage(question);
    });
  }

  /** Lets the worker go, and its memory with it. The next file starts another. */
  end(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
  }
}
