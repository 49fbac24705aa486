import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RefusalLog } from './refusal-log.js';

describe('the log of refused updates', () => {
  let lines: Record<string, unknown>[];
  let log: RefusalLog;

  beforeEach(() => {
    vi.useFakeTimers();
    lines = [];
    const logger = pino(
      { base: null, timestamp: false },
      { write: (line) => lines.push(JSON.parse(line) as never) },
    );
    log = new RefusalLog(logger);
  });
  afterEach(() => {
    log.onApplicationShutdown();
    vi.useRealTimers();
  });

  const refuse = (personId: string, code: string, times = 1, document = 'cue/1/notes'): void => {
    for (let i = 0; i < times; i++) log.refused({ document, personId, code });
  };
  const minute = (): void => {
    vi.advanceTimersByTime(60_000);
  };

  it('writes the first down at once, and what follows as a count once a minute', () => {
    refuse('eve', 'update.role', 100_000);
    expect(lines).toEqual([
      {
        level: 40,
        document: 'cue/1/notes',
        personId: 'eve',
        code: 'update.role',
        msg: 'an update was refused',
      },
    ]);
    refuse('eve', 'update.role', 1, 'cue/2/notes');
    minute();
    expect(lines.slice(1)).toEqual([
      {
        level: 40,
        document: 'cue/2/notes',
        personId: 'eve',
        code: 'update.role',
        more: 100_000,
        msg: 'more updates were refused',
      },
    ]);
    // Somebody who never stops is counted on, without a new first line.
    refuse('eve', 'update.role', 5);
    minute();
    expect(lines.map(({ more }) => more)).toEqual([undefined, 100_000, 5]);
  });

  it('counts people and codes apart', () => {
    refuse('eve', 'update.role', 3);
    refuse('eve', 'update.schema', 2);
    refuse('ann', 'update.role');
    expect(lines).toHaveLength(3);
    minute();
    expect(lines.slice(3).map(({ personId, code, more }) => [personId, code, more])).toEqual([
      ['eve', 'update.role', 2],
      ['eve', 'update.schema', 1],
    ]);
  });

  it('forgets those who have been quiet for a minute, and then rests', () => {
    refuse('eve', 'update.role');
    minute();
    expect(vi.getTimerCount()).toBe(0);
    refuse('eve', 'update.role');
    expect(lines.map(({ msg }) => msg)).toEqual(['an update was refused', 'an update was refused']);
  });

  it('never writes what was in the update', () => {
    const event = {
      document: 'd',
      personId: 'eve',
      code: 'update.schema',
      detail: 'secret',
      entries: ['secret'],
    };
    log.refused(event);
    log.refused(event);
    minute();
    expect(JSON.stringify(lines)).not.toContain('secret');
  });

  it('tells what it has counted when the server stops', () => {
    refuse('eve', 'update.role', 4);
    log.onApplicationShutdown();
    expect(lines[1]).toMatchObject({ more: 3 });
    expect(vi.getTimerCount()).toBe(0);
  });
});
