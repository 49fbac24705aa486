// Lays the demo film on a server that nobody owns yet: node dist/main.js URL SET-UP-TOKEN E-MAIL, the password in
// DEMO_PASSWORD. The personal links go to standard output as JSON, what is under way to standard error.
import type { DemoProgress } from '@segue/protocol';
import { layFilm } from './lay-film.js';
import { Person } from './person.js';

const [url, setUpToken, email] = process.argv.slice(2);
const password = process.env['DEMO_PASSWORD'];
if (url === undefined || setUpToken === undefined || email === undefined || password === undefined) {
  process.stderr.write('Say where: URL, set-up token, e-mail address; and DEMO_PASSWORD.\n');
  process.exit(2);
}

const words = ({ step, cue }: DemoProgress): string =>
  ({
    music: 'the music',
    'first-cut': 'the first cut',
    cue: cue ?? '',
    'second-cut': 'the second cut, with dialogue and effects',
  })[step];

const enter = (name: string): Promise<Person> =>
  Person.owner(url, { token: setUpToken, name, email, password });
const links = await layFilm({ url, enter }, (progress) => {
  process.stderr.write(`  ${words(progress)}\n`);
});
process.stdout.write(
  JSON.stringify(links.map((link) => ({ who: `${link.name}, ${link.role}`, url: link.url }))),
);
