import type { AuditEntry, Film } from '@segue/protocol';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type ApiClient, type TestServer } from '../testing/test-server.js';
import { AuditLog } from './audit-log.js';
import { verifyAudit } from './verify-audit.js';

describe('the audit log', () => {
  let server: TestServer;
  let film: Film;
  let producer: ApiClient;
  let mixer: ApiClient;
  beforeAll(async () => {
    server = await startTestServer();
    film = await server.createFilm();
    producer = await server.member(film.id, 'producer');
    mixer = await server.member(film.id, 'mixer');
  });
  afterAll(() => server.close());

  const path = () => `/api/films/${film.id}/audit`;

  it('shows acts of authority to those who manage people', async () => {
    await producer.json('PATCH', `/api/films/${film.id}/people/${mixer.personId}`, { role: 'orchestrator' });
    await producer.json('PUT', `/api/films/${film.id}/guest-link`);
    expect(await server.anonymous.outcome('GET', path())).toBe('session.missing');
    expect(await mixer.outcome('GET', path())).toBe('access.denied');
    const entries = (await producer.json('GET', path())) as AuditEntry[];
    expect(entries.map(({ act }) => act)).toEqual([
      'guest-link.issued',
      'person.role-changed',
      'person.invited',
      'person.invited',
      'film.created',
    ]);
    expect(entries[1]).toMatchObject({
      actorName: 'the producer',
      subject: { personId: mixer.personId, from: 'mixer', to: 'orchestrator' },
    });
    expect(JSON.stringify(entries)).not.toMatch(/token|secret/);
  });

  it('keeps one unbroken chain when many act at once, whatever they write', async () => {
    const audit = server.app.get(AuditLog);
    const actor = { personId: producer.personId, name: 'Zoë "Q" \\ 🎻' };
    const subjects = [
      { b: 1, a: { d: [2, { z: 0, y: 1.5 }], c: null } },
      { later: undefined, first: 'ß' },
      {},
    ];
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        server.db.transaction().execute(async (trx) => {
          await audit.append(trx, actor, 'test', film.id, subjects[index % subjects.length] ?? {});
        }),
      ),
    );
    const { entries, broken } = await verifyAudit(server.db);
    expect(broken).toBeNull();
    expect(entries).toBeGreaterThan(20);
  });

  it('cannot be changed through the database, and shows it if somebody takes the lock off', async () => {
    const tamper = sql`update audit set subject = '{"role":"producer"}' where sequence = 3`;
    await expect(tamper.execute(server.db)).rejects.toThrow('append-only');
    await sql`alter table audit disable trigger audit_append_only`.execute(server.db);
    const { subject } = await server.db
      .selectFrom('audit')
      .select('subject')
      .where('sequence', '=', 3)
      .executeTakeFirstOrThrow();
    await tamper.execute(server.db);
    expect(await verifyAudit(server.db)).toEqual({ entries: 2, broken: 3 });
    await sql`update audit set subject = ${JSON.stringify(subject)} where sequence = 3`.execute(server.db);
    expect((await verifyAudit(server.db)).broken).toBeNull();
    await sql`delete from audit where sequence = 2`.execute(server.db);
    expect(await verifyAudit(server.db)).toEqual({ entries: 1, broken: 2 });
  });
});
