import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { findProgram } from './find-program.js';

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  SEGUE_DATA: z.string().min(1).default('./data'),
  SEGUE_PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'has to be an address such as https://segue.example.org' })
    .transform((url) => new URL(url).origin)
    .optional(),
  /** How many reverse proxies stand in front: their X-Forwarded-* headers are believed, nobody else's. */
  SEGUE_TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  /** How long every document's past is kept. */
  SEGUE_HISTORY_DAYS: z.coerce.number().int().min(1).max(36_500).default(90),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'has to begin with postgres://' }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'has to begin with redis://' }).optional(),
  S3_ENDPOINT: z.url().optional(),
  S3_BUCKET: z.string().min(1).optional(),
  S3_REGION: z.string().min(1).default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  SEGUE_FFMPEG: z.string().min(1).optional(),
  PATH: z.string().optional(),
  SMTP_URL: z
    .url({
      protocol: /^smtps?$/,
      error: 'has to be an address such as smtps://user:password@mail.example.org',
    })
    .optional(),
  MAIL_FROM: z.string().min(3).optional(),
  WEBHOOK_ALLOW_PRIVATE: z.string().optional(),
  /** At least what nobody guesses; `/metrics` is not there without it. */
  SEGUE_METRICS_TOKEN: z.string().min(20, 'needs at least 20 characters').optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).optional(),
});

/** Beside the server, seen from its sources as from what is built of them. A container comes without it. */
const DEMO_FILM = join(import.meta.dirname, '../../../demo/dist/lay-into.js');

/** Where an S3-compatible store is and how to sign in to it. */
interface S3Config {
  readonly endpoint: string | undefined;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** How mail leaves this server. */
export interface MailConfig {
  /** Address of the mail server, with how to sign in to it: a secret. */
  readonly smtpUrl: string;
  readonly from: string;
  /** Where the links in mails lead. */
  readonly publicUrl: string;
}

/** Everything the server is told from outside. */
export interface Config {
  readonly port: number;
  /** Absolute path of the folder for the embedded database, files and uploads under way. */
  readonly dataFolder: string;
  /** Origin under which people reach the server; null means the one each request names. */
  readonly publicUrl: string | null;
  readonly trustedProxies: number;
  /** How long every document's past is kept, in days: any moment of it can be restored. */
  readonly historyDays: number;
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  readonly s3: S3Config | null;
  /** Absolute path of the program that decodes sound which Segue does not read itself; null without one. */
  readonly ffmpeg: string | null;
  /** Absolute path of the program that lays the demo film; null where it does not come along. */
  readonly demoFilm: string | null;
  /** Null: this installation sends no mail. */
  readonly mail: MailConfig | null;
  /** Names or addresses inside of one's own network that webhooks may call, also without TLS; in lower case. */
  readonly privateWebhookHosts: readonly string[];
  /** What has to be sent as bearer token to read `/metrics`; null: nobody reads them. */
  readonly metricsToken: string | null;
  readonly logLevel: string;
  /** Sign-ins, set-ups, links opened: allowed per minute, route and address. */
  readonly attemptsPerMinute: number;
}

/** The environment is not usable; each line of the message names one variable and what is wrong with it. */
export class ConfigError extends Error {}

/**
 * Reads the configuration.
 *
 * @throws ConfigError
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  // An empty variable is what compose files hand over for one that was not set.
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(set);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'),
    );
  }
  const read = parsed.data;
  return {
    port: read.PORT,
    dataFolder: resolve(read.SEGUE_DATA),
    publicUrl: read.SEGUE_PUBLIC_URL ?? null,
    trustedProxies: read.SEGUE_TRUST_PROXY,
    historyDays: read.SEGUE_HISTORY_DAYS,
    databaseUrl: read.DATABASE_URL ?? null,
    redisUrl: read.REDIS_URL ?? null,
    s3: s3Of(read),
    ffmpeg: ffmpegOf(read),
    demoFilm: existsSync(DEMO_FILM) ? DEMO_FILM : null,
    mail: mailOf(read),
    privateWebhookHosts: (read.WEBHOOK_ALLOW_PRIVATE ?? '')
      .split(',')
      .map((host) => host.trim().toLowerCase())
      .filter((host) => host !== ''),
    metricsToken: read.SEGUE_METRICS_TOKEN ?? null,
    // A person at a terminal wants the address and the set-up link, not a line per request.
    logLevel: read.LOG_LEVEL ?? (process.stdout.isTTY ? 'warn' : 'info'),
    // Enough for a team behind one office address, far too few to guess a password of ten characters.
    attemptsPerMinute: 30,
  };
}

function ffmpegOf({ SEGUE_FFMPEG: named, PATH: path }: z.infer<typeof environment>): string | null {
  const found = findProgram(named ?? 'ffmpeg', path);
  if (found === null && named !== undefined) {
    throw new ConfigError('SEGUE_FFMPEG: has to be an absolute path, or the name of a program on the PATH');
  }
  return found;
}

function mailOf(read: z.infer<typeof environment>): MailConfig | null {
  const { SMTP_URL: smtpUrl, MAIL_FROM: from, SEGUE_PUBLIC_URL: publicUrl } = read;
  if (smtpUrl === undefined) return null;
  // A mail has no request behind it that would say under which address people reach this server.
  if (from === undefined || publicUrl === undefined) {
    throw new ConfigError('SMTP_URL: needs MAIL_FROM and SEGUE_PUBLIC_URL beside it');
  }
  return { smtpUrl, from, publicUrl };
}

function s3Of(read: z.infer<typeof environment>): S3Config | null {
  const { S3_ENDPOINT, S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = read;
  if (S3_BUCKET === undefined) return null;
  if (S3_ACCESS_KEY_ID === undefined || S3_SECRET_ACCESS_KEY === undefined) {
    throw new ConfigError('S3_BUCKET: needs S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY beside it');
  }
  return {
    endpoint: S3_ENDPOINT,
    bucket: S3_BUCKET,
    region: S3_REGION,
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
  };
}
