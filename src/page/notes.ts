/**
 * The notes of a page, as far as its reader knows of them. It brings in the script for notes where passages of the page are noted, or
 * something is selected that may be.
 */
import { send } from '../platform/native';
import type { Approach } from './approach';
import type { Marks } from './marks';
import type { Noting } from './noting';
import { bring } from './on-demand';

/** What the reader has to say of its page. */
interface NotesIo {
  isPaused(): boolean;
  /** What the script for notes works with: made for it if the page has had none so far. */
  parts(): { marks: Marks; approach: Approach };
  /** Something went wrong. */
  failed(error: unknown): void;
}

export class Notes {
  readonly #doc: Document;
  readonly #io: NotesIo;
  #noting: Promise<Noting> | undefined;

  constructor(doc: Document, io: NotesIo) {
    this.#doc = doc;
    this.#io = io;
  }

  /** Whether the script for notes is here, or on its way. */
  get isBrought(): boolean {
    return this.#noting !== undefined;
  }

  /** Listen to the page; once more after `document.open`, which takes all listeners away. */
  listen(): void {
    for (const name of ['pointerup', 'keyup']) addEventListener(name, this.#ended, true);
  }

  /** Show the passages that are noted now. `isSelected`: and be ready to offer a note on what is selected. */
  async refresh(isSelected = false): Promise<void> {
    try {
      if (this.#io.isPaused() && !this.#noting) return;
      const link = this.#doc.querySelector<HTMLLinkElement>('link[rel=canonical]');
      const { passages, offers } = await send('passages', { canonical: link?.href ?? '' });
      if (!this.#noting && !passages[0] && !(isSelected && offers)) return;
      const noting = await this.#bring();
      const paused = this.#io.isPaused();
      noting.show(paused ? [] : passages, offers && !paused);
    } catch (error) {
      this.#io.failed(error);
    }
  }

  /** The page has changed. */
  changed(): void {
    void this.#noting?.then((noting) => noting.changed());
  }

  /** Highlight what is selected; `note`: and open its card, to write. */
  highlight(note: boolean): void {
    this.#bring().then(
      (noting) => noting.highlight(note),
      (error) => this.#io.failed(error),
    );
  }

  stop(): void {
    void this.#noting?.then((noting) => noting.stop());
  }

  #bring(): Promise<Noting> {
    this.#noting ??= bring('noting').then((startNoting) => {
      const { marks, approach } = this.#io.parts();
      return startNoting(this.#doc, marks, approach);
    });
    return this.#noting;
  }

  /** A press of the pointer or of a key has ended, perhaps with a selection. */
  readonly #ended = async ({ isTrusted }: Event) => {
    if (this.#io.isPaused() || !isTrusted) return;
    if (!this.#noting && this.#doc.getSelection()?.isCollapsed === false) await this.refresh(true);
    (await this.#noting)?.offer();
  };
}
