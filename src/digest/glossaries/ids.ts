/**
 * Ids of terms, from what the file calls them. The same file gives the same ids, in any order of its other terms,
 * unless two names come down to one id: then the first in the file keeps it, and the others get a hash of their name.
 */

/** Longest slug, UTF-16 units: with a hash and a number, it is still an id (80). */
const LONGEST = 60;

const CYRILLIC =
  'а=a б=b в=v г=g ґ=g д=d ђ=d е=e є=ye ж=zh з=z и=i і=i ї=yi й=y ј=j к=k л=l љ=lj м=m н=n њ=nj о=o п=p р=r с=s т=t ћ=c ' +
  'у=u ў=u ф=f х=kh ц=ts ч=ch џ=dz ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya ё=e';
const GREEK =
  'α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o';
const LATIN = 'ß=ss æ=ae œ=oe ø=o đ=d ð=d þ=th ł=l ı=i ħ=h ŋ=n';
/** Signs that tell names apart: C, C++ and C#. */
const SIGNS = '+=-plus- #=-sharp- &=-and- @=-at-';
const LETTERS = new Map(
  `${CYRILLIC} ${GREEK} ${LATIN} ${SIGNS}`.split(' ').map((pair) => [pair.slice(0, 1), pair.slice(2)]),
);

/** Names that need no more than hyphens. */
const PLAIN = /^[A-Za-z\d]+(?:[ -][A-Za-z\d]+)*$/;

/** A name in lower-case Latin letters, digits and hyphens, and whether other letters got lost. Linear. */
function slugOf(name: string): { slug: string; isLossy: boolean } {
  if (name.length <= LONGEST && PLAIN.test(name))
    return { slug: name.toLowerCase().replaceAll(' ', '-'), isLossy: false };
  let slug = '';
  let isLossy = false;
  for (const letter of name.slice(0, 200).toLowerCase().normalize('NFC')) {
    const known = LETTERS.get(letter) ?? LETTERS.get(letter.normalize('NFD')[0] ?? '');
    const [base = ''] = letter.normalize('NFKD');
    if (known !== undefined) slug += known;
    else if (/^[a-z\d]$/.test(base)) slug += base;
    else if (/^['’ʼ]$/.test(letter)) continue;
    else {
      isLossy ||= /[\p{L}\p{N}]/u.test(letter);
      slug += '-';
    }
  }
  const whole = slug.replace(/-+/g, '-').replace(/^-|-$/g, '');
  if (whole.length <= LONGEST) return { slug: whole, isLossy };
  return { slug: whole.slice(0, LONGEST).replace(/-[^-]*$/, ''), isLossy: true };
}

/** The last part of an IRI: publishers put what tells terms apart there. Other names stay as they are. */
function lastPart(name: string): string {
  if (!/^(?:https?|urn):/i.test(name)) return name;
  const last = name.replace(/[/#:]+$/, '').replace(/^.*[/#:]/s, '');
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** Ten hexadecimal digits: FNV-1a, twice with different seeds. No secret: whoever wants two equal ones, finds them. */
function hashOf(text: string): string {
  let [a, b] = [0x811c9dc5, 0x2545f491];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b);
    b ^= b >>> 15;
  }
  const hex = (value: number) => (value >>> 0).toString(16).padStart(8, '0');
  return (hex(a) + hex(b)).slice(0, 10);
}

/** Gives names their ids. No two get the same. */
export class Ids {
  readonly #taken = new Set<string>();
  readonly #next = new Map<string, number>();

  /** `name`: what the file calls it. `prefix`: begins the id of a name without any Latin letter. */
  idOf(name: string, prefix = 't'): string {
    const { slug, isLossy } = slugOf(lastPart(name));
    const bare = slug === '' ? prefix : slug;
    const first = isLossy || slug === '' ? `${bare}-${hashOf(name)}` : bare;
    const id = this.#taken.has(first) ? this.#another(bare, name) : first;
    this.#taken.add(id);
    return id;
  }

  #another(bare: string, name: string): string {
    const hashed = `${bare}-${hashOf(name)}`;
    if (!this.#taken.has(hashed)) return hashed;
    for (let number = this.#next.get(hashed) ?? 2; ; number++) {
      const id = `${hashed}-${number}`;
      if (this.#taken.has(id)) continue;
      this.#next.set(hashed, number + 1);
      return id;
    }
  }
}
