import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { buffer, text } from 'node:stream/consumers';
import { extract } from 'tar-stream';
import { CHECKSUMS, FORMAT, kindOf, type Description } from './archive.js';

/** One entry of an archive; its content is read to the end or not at all, before the next entry is asked for. */
export interface ArchiveEntry {
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array>;
}

/** The entries of a tar, in order. */
export async function* readArchive(path: string): AsyncGenerator<ArchiveEntry> {
  const tar = extract();
  const file = createReadStream(path, { highWaterMark: 1024 * 1024 });
  file.once('error', (error) => {
    tar.destroy(error);
  });
  file.pipe(tar);
  try {
    for await (const entry of tar) {
      yield { name: entry.header.name, content: entry as AsyncIterable<Uint8Array> };
      // What nobody read is in the way of the next.
      entry.resume();
    }
  } finally {
    file.destroy();
  }
}

/**
 * Reads the archive to the end and compares every entry with its checksum.
 *
 * @throws Error when it is not a backup, cut short, altered, or of a later format
 */
export async function verifyArchive(path: string): Promise<Description> {
  try {
    return await verify(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${path} is not a whole backup, and nothing was restored: ${reason}`, { cause: error });
  }
}

async function verify(path: string): Promise<Description> {
  let description: Description | null = null;
  let checksums: string | null = null;
  let sums = '';
  for await (const { name, content } of readArchive(path)) {
    if (checksums !== null) throw new Error(`it goes on after its end, with ${name}.`);
    if (name === CHECKSUMS) {
      checksums = await text(content);
      continue;
    }
    const kind = kindOf(name)?.kind;
    if (kind === undefined) throw new Error(`it holds ${name}, which no backup does.`);
    if ((kind === 'description') !== (sums === '')) throw new Error(`${name} is in the wrong place.`);
    const hash = createHash('sha256');
    if (kind === 'description') {
      const bytes = await buffer(content);
      hash.update(bytes);
      description = parseDescription(bytes.toString());
    } else {
      for await (const bytes of content) hash.update(bytes);
    }
    sums += `${hash.digest('hex')}  ${name}\n`;
  }
  if (checksums === null) throw new Error('its end is missing.');
  if (checksums !== sums) throw new Error(`${firstDifference(checksums, sums)} was altered.`);
  if (description === null) throw new Error('it is empty.');
  return description;
}

function parseDescription(json: string): Description {
  const description = JSON.parse(json) as Description;
  if (description.format !== FORMAT) {
    throw new Error(
      `it is of format ${String(description.format)}, and this version of Segue reads ${String(FORMAT)}.`,
    );
  }
  return description;
}

/** The name in the first line that is not the same. */
function firstDifference(expected: string, actual: string): string {
  const expectedLines = expected.split('\n');
  const line = actual.split('\n').find((candidate, i) => candidate !== expectedLines[i]);
  return line === undefined || line === '' ? CHECKSUMS : line.slice(line.indexOf('  ') + 2);
}
