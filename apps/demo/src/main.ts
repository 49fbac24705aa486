// Lays the demo film on a server that nobody owns yet: node dist/main.js URL SET-UP-TOKEN E-MAIL, the password in
// DEMO_PASSWORD. The personal links go to standard output as JSON, what is under way to standard error.
import { layFilm } from './lay-film.js';

const [url, setUpToken, email] = process.argv.slice(2);
const password = process.env['DEMO_PASSWORD'];
if (url === undefined || setUpToken === undefined || email === undefined || password === undefined) {
  process.stderr.write('Say where: URL, set-up token, e-mail address; and DEMO_PASSWORD.\n');
  process.exit(2);
}

const links = await layFilm({ url, setUpToken, email, password }, (what) => {
  process.stderr.write(`  ${what}\n`);
});
process.stdout.write(JSON.stringify(links));
