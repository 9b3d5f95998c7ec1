/**
 * Reads a `.gloss` file, which may come from anybody. Nothing is unpacked before the zip's own list is sound and small
 * enough, nothing is parsed before the signature is right, and nothing is returned before everything is checked.
 *
 * Cost: linear in the unpacked size, about 50 ns a byte; memory: the unpacked bytes twice, and the digest.
 */
import * as v from 'valibot';
import type { Rest } from '../../platform/pace';
import { sha256 } from '../canonical';
import { excerpt } from '../problems';
import type { About, Digest } from '../schema';
import { DIGEST_FILE, SIGNATURE_FILE } from './bounds';
import { ContentCheck, nameOf } from './content';
import { GlossDigest, PARTS } from './file-schema';
import { parsePiece } from './json-piece';
import { type Member, membersOf } from './pieces';
import { AGAIN, GlossRefusal, type Place, refuseIssues, TELL } from './refusal';
import { signerOf } from './signature';
import { unpack } from './unpack';
import { entriesOf } from './zip';

type Bytes = Uint8Array<ArrayBuffer>;
type Wait = () => Promise<void> | undefined;

/** What a `.gloss` file holds. */
export interface GlossFile {
  digest: Digest & { about: About };
  /** The fingerprint of the key that signed it (`fingerprintOf`). Absent in a file without a signature. */
  signedBy?: string;
}

/** The format that is read. */
const FORMAT = 1;

/**
 * The digest in a `.gloss` file, every part of it checked. `pause` is awaited between slices of a few milliseconds.
 * Rejects with a `GlossRefusal` that says what is wrong, or with the reason of `signal` soon after it is aborted.
 */
export async function readGloss(bytes: Bytes, pause: Rest, signal: AbortSignal): Promise<GlossFile> {
  const rest = () => {
    signal.throwIfAborted();
    return pause();
  };
  signal.throwIfAborted();
  const files = new Map<string, Bytes>();
  for (const entry of entriesOf(bytes)) files.set(entry.name, await unpack(bytes, entry, rest));
  // The zip's list has it.
  const json = files.get(DIGEST_FILE) as Bytes;
  const signature = files.get(SIGNATURE_FILE);
  const signedBy = signature === undefined ? undefined : await signerOf(json, signature);
  signal.throwIfAborted();
  const digest = await digestOf(json, rest);
  return signedBy === undefined ? { digest } : { digest, signedBy };
}

async function digestOf(json: Bytes, rest: Wait): Promise<GlossDigest> {
  const members = await membersByKey(json, rest);
  const value = (key: keyof typeof GlossDigest.entries) => {
    // `membersByKey` has checked that all are there.
    const { start, end } = members.get(key) as Member;
    return parsePiece(json.subarray(start, end), memberPlace(key));
  };
  const about = checked(PARTS.about, value('about'), memberPlace('about'));
  const hash = checked(PARTS.hash, value('hash'), memberPlace('hash'));
  const check = new ContentCheck();
  const entries = <Entry>(
    list: 'documents' | 'passages' | 'terms',
    schema: v.GenericSchema<unknown, Entry>,
    look: (entry: Entry, at: number) => void,
  ) => entriesOfList(json, members.get(list) as Member, list, schema, look, rest);
  const documents = await entries('documents', PARTS.documents, (each, at) => check.document(each, at));
  const passages = await entries('passages', PARTS.passages, (each, at) => check.passage(each, at));
  const terms = await entries('terms', PARTS.terms, (each, at) => check.term(each, at));
  for (const [at, term] of terms.entries()) {
    check.related(term, at);
    await rest();
  }
  if ((await hashOf(json, members)) !== hash)
    throw new GlossRefusal(
      'wrong-hash',
      `${DIGEST_FILE} has not the content whose hash it gives. ${AGAIN}.`,
      'hash',
    );
  return { format: FORMAT, about, hash, documents, passages, terms };
}

