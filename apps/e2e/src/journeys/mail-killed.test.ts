import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { newId } from '@segue/protocol';
import { addEntry } from '@segue/review-document';
import pg from 'pg';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, describe, it, vi } from 'vitest';
import { emptyDatabase } from '../harness/empty-database.js';
import { freePort } from '../harness/own-program.js';
import { mix, position, setScene, type ReviewScene } from '../harness/review-scene.js';
import { openDocument } from '../harness/sync-client.js';

/** The server looks every quarter of a minute whether there is mail. */
const A_FEW_LOOKS = { timeout: 60_000, interval: 100 };

describe('a server that is killed while it sends a mail', () => {
  let scene: ReviewScene;
  let database: Awaited<ReturnType<typeof emptyDatabase>>;
  let sql: pg.Client;
  let post: SMTPServer;
  /** The mails that came in whole, and what says that they were taken. */
  const received: { text: string; take: () => void }[] = [];
  let holds = true;

  beforeAll(async () => {
    post = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      onData: (stream, _session, taken) => {
        let text = '';
        stream.setEncoding('utf8').on('data', (part: string) => (text += part));
        stream.on('end', () => {
          received.push({ text, take: taken });
          if (!holds) taken();
        });
      },
    });
    post.on('error', () => undefined);
    post.listen(0, '127.0.0.1');
    await once(post.server, 'listening');
    const own = await freePort();
    const { port } = post.server.address() as AddressInfo;
    database = await emptyDatabase();
    scene = await setScene({
      movie: false,
      env: {
        DATABASE_URL: database.url,
        SMTP_URL: `smtp://127.0.0.1:${port}`,
        MAIL_FROM: 'segue@example.org',
        PORT: String(own),
        SEGUE_PUBLIC_URL: `http://localhost:${own}`,
      },
    });
    sql = new pg.Client(database.url);
    await sql.connect();
  });
  afterAll(async () => {
    await sql.end();
    await scene.server.stop();
    await database.drop();
    await new Promise<void>((resolve) => {
      post.close(resolve);
    });
  });

  const states = async (): Promise<string[]> => {
    const { rows } = await sql.query<{ state: string }>('select state from mails order by created_at');
    return rows.map(({ state }) => state);
  };

  /** Has the director give a note, and lets the quiet that mail waits for go by. */
  async function giveNote(version: string, text: string, lamport: number): Promise<void> {
    const notes = await openDocument(scene.director, `cue/${scene.cueId}/notes`, { ack: true });
    const place = { version, in: position(0), out: null, kind: 'mix', weight: 'must' } as const;
    addEntry(notes.doc, scene.director.personId, newId(), { type: 'note', ...place, text, lamport, at: 0 });
    await notes.acknowledged();
    notes.close();
    await vi.waitFor(async () => {
      const { rowCount } = await sql.query(
        `update film_events set happened_at = now() - interval '3 minutes' where text = $1`,
        [text],
      );
      expect(rowCount).toBe(1);
    }, A_FEW_LOOKS);
  }

  it('sends it no second time, says so to the owner, and goes on with the next', async () => {
    const version = await scene.composer.deliverMix(scene.cueId, mix('1m01 v1.wav', 220));
    await giveNote(version, 'The first note', 1);
    await vi.waitUntil(() => received.length === 1, A_FEW_LOOKS);
    await scene.server.kill9();
    holds = false;
    received[0]?.take();
    await scene.server.restart();
    // As if the killed server had been silent for long enough.
    await sql.query('update mails set sending_until = now()');
    await giveNote(version, 'The second note', 2);
    await vi.waitUntil(() => received.length >= 2, A_FEW_LOOKS);
    await vi.waitFor(async () => {
      expect(await states()).toEqual(['unsure', 'sent']);
    }, A_FEW_LOOKS);
    expect(received.filter(({ text }) => text.includes('The first note'))).toHaveLength(1);
    expect(received.filter(({ text }) => text.includes('The second note'))).toHaveLength(1);
    const { mail } = await scene.composer.get<{ mail: unknown }>('/installation');
    expect(mail).toMatchObject({ waiting: 0, unsure: 1, failed: 0 });
  }, 180_000);
});
