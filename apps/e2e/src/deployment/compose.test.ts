import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const root = join(import.meta.dirname, '../../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const service = z.object({
  image: z.string(),
  build: z.object({ context: z.string(), dockerfile: z.string() }).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  depends_on: z.record(z.string(), z.object({ condition: z.literal('service_healthy') })).default({}),
  healthcheck: z.object({ test: z.array(z.string()).min(2) }),
  volumes: z.array(z.string()).default([]),
});
const compose = z
  .object({ services: z.record(z.string(), service), volumes: z.record(z.string(), z.null()) })
  .parse(parse(read('docker-compose.yml'), { merge: true }));

const named = (name: string) => {
  const found = compose.services[name];
  if (found === undefined) throw new Error(`docker-compose.yml has no service ${name}`);
  return found;
};
const nodes = Object.entries(compose.services).filter(([, { build }]) => build !== undefined);

describe('docker-compose.yml', () => {
  it('has a database, Redis, an object store, a proxy and two nodes, each with a health check', () => {
    expect(Object.keys(compose.services).sort()).toEqual([
      'node-a',
      'node-b',
      'objects',
      'postgres',
      'proxy',
      'redis',
    ]);
    expect(named('postgres').image).toBe('postgres:17');
    expect(named('redis').image).toBe('redis:7');
  });

  it('runs both nodes from one build on the same database, Redis and bucket', () => {
    expect(nodes.map(([name]) => name)).toEqual(['node-a', 'node-b']);
    const [a, b] = [named('node-a'), named('node-b')];
    expect(a.build).toEqual(b.build);
    expect(a.environment).toEqual(b.environment);
    expect(a.environment).toMatchObject({
      DATABASE_URL: expect.stringContaining('@postgres:5432/segue') as string,
      REDIS_URL: expect.stringContaining('@redis:6379') as string,
      S3_ENDPOINT: 'http://objects:3900',
      S3_BUCKET: named('objects').environment['GARAGE_DEFAULT_BUCKET'],
    });
    expect(a.environment['S3_ACCESS_KEY_ID']).toBe(named('objects').environment['GARAGE_DEFAULT_ACCESS_KEY']);
    expect(read('deploy/garage.toml')).toContain(`s3_region = "${a.environment['S3_REGION'] ?? ''}"`);
  });

  it('waits only for services that exist, and mounts only volumes and files that exist', () => {
    for (const { depends_on, volumes } of Object.values(compose.services)) {
      for (const name of Object.keys(depends_on)) expect(compose.services).toHaveProperty(name);
      for (const volume of volumes) {
        const source = volume.split(':')[0] ?? '';
        if (source.startsWith('.')) expect(existsSync(join(root, source)), source).toBe(true);
        else expect(compose.volumes).toHaveProperty(source);
      }
    }
  });

  it('takes every secret from the environment, and says which one is missing', () => {
    const secrets = Object.values(compose.services)
      .flatMap(({ environment }) => Object.entries(environment))
      .filter(([name]) => /PASSWORD|SECRET|ACCESS_KEY|AUTH|DATABASE_URL|REDIS_URL/.test(name));
    expect(secrets.length).toBeGreaterThanOrEqual(10);
    for (const [name, value] of secrets) expect(value, name).toMatch(/\$\{[A-Z0-9_]+:\?[^}]+\}/);
  });

  it('asks for no variable that .env.example does not explain', () => {
    const asked = [...read('docker-compose.yml').matchAll(/\$\{([A-Z0-9_]+):/g)].map(([, name]) => name);
    const explained = [...read('.env.example').matchAll(/^([A-Z0-9_]+)=/gm)].map(([, name]) => name);
    expect([...new Set(asked)].sort()).toEqual(explained.sort());
  });
});

describe('Dockerfile', () => {
  const dockerfile = read('Dockerfile');

  it('is where the nodes are built from, and copies only what is there', () => {
    for (const [, { build }] of nodes) expect(build).toEqual({ context: '.', dockerfile: 'Dockerfile' });
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+)$/gm)].flatMap(([, paths = '']) =>
      paths.split(' ').slice(0, -1),
    );
    expect(copied.length).toBeGreaterThan(5);
    for (const path of copied) expect(existsSync(join(root, path)), path).toBe(true);
  });

  it('ends with a node that is not root, keeps its data in a volume and is asked whether it lives', () => {
    const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(/^VOLUME \/data$/m);
    expect(last).toContain('/health/live');
    expect(last).toContain('apps/server/dist/main.js');
  });
});

describe('the reverse proxy', () => {
  it('shares the requests between both nodes, and asks each whether it is ready', () => {
    const proxy = read('deploy/Caddyfile');
    const upstreams = /reverse_proxy (.+) \{/.exec(proxy)?.[1]?.split(' ');
    expect(upstreams).toEqual(nodes.map(([name]) => `${name}:3000`));
    expect(proxy).toContain('health_uri /health/ready');
    expect(Object.keys(named('proxy').depends_on)).toEqual(nodes.map(([name]) => name));
  });
});
