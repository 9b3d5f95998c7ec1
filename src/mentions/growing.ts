/** Growable containers of plain numbers for the compilers of indexes. A million terms fit in memory. */
import { slotOf } from './sequence';

/** A growable array of 32-bit integers. `push` is O(1) amortised. */
export class Numbers {
  length = 0;
  private items = new Int32Array(1024);
  push(value: number): void {
    if (this.length === this.items.length) {
      const longer = new Int32Array(this.items.length * 2);
      longer.set(this.items);
      this.items = longer;
    }
    this.items[this.length++] = value;
  }
  get(at: number): number {
    return this.items[at] as number;
  }
  set(at: number, value: number): void {
    this.items[at] = value;
  }
  toArray(): Int32Array<ArrayBuffer> {
    return this.items.slice(0, this.length);
  }
}

/** Hash table of token sequences by both hashes: open addressing, linear probing, at most 70 % full. */
export class Sequences {
  count = 0;
  slots = 1 << 12;
  a = new Int32Array(this.slots);
  b = new Int32Array(this.slots);
  value = new Int32Array(this.slots);

  /**
   * The slot of a sequence, which is added if it is new. A key B of 0 marks an empty slot, so `b` must not be
   * 0.
   */
  slot(a: number, b: number): number {
    if (this.count * 10 > this.slots * 7) this.grow();
    const at = this.find(a, b);
    if (this.b[at] === 0) {
      this.a[at] = a;
      this.b[at] = b;
      this.count++;
    }
    return at;
  }

  private find(a: number, b: number): number {
    let at = slotOf(a, this.slots);
    while (this.b[at] !== 0 && (this.b[at] !== b || this.a[at] !== a))
      at = at + 1 === this.slots ? 0 : at + 1;
    return at;
  }

  /** Hash A of each sequence. */
  *hashes(): Generator<number> {
    for (let i = 0; i < this.slots; i++) if (this.b[i] !== 0) yield this.a[i] as number;
  }

  /** Hash B and value of each slot, alternating. */
  toArray(): Int32Array<ArrayBuffer> {
    const pairs = new Int32Array(this.slots * 2);
    for (let i = 0; i < this.slots; i++) {
      pairs[i * 2] = this.b[i] as number;
      pairs[i * 2 + 1] = this.value[i] as number;
    }
    return pairs;
  }

  /** A copy with another number of slots. */
  resized(slots: number): Sequences {
    const next = new Sequences();
    next.slots = slots;
    next.a = new Int32Array(slots);
    next.b = new Int32Array(slots);
    next.value = new Int32Array(slots);
    for (let i = 0; i < this.slots; i++) {
      if (this.b[i] === 0) continue;
      const at = next.slot(this.a[i] as number, this.b[i] as number);
      next.value[at] = this.value[i] as number;
    }
    return next;
  }

  private grow(): void {
    const next = this.resized(this.slots * 2);
    this.slots = next.slots;
    this.a = next.a;
    this.b = next.b;
    this.value = next.value;
  }
}
