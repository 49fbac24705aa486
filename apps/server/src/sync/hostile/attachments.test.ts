import { documentName } from '@segue/protocol';
import type { Attachment } from '@segue/review-document';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../../testing/api-client.js';
import { adding, entry, freshClientId, HostileScene, type Room } from './hostile-scene.js';
import { eventually } from './raw-client.js';

const png = (more: string): Buffer => Buffer.from(`\x89PNG\r\n\x1a\n${more}`, 'latin1');

describe('a file on a note', () => {
  let scene: HostileScene;
  let mixer: ApiClient;

  beforeAll(async () => {
    scene = await HostileScene.set();
    mixer = await scene.person('mixer');
  });
  afterEach(() => {
    scene.tidy();
  });
  afterAll(() => scene.strike());

  const bring = async (who: ApiClient, cueId: string, content: string): Promise<Attachment> => {
    const path = `/api/cues/${cueId}/attachments?name=a.png`;
    return (await (await who.send('POST', path, { body: png(content) })).json()) as Attachment;
  };
  const sending = ({ own, attacker }: Room, attachments: unknown, fields = {}) => {
    attacker.update(adding(own, entry({ text: 'With a file.', ...fields, attachments })));
  };

  it('is admitted when its author has brought it to the cue, also after the page was opened', async () => {
    const room = await scene.room();
    const file = await bring(mixer, room.cueId, 'mine');
    sending(room, [file]);
    await eventually(() => {
      const note = room.honest.session.board.notes.find(({ text }) => text === 'With a file.');
      expect(note?.attachments).toEqual([file]);
    });
    expect(room.attacker.refusals).toEqual([]);
  });

  it('keeps its place in the line', async () => {
    const room = await scene.room();
    const file = await bring(mixer, room.cueId, 'in line');
    sending(room, [file]);
    const { own, attacker } = room;
    attacker.update(adding({ ...own, clock: own.clock + 1 }, entry({ text: 'Right behind.' })));
    await eventually(() => {
      expect(room.honest.texts).toEqual(expect.arrayContaining(['With a file.', 'Right behind.']));
    });
    expect(attacker.asked).toBe(1);
  });

  it('is refused when nobody has brought it', async () => {
    const room = await scene.room();
    const invented = { file: '0'.repeat(64), name: 'a.png', type: 'image/png', bytes: 10 };
    await scene.expectUnharmed(room, 'update.role', () => {
      sending(room, [invented]);
    });
  });

  it('is refused when somebody else has brought it, on a reply as well', async () => {
    const room = await scene.room();
    const hers = await bring(scene.director, room.cueId, 'hers');
    await scene.expectUnharmed(room, 'update.role', () => {
      const reply = { type: 'reply', note: room.own.entryId, text: 'x', lamport: 1, at: 0 };
      room.attacker.update(adding(room.own, { ...reply, attachments: [hers] }));
    });
  });

  it('is refused when it was brought to another cue', async () => {
    const room = await scene.room();
    const elsewhere = await bring(mixer, await scene.cue(), 'elsewhere');
    await scene.expectUnharmed(room, 'update.role', () => {
      sending(room, [elsewhere]);
    });
  });

  it('is refused when it says to be what it is not', async () => {
    const room = await scene.room();
    const file = await bring(mixer, room.cueId, 'a picture');
    await scene.expectUnharmed(room, 'update.role', () => {
      sending(room, [{ ...file, type: 'application/pdf' }]);
    });
  });

  it.each([
    ['more than five', (file: Attachment) => Array.from({ length: 6 }, () => file)],
    ['a type that is run', (file: Attachment) => [{ ...file, type: 'image/svg+xml' }]],
    ['a name that is a path', (file: Attachment) => [{ ...file, name: '../a.png' }]],
    ['a hash that is a path', (file: Attachment) => [{ ...file, file: '../../../etc/passwd' }]],
  ])('is refused with %s', async (_what, forge) => {
    const room = await scene.room();
    const file = await bring(mixer, room.cueId, 'good');
    await scene.expectUnharmed(room, 'update.schema', () => {
      sending(room, forge(file));
    });
  });

  it('is never on a note of the music team, which fewer people read than the files of the cue', async () => {
    const cueId = await scene.cue();
    const file = await bring(mixer, cueId, 'team');
    const client = await scene.raw(mixer, documentName({ kind: 'team', cueId }));
    const own = { root: `part:${mixer.personId}`, clientId: freshClientId(), clock: 0 };
    client.update(adding(own, entry({ attachments: [file] })));
    await eventually(() => {
      expect(client.refusals).toMatchObject([{ code: 'update.role' }]);
    });
  });
});
