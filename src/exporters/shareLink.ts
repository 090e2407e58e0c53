// A whole graph in the fragment of an address, which no server is sent: compact JSON, deflated, in base64url. Trusts nothing that comes in.
import { type Parsed, parseGraph } from '../graph/format';
import type { Graph } from '../graph/graph';
import { limits } from '../graph/limits';
import { type FileProblem, GraphError } from '../graph/problem';
import { serializeGraph } from '../graph/serialize';

/** `#graph=...` */
const KEY = 'graph=';
/** RFC 1951, without the header and checksum of gzip. */
const FORMAT = 'deflate-raw';
/** Bytes handed to the inflater at once: at most about a thousand times as many come out before the limit is looked at. */
const SLICE = 512;

const kib = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KiB`;

/**
 * The fragment of a link that opens this graph, without `#`.
 * @throws GraphError for a graph that takes more than a link holds
 */
export async function shareFragment(graph: Graph): Promise<string> {
  const text = JSON.stringify(JSON.parse(serializeGraph(graph)));
  const fragment = KEY + base64url(await deflate(new TextEncoder().encode(text)));
  const bytes = text.length > limits.shareLinkInflatedBytes ? text.length : fragment.length;
  const most = text.length > limits.shareLinkInflatedBytes ? limits.shareLinkInflatedBytes : limits.shareLinkBytes;
  if (bytes <= most) return fragment;
  throw new GraphError(
    'over-limit',
    '',
    `the graph takes ${kib(bytes)}, and a link holds ${kib(most)}: send it as a JSON file instead`,
  );
}

/** The graph of a fragment, read as strictly as any file. Never throws; a link that lies about its size is not inflated. */
export async function readShareFragment(fragment: string): Promise<Parsed> {
  try {
    const encoded = fragment.replace(/^#/, '').slice(KEY.length);
    if (encoded.length > limits.shareLinkBytes) {
      const message = `the link holds ${kib(encoded.length)}, and ${kib(limits.shareLinkBytes)} are the most`;
      return refused('over-limit', message);
    }
    const bytes = fromBase64url(encoded);
    if (!bytes) return refused('not-text', 'the link holds characters that no link of ours has: copy it whole');
    const text = await inflate(bytes);
    return typeof text === 'string' ? parseGraph(text) : { problem: text };
  } catch {
    return refused('not-text', 'the link is damaged or was cut short: copy it whole');
  }
}

const refused = (code: FileProblem['code'], message: string): { readonly problem: FileProblem } => ({
  problem: { code, path: '', message },
});

async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream(FORMAT));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Stops as soon as more comes out than a graph in a link may have. Throws for what is not deflated or ends early. */
async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<string | FileProblem> {
  const inflater = new DecompressionStream(FORMAT);
  const [writer, reader] = [inflater.writable.getWriter(), inflater.readable.getReader()];
  // Slices go in one by one, as room is made by reading; what goes wrong is said by the reader.
  const writing = write(writer, bytes);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let [text, size] = ['', 0];
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (size > limits.shareLinkInflatedBytes) {
      await reader.cancel();
      const message = `the link unfolds to more than ${kib(limits.shareLinkInflatedBytes)}, the most that one may hold`;
      return refused('over-limit', message).problem;
    }
    text += decoder.decode(next.value, { stream: true });
  }
  await writing;
  return text + decoder.decode();
}

async function write(writer: WritableStreamDefaultWriter<BufferSource>, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  try {
    for (let at = 0; at < bytes.length; at += SLICE) {
      await writer.ready;
      await writer.write(bytes.subarray(at, at + SLICE));
    }
    await writer.close();
  } catch {
    // The reader hears of it, or has stopped.
  }
}

function base64url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Undefined for anything but base64url. */
function fromBase64url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[A-Za-z0-9_-]+$/.test(text) || text.length % 4 === 1) return undefined;
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
