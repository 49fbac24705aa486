import { z } from 'zod';
import { idSchema } from './ids.js';

const count = z.int().min(0);
const bytes = z.int().min(0);
const seconds = z.number().min(0);
const named = z.object({ id: idSchema, name: z.string() });

/** A document that people have open on the node that answers. */
const openRoom = z.object({
  document: z.string(),
  kind: z.enum(['spotting', 'notes', 'team']),
  film: z.object({ id: idSchema, title: z.string() }),
  /** Null for the spotting sheet of the film. */
  cue: z.object({ id: idSchema, number: z.string(), title: z.string() }).nullable(),
  people: named.array(),
  connections: count,
  /** Updates that are not in the log yet. */
  waiting: count,
});

const personHere = named.extend({
  /** The films this person has open. */
  films: z.object({ id: idSchema, title: z.string() }).array(),
  /** Open windows. */
  windows: count,
});

const files = z.object({ files: count, bytes });

/** How the installation is, told by the one node that was asked. For its owner. */
export const installationSchema = z.object({
  version: z.string(),
  at: z.iso.datetime(),
  node: z.object({ name: z.string(), startedAt: z.iso.datetime(), hasOthers: z.boolean() }),
  sync: z.object({ documents: count, connections: count, people: count, awake: count, waiting: count }),
  /** By film and cue; at most 200, the others are only counted in `sync`. */
  rooms: openRoom.array(),
  people: personHere.array(),
  health: z.object({
    /** What the node stands on, and how long it took to answer. */
    dependencies: z.object({ name: z.string(), ok: z.boolean(), seconds }).array(),
    disk: z.object({ freeBytes: bytes, sizeBytes: bytes }).nullable(),
    memory: z.object({ residentBytes: bytes, heapBytes: bytes, heapLimitBytes: bytes }),
    /** How late timers ran, of the last minute or two. */
    eventLoop: z.object({ p99Seconds: seconds, longestSeconds: seconds }),
    /** Of the last five minutes; null when nothing was committed. */
    commits: z.object({ p50Seconds: seconds, p99Seconds: seconds }).nullable(),
    readModels: z.object({ documents: count, oldestSeconds: seconds }),
    /** Since the node started. */
    troubles: z.object({ refusedUpdates: count, storageFaults: count, cutOff: count }),
  }),
  /** Mails to people; null where this installation sends none. */
  mail: z
    .object({
      waiting: count,
      /** Of these, how many were tried in vain. */
      troubled: count,
      /** Given up in the last 30 days, and such that may or may not have arrived: neither is sent again. */
      failed: count,
      unsure: count,
      lastTrouble: z.string().nullable(),
    })
    .nullable(),
  /** Calls to webhooks that wait, and those given up in the last 30 days. */
  webhooks: z.object({ waiting: count, failed: count }),
  storage: z.object({
    database: z.object({ kind: z.enum(['embedded', 'postgresql']), version: z.string(), bytes }),
    /** As they were delivered; what browsers play instead of them comes on top. */
    music: files,
    movies: files,
    /** Files being uploaded and files being read. */
    uploading: count,
    reading: count,
    /**
     * The last one that was finished, with the moment that it holds; not whole when files were missing or damaged. Null
     * before the first, and again after a restore.
     */
    lastBackup: z.object({ at: z.iso.datetime(), bytes, whole: z.boolean() }).nullable(),
  }),
});

export type Installation = z.infer<typeof installationSchema>;
export type OpenRoom = z.infer<typeof openRoom>;
export type PersonHere = z.infer<typeof personHere>;
