/**
 * Finds the pieces of a JSON text without parsing them: the members of its outermost object and, where one is a list,
 * the list's entries; or the entries of its outermost list. Each piece can then be parsed on its own, between two
 * rests. Cost: one pass; two numbers for each piece.
 */
import type { Bounds } from '../bounds';
import { counted, GlossaryRefusal } from '../refusal';
import type { Work } from '../work';

/** A member of the outermost object, or the outermost list (then `key` is ''). */
export interface Member {
  key: string;
  /** Whether its value is a list. */
  isList: boolean;
  /** Start and end of each entry of a list, or of the one value: UTF-16 units, by twos. */
  ranges: number[];
}

/** Units between two rests: about 1 ms. */
const STEP = 1 << 17;

export class JsonPieces {
  readonly text: string;
  readonly members: readonly Member[];

  constructor(text: string, members: readonly Member[]) {
    this.text = text;
    this.members = members;
  }

  /** The member of a name. Of several, the last: so do JSON parsers. */
  member(...keys: string[]): Member | undefined {
    return this.members.findLast(({ key }) => keys.includes(key));
  }

  /** How many entries a member has. */
  count({ ranges }: Member): number {
    return ranges.length / 2;
  }

  /** Parses one entry. Throws a `GlossaryRefusal` if it is no JSON or is too large. */
  parse({ ranges }: Member, at: number, bounds: Bounds): unknown {
    const [start, end] = [ranges[at * 2] as number, ranges[at * 2 + 1] as number];
    if (end - start > bounds.item) throw tooLarge(this.text, start, bounds);
    try {
      return JSON.parse(this.text.slice(start, end));
    } catch {
      throw noJson(this.text, start);
    }
  }

  /** The value of a member that is no list, or the whole list. */
  value(member: Member, bounds: Bounds): unknown {
    if (!member.isList) return this.parse(member, 0, bounds);
    return Array.from({ length: this.count(member) }, (_, at) => this.parse(member, at, bounds));
  }
}

/** Throws a `GlossaryRefusal` if the text is no JSON object or list, as far as its brackets and commas tell. */
export function* jsonPieces(text: string, bounds: Bounds): Work<JsonPieces> {
  const scanner = new Scanner(text, bounds);
  const members: Member[] = [];
  const outer = scanner.skip();
  if (outer === '[') members.push(yield* scanner.list(''));
  else if (outer === '{') {
    scanner.at++;
    for (let next = scanner.skip(); next !== '}'; next = scanner.after('}')) {
      const key = scanner.key();
      if (scanner.skip() !== ':') throw noJson(text, scanner.at);
      scanner.at++;
      members.push(scanner.skip() === '[' ? yield* scanner.list(key) : yield* scanner.single(key));
    }
    scanner.at++;
  } else throw noJson(text, scanner.at);
  if (scanner.skip() !== '') throw noJson(text, scanner.at);
  return new JsonPieces(text, members);
}

class Scanner {
  readonly #text: string;
  readonly #bounds: Bounds;
  at = 0;

  constructor(text: string, bounds: Bounds) {
    this.#text = text;
    this.#bounds = bounds;
    if (text.startsWith('\uFEFF')) this.at = 1;
  }

  /** The next unit that is no white space; '' at the end. */
  skip(): string {
    const text = this.#text;
    let unit = text.charCodeAt(this.at);
    while (unit === 32 || unit === 10 || unit === 13 || unit === 9) unit = text.charCodeAt(++this.at);
    return text.charAt(this.at);
  }

  /** Steps over a comma, unless the list or object ends. */
  after(end: string): string {
    const unit = this.skip();
    if (unit === end) return unit;
    if (unit !== ',') throw noJson(this.#text, this.at);
    this.at++;
    const next = this.skip();
    if (next === end || next === '') throw noJson(this.#text, this.at);
    return next;
  }

  key(): string {
    const start = this.at;
    if (this.#text.charAt(start) !== '"') throw noJson(this.#text, start);
    this.#string();
    if (this.at - start > 10_000) throw noJson(this.#text, start);
    try {
      return JSON.parse(this.#text.slice(start, this.at)) as string;
    } catch {
      throw noJson(this.#text, start);
    }
  }

  *list(key: string): Work<Member> {
    const ranges: number[] = [];
    this.at++;
    for (let next = this.skip(); next !== ']'; next = this.after(']')) {
      const start = this.at;
      yield* this.#value(2);
      ranges.push(start, this.at);
      if (ranges.length % 1_000 === 0) yield this.at;
    }
    this.at++;
    return { key, isList: true, ranges };
  }

  *single(key: string): Work<Member> {
    const start = this.at;
    yield* this.#value(1);
    return { key, isList: false, ranges: [start, this.at] };
  }

  /** Steps over a value of any kind. */
  *#value(outer: number): Work<void> {
    const text = this.#text;
    const start = this.at;
    let depth = outer;
    let rest = start + STEP;
    do {
      const unit = text.charCodeAt(this.at);
      if (unit === 34) this.#string();
      else if (unit === 123 || unit === 91) {
        if (++depth > this.#bounds.depth) throw tooDeep(text, this.at, this.#bounds);
        this.at++;
      } else if (unit === 125 || unit === 93) {
        if (--depth < outer) throw noJson(text, this.at);
        this.at++;
      } else if (depth > outer) this.at++;
      else this.#scalar();
      if (this.at > text.length) throw noJson(text, text.length);
      if (this.at > rest) {
        yield this.at;
        rest = this.at + STEP;
      }
    } while (depth > outer);
  }

  #scalar(): void {
    const start = this.at;
    while (/[\w.+-]/.test(this.#text.charAt(this.at))) this.at++;
    if (this.at === start) throw noJson(this.#text, start);
  }

  /** Steps over a string. */
  #string(): void {
    const text = this.#text;
    const start = this.at++;
    for (; this.at < text.length; this.at++) {
      const unit = text.charCodeAt(this.at);
      if (this.at - start > this.#bounds.item) throw tooLarge(text, start, this.#bounds);
      if (unit === 92) this.at++;
      else if (unit === 34) {
        this.at++;
        return;
      }
    }
    throw noJson(text, start);
  }
}

function noJson(text: string, at: number): GlossaryRefusal {
  return new GlossaryRefusal(
    'malformed',
    'This is no well-formed JSON',
    'Correct the file, or export it again',
    lineAt(text, at),
  );
}

function tooLarge(text: string, at: number, { item }: Bounds): GlossaryRefusal {
  return new GlossaryRefusal(
    'large',
    `An entry has more than ${counted(item)} letters`,
    'Put the terms into one list',
    lineAt(text, at),
  );
}

function tooDeep(text: string, at: number, { depth }: Bounds): GlossaryRefusal {
  return new GlossaryRefusal(
    'large',
    `Lists and objects are nested deeper than ${counted(depth)}`,
    'Correct the file',
    lineAt(text, at),
  );
}

function lineAt(text: string, at: number): string {
  let line = 1;
  for (let i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) line++;
  return `line ${counted(line)}`;
}
