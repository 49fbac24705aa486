import * as decoding from 'lib0/decoding';
import { describe, expect, it } from 'vitest';
import {
  decodeSegueMessage,
  documentName,
  encodeSegueMessage,
  idSchema,
  MESSAGE_SEGUE,
  newId,
  parseDocumentName,
  problemOf,
  because,
  Refusal,
  REFUSALS,
  type SegueMessage,
} from './index.js';

describe('ids', () => {
  it('have the shape that is asked for', () => {
    for (let i = 0; i < 200; i++) expect(idSchema.safeParse(newId()).success).toBe(true);
    for (const wrong of ['', 'short', 'a'.repeat(15), '../../../etc/x'])
      expect(idSchema.safeParse(wrong).success).toBe(false);
  });
});

describe('document names', () => {
  it('are read back as they were written', () => {
    const id = newId();
    for (const address of [
      { kind: 'spotting', filmId: id },
      { kind: 'notes', cueId: id },
      { kind: 'team', cueId: id },
    ] as const) {
      expect(parseDocumentName(documentName(address))).toEqual(address);
    }
  });

  it('are nothing else', () => {
    for (const name of [
      '',
      'film/',
      'film/x',
      `film/${'a'.repeat(14)}/notes`,
      `cue/${'a'.repeat(14)}`,
      `cue/${'a'.repeat(14)}/other`,
      `../film/${'a'.repeat(14)}`,
    ]) {
      expect(parseDocumentName(name)).toBeNull();
    }
  });
});

describe("the server's own sync messages", () => {
  const messages: SegueMessage[] = [
    { type: 'saved', messages: 7 },
    { type: 'refused', code: 'update.role', detail: 'no', entries: [{ text: 'kept' }] },
    { type: 'not-saved' },
  ];
  it.each(messages)('$type comes through', (message) => {
    const decoder = decoding.createDecoder(encodeSegueMessage(message));
    expect(decoding.readVarUint(decoder)).toBe(MESSAGE_SEGUE);
    expect(decodeSegueMessage(decoder)).toEqual(message);
  });
});

describe('refusals', () => {
  it('become problem documents with words of their own', () => {
    expect(
      problemOf(new Refusal('delivery.duplicate', 'It is v2 of 1m04.', { versionId: 'x' })),
    ).toMatchObject({
      type: 'urn:segue:refusal:delivery.duplicate',
      status: 409,
      code: 'delivery.duplicate',
      detail: 'It is v2 of 1m04.',
      extra: { versionId: 'x' },
    });
  });

  it('say a case with its facts', () => {
    const what = because('already-stem', { stem: 'Strings', number: 2 });
    expect(problemOf(new Refusal('delivery.duplicate', what))).toMatchObject({
      title: REFUSALS['delivery.duplicate'].message,
      detail: 'This very file is already here as the stem "Strings" of v2.',
      reason: 'already-stem',
      facts: { stem: 'Strings', number: 2 },
    });
  });

  it('each say what happened in a sentence', () => {
    for (const { message, status } of Object.values(REFUSALS)) {
      expect(message).toMatch(/^[A-Z].*\.$/);
      expect(status).toBeGreaterThanOrEqual(400);
    }
  });
});
