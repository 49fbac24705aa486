// Lays the demo film into the installation of the server that started this process, in a session of its owner. Which one, the
// server says first; what is under way, the links at the end, or what went wrong, it is told in turn.
import { demoOrder, type DemoReport } from '@segue/protocol';
import { layFilm } from './lay-film.js';
import { Person } from './person.js';

// Whoever asked for the film has gone.
process.once('disconnect', () => process.exit(1));
process.once('message', (order) => {
  void lay(order).then(
    (links) => {
      report({ links: [...links] });
    },
    (error: unknown) => {
      report({ trouble: error instanceof Error ? error.message : String(error) });
    },
  );
});

function lay(order: unknown): ReturnType<typeof layFilm> {
  const { url, cookie } = demoOrder.parse(order);
  return layFilm({ url, enter: () => Person.bySession(url, cookie) }, (progress) => {
    report({ progress });
  });
}

function report(said: DemoReport): void {
  process.send?.(said);
}
