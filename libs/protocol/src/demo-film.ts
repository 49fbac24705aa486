import { z } from 'zod';
import { roleSchema } from './people.js';

/** What is done one after the other while the demo film is laid; each cue is a step of its own. */
export const DEMO_STEPS = ['music', 'first-cut', 'cue', 'second-cut'] as const;

/** How far it is: the step that is under way, which cue, and how many steps of all are done. */
export const demoProgress = z.object({
  step: z.enum(DEMO_STEPS),
  cue: z.string().nullable(),
  done: z.int().min(0),
  of: z.int().min(1),
});

/** A personal link of somebody on the demo film. */
export const demoLink = z.object({ name: z.string(), role: roleSchema, url: z.url() });

/** The demo film on an installation without films, for its owner. */
export const demoFilmSchema = z.object({
  /** Whether it can be laid now. */
  offered: z.boolean(),
  state: z.enum(['none', 'laying', 'failed', 'ready']),
  progress: demoProgress.nullable(),
  /** Once it is `ready`, until they are put away: they are stored nowhere. */
  links: demoLink.array(),
  /** Why it `failed`, in English and for whoever runs the server. */
  trouble: z.string().nullable(),
});

export type DemoFilm = z.infer<typeof demoFilmSchema>;
export type DemoLink = z.infer<typeof demoLink>;
export type DemoProgress = z.infer<typeof demoProgress>;

/** What the program that lays the film tells the server which started it. */
export const demoReport = z.union([
  z.object({ progress: demoProgress }),
  z.object({ links: demoLink.array() }),
  z.object({ trouble: z.string() }),
]);
/** What it is told first: where the server is, and the cookie of the owner's session. */
export const demoOrder = z.object({ url: z.url(), cookie: z.string() });
export type DemoReport = z.infer<typeof demoReport>;
export type DemoOrder = z.infer<typeof demoOrder>;
