import { Inject, Injectable } from '@nestjs/common';
import { because, Refusal } from '@segue/protocol';
import { MAX_ATTACHMENT_BYTES, type Attachment, type AttachmentType } from '@segue/review-document';
import type { BlobStore, Database, Row } from '@segue/storage';
import type { Kysely } from 'kysely';
import { CuesService } from '../cues/cues.service.js';
import { forgetFiles, holdFiles } from '../deliveries/forget-files.js';
import type { Actor } from '../people/actor.js';
import { FilmAccess } from '../people/film-access.js';
import { BLOBS, DATABASE } from '../platform/tokens.js';
import { fileName } from './file-name.js';
import { TELLING_BYTES, typeOfContent } from './type-of-content.js';
import { forgetUnsent } from './unsent-files.js';

/** Most files that one cue holds, and most bytes of all of them together. */
const MOST_FILES = 200;
const MOST_BYTES = 500_000_000;

/** The files that people bring to a cue, to put them on their notes and replies. */
@Injectable()
export class AttachmentsService {
  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    @Inject(BLOBS) private readonly blobs: BlobStore,
    private readonly cues: CuesService,
    private readonly access: FilmAccess,
  ) {}

  /**
   * Keeps a file that somebody is going to put on a note of the cue. Bringing the same bytes once more gives them the
   * new name. In a cue that is full it takes the place of files that were put on nothing.
   *
   * @param body the bytes; nothing of it is read before it is clear that the person may bring them.
   * @throws Refusal `attachment.type` when it is nothing that can be attached, `attachment.quota` when the cue is full,
   * `request.too-large`, `request.invalid` when it is empty.
   */
  async bring(
    actor: Actor,
    cueId: string,
    name: string,
    body: AsyncIterable<Uint8Array>,
  ): Promise<Attachment> {
    const { film_id: filmId } = await this.cues.find(cueId);
    await this.access.require(actor, filmId, 'comment');
    // Nobody has to send what there is no room for.
    if (!(await this.hasRoom(this.db, cueId, 1))) {
      await forgetUnsent(this.db, this.blobs, cueId);
      if (!(await this.hasRoom(this.db, cueId, 1))) throw new Refusal('attachment.quota');
    }
    const { type, bytes } = await recognised(body);
    const { sha256, size } = await this.blobs.put(bytes);
    const attachment = { file: sha256, name: fileName(name, type), type, bytes: size };
    try {
      await this.note(actor, cueId, attachment);
    } catch (error) {
      await forgetFiles(this.db, this.blobs, sha256);
      throw error;
    }
    return attachment;
  }

  /**
   * A file of the cue for somebody who may read there.
   *
   * @throws Refusal `not-found`, also when the same bytes are on another cue only.
   */
  async find(actor: Actor, cueId: string, sha256: string): Promise<Row<'attachments'>> {
    const { film_id: filmId } = await this.cues.find(cueId);
    await this.access.require(actor, filmId, 'read');
    const row = await this.db
      .selectFrom('attachments')
      .selectAll()
      .where('cue_id', '=', cueId)
      .where('sha256', '=', sha256)
      .orderBy('at')
      .executeTakeFirst();
    if (!row) throw new Refusal('not-found');
    return row;
  }

  /** What the person has brought to the cue. Says nothing about what they may do. */
  broughtBy(personId: string, cueId: string): Promise<Row<'attachments'>[]> {
    return this.db
      .selectFrom('attachments')
      .selectAll()
      .where('cue_id', '=', cueId)
      .where('person_id', '=', personId)
      .execute();
  }

  private async note(actor: Actor, cueId: string, { file, name, type, bytes }: Attachment): Promise<void> {
    const row = { cue_id: cueId, sha256: file, person_id: actor.personId, name, type, bytes };
    await this.db.transaction().execute(async (trx) => {
      // Two files at the same time do not take the same room.
      await trx.selectFrom('cues').select('id').where('id', '=', cueId).forUpdate().execute();
      await holdFiles(trx, [file]);
      await trx
        .insertInto('attachments')
        .values(row)
        .onConflict((conflict) => conflict.columns(['cue_id', 'sha256', 'person_id']).doUpdateSet({ name }))
        .execute();
      if (!(await this.hasRoom(trx, cueId))) throw new Refusal('attachment.quota');
      // The same bytes, brought in vain elsewhere, may just have been forgotten.
      if ((await this.blobs.size(file)) === null) throw new Refusal('storage.unavailable');
    });
  }

  /** Whether the cue holds no more than it can, with so many bytes and files that are still to come. */
  private async hasRoom(db: Kysely<Database>, cueId: string, coming = 0): Promise<boolean> {
    const held = await db
      .selectFrom('attachments')
      .select(({ fn }) => [fn.countAll<string>().as('files'), fn.sum<string | null>('bytes').as('bytes')])
      .where('cue_id', '=', cueId)
      .executeTakeFirst();
    const [files, bytes] = [Number(held?.files ?? 0), Number(held?.bytes ?? 0)];
    return files + coming <= MOST_FILES && bytes + coming <= MOST_BYTES;
  }
}

/** The type of what comes, and its bytes from the first one on, no more of them than may be. */
async function recognised(
  body: AsyncIterable<Uint8Array>,
): Promise<{ type: AttachmentType; bytes: AsyncIterable<Uint8Array> }> {
  const parts = body[Symbol.asyncIterator]();
  let beginning = Buffer.alloc(0);
  while (beginning.length < TELLING_BYTES) {
    const part = await parts.next();
    if (part.done === true) break;
    beginning = Buffer.concat([beginning, part.value]);
  }
  if (beginning.length === 0) throw new Refusal('request.invalid', because('empty-file'));
  const type = typeOfContent(beginning);
  if (type === null) throw new Refusal('attachment.type');
  return { type, bytes: atMost(beginning, parts) };
}

async function* atMost(beginning: Uint8Array, parts: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for (
    let part: IteratorResult<Uint8Array> = { value: beginning };
    part.done !== true;
    part = await parts.next()
  ) {
    size += part.value.byteLength;
    if (size > MAX_ATTACHMENT_BYTES) {
      throw new Refusal(
        'request.too-large',
        because('most-megabytes', { megabytes: MAX_ATTACHMENT_BYTES / 1e6 }),
      );
    }
    yield part.value;
  }
}
