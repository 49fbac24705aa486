import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '../../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Service {
  readonly image: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly environment?: Readonly<Partial<Record<string, string>>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly volumes?: readonly string[];
}

const compose = parse(read('docker-compose.yml'), { merge: true }) as {
  readonly services: Readonly<Partial<Record<string, Service>>>;
  readonly volumes: Readonly<Record<string, null>>;
};

/** A service by its name, with nothing left out. */
function named(name: string) {
  const found = compose.services[name];
  if (found === undefined) throw new Error(`docker-compose.yml has no service ${name}`);
  return { environment: {}, depends_on: {}, volumes: [], ...found };
}

const names = Object.keys(compose.services);
const nodes = names.filter((name) => named(name).build !== undefined);
const dockerfile = read('Dockerfile');

describe('docker-compose.yml', () => {
  it('has a database, Redis, an object store, a proxy and two nodes', () => {
    expect(names.sort()).toEqual(['node-a', 'node-b', 'objects', 'postgres', 'proxy', 'redis']);
    expect(nodes).toEqual(['node-a', 'node-b']);
    expect(named('postgres').image).toBe('postgres:17');
    expect(named('redis').image).toBe('redis:7');
  });

  it.each(names)('asks %s whether it is healthy', (name) => {
    // The nodes are asked by their image, wherever it runs.
    const check = nodes.includes(name)
      ? /^HEALTHCHECK .*\\\n {2}CMD (.+)$/m.exec(dockerfile)?.[1]
      : named(name).healthcheck?.test.join(' ');
    expect(check).toMatch(/^(CMD|\["node", "-e", ".*\/health\/live.*"\]$)/);
  });

  it('runs both nodes from one build on the same database, Redis and bucket', () => {
    const [a, b, objects] = [named('node-a'), named('node-b'), named('objects')];
    expect(a.build).toEqual(b.build);
    expect(a.environment).toEqual(b.environment);
    expect(a.environment['DATABASE_URL']).toContain('@postgres:5432/segue');
    expect(a.environment['REDIS_URL']).toContain('@redis:6379');
    expect(a.environment).toMatchObject({
      S3_ENDPOINT: 'http://objects:3900',
      S3_BUCKET: objects.environment['GARAGE_DEFAULT_BUCKET'],
      S3_ACCESS_KEY_ID: objects.environment['GARAGE_DEFAULT_ACCESS_KEY'],
      S3_SECRET_ACCESS_KEY: objects.environment['GARAGE_DEFAULT_SECRET_KEY'],
    });
    expect(read('deploy/garage.toml')).toContain(`s3_region = "${a.environment['S3_REGION'] ?? ''}"`);
  });

  it.each(names)('lets %s wait only for services that become healthy', (name) => {
    for (const [other, { condition }] of Object.entries(named(name).depends_on)) {
      expect(names).toContain(other);
      expect(condition).toBe('service_healthy');
    }
  });

  it.each(names)('mounts only volumes and files that are there into %s', (name) => {
    for (const volume of named(name).volumes) {
      const [source = ''] = volume.split(':');
      if (source.startsWith('.')) expect(existsSync(join(root, source)), source).toBe(true);
      else expect(Object.keys(compose.volumes)).toContain(source);
    }
  });

  it('takes every secret from the environment, and says which one is missing', () => {
    const secrets = names
      .flatMap((name) => Object.entries(named(name).environment))
      .filter(([name]) => /PASSWORD|SECRET|ACCESS_KEY|AUTH|DATABASE_URL|REDIS_URL/.test(name));
    expect(secrets).toHaveLength(13);
    for (const [name, value] of secrets) expect(value, name).toMatch(/\$\{[A-Z0-9_]+:\?[^}]+\}/);
  });

  it('asks for no variable that .env.example does not explain', () => {
    const asked = [...read('docker-compose.yml').matchAll(/\$\{([A-Z0-9_]+):/g)].map(([, name]) => name);
    const explained = [...read('.env.example').matchAll(/^([A-Z0-9_]+)=/gm)].map(([, name]) => name);
    expect([...new Set(asked)].sort()).toEqual(explained.sort());
  });
});

describe('Dockerfile', () => {
  it('is where the nodes are built from, and copies only what is there', () => {
    for (const name of nodes) expect(named(name).build).toEqual({ context: '.', dockerfile: 'Dockerfile' });
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+)$/gm)].flatMap(([, paths = '']) =>
      paths.split(' ').slice(0, -1),
    );
    expect(copied.length).toBeGreaterThan(5);
    for (const path of copied) expect(existsSync(join(root, path)), path).toBe(true);
  });

  it('ends with a node that is not root and keeps its data in a volume', () => {
    const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(/^VOLUME \/data$/m);
    expect(last).toContain('apps/server/dist/main.js');
  });
});

describe('the reverse proxy', () => {
  it('shares the requests between both nodes, and asks each whether it is ready', () => {
    const proxy = read('deploy/Caddyfile');
    const upstreams = /reverse_proxy (.+) \{/.exec(proxy)?.[1]?.split(' ');
    expect(upstreams).toEqual(nodes.map((name) => `${name}:3000`));
    expect(proxy).toContain('health_uri /health/ready');
    expect(Object.keys(named('proxy').depends_on)).toEqual(nodes);
  });
});
