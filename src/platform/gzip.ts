/** Texts as gzip, by the browser's own streams. */

type Bytes = Uint8Array<ArrayBuffer>;

/** A stream of bytes, gzipped. */
export async function gzipped(bytes: ReadableStream<Bytes>): Promise<Bytes> {
  return new Uint8Array(await new Response(bytes.pipeThrough(new CompressionStream('gzip'))).arrayBuffer());
}

/** The text in UTF-8 that was gzipped. Rejects if the bytes are no gzip. Its size is not bounded: for what Gloss itself has written. */
export function gunzipped(bytes: Bytes): Promise<string> {
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
}