/** The members of the digest's object: all that a digest has, and no others. */
async function membersByKey(json: Bytes, rest: Wait): Promise<Map<string, Member>> {
  const finding = membersOf(json);
  let found = finding.next();
  for (; !found.done; found = finding.next()) await rest();
  const members = new Map<string, Member>();
  let last = '';
  for (const member of found.value) {
    const { key } = member;
    if (members.has(key))
      throw new GlossRefusal('invalid', `${DIGEST_FILE} has the key "${excerpt(key)}" twice. ${TELL}.`, key);
    if (key < last)
      throw new GlossRefusal(
        'not-canonical',
        `${DIGEST_FILE} has "${excerpt(key)}" after "${excerpt(last)}". ${TELL}.`,
        key,
      );
    members.set(key, member);
    last = key;
  }
  checkFormat(json, members.get('format'));
  const empty = Object.fromEntries(Object.keys(GlossDigest.entries).map((key) => [key, undefined]));
  for (const key of members.keys())
    if (!Object.hasOwn(empty, key))
      throw new GlossRefusal(
        'invalid',
        `${DIGEST_FILE} has the unknown key "${excerpt(key)}". ${TELL}.`,
        key,
      );
  for (const key of Object.keys(empty))
    if (!members.has(key)) throw new GlossRefusal('invalid', `${DIGEST_FILE} lacks ${key}. ${TELL}.`, key);
  return members;
}

/** Checked before anything else, as a later format may have other members. */
function checkFormat(json: Bytes, member: Member | undefined): void {
  if (member === undefined)
    throw new GlossRefusal('invalid', `${DIGEST_FILE} lacks format. ${TELL}.`, 'format');
  const format = parsePiece(json.subarray(member.start, member.end), memberPlace('format'));
  if (format !== FORMAT)
    throw new GlossRefusal(
      'wrong-format-version',
      `${DIGEST_FILE} is of format ${excerpt(JSON.stringify(format))}, and this Gloss reads format ${FORMAT}. Update Gloss, or ask the publisher for a file of format ${FORMAT}.`,
      'format',
    );
}

async function entriesOfList<Entry>(
  json: Bytes,
  { entries }: Member,
  list: string,
  schema: v.GenericSchema<unknown, Entry>,
  look: (entry: Entry, at: number) => void,
  rest: Wait,
): Promise<Entry[]> {
  if (entries === undefined)
    throw new GlossRefusal('invalid', `${DIGEST_FILE}: ${list} is no list; write a list. ${TELL}.`, list);
  const read: Entry[] = [];
  for (let i = 0; i < entries.length; i += 2) {
    const at = read.length;
    const place = (id?: string) => ({ name: () => nameOf(list, at, id), path: () => `${list}[${at}]` });
    const value = parsePiece(json.subarray(entries[i], entries[i + 1]), place());
    const entry = checked(schema, value, place(idOf(value)));
    look(entry, at);
    read.push(entry);
    await rest();
  }
  return read;
}

function memberPlace(key: string): Place {
  return { name: () => `${DIGEST_FILE}, ${key}`, path: () => key };
}

function idOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('id' in value)) return undefined;
  return typeof value.id === 'string' ? value.id : undefined;
}

function checked<T>(schema: v.GenericSchema<unknown, T>, value: unknown, at: Place): T {
  // One mistake is enough, and a hostile entry may have a hundred thousand.
  const result = v.safeParse(schema, value, { abortEarly: true });
  return result.success ? result.output : refuseIssues(result.issues, at);
}

/** The content hash, from the bytes as they stand: the caller has checked that they are canonical and in order. */
function hashOf(json: Bytes, members: Map<string, Member>): Promise<string> {
  const encoder = new TextEncoder();
  const pieces = ['documents', 'passages', 'terms'].flatMap((key, i) => {
    const { start, end } = members.get(key) as Member;
    return [encoder.encode(`${i === 0 ? '{' : ','}"${key}":`), json.subarray(start, end)];
  });
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 1));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  bytes[at] = 0x7d;
  return sha256(bytes);
}
