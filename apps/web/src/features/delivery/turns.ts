/** Browsers open six connections to a server, and the page needs some for itself. */
const AT_ONCE = 3;

let taken = 0;
const waiting: (() => void)[] = [];

/** Waits until this page may send one file more. Each turn has to be given on with {@link giveTurn}. */
export async function takeTurn(): Promise<void> {
  if (taken < AT_ONCE) {
    taken += 1;
    return;
  }
  await new Promise<void>((resolve) => {
    waiting.push(resolve);
  });
}

/** Lets the next one have the turn. */
export function giveTurn(): void {
  const next = waiting.shift();
  if (next) next();
  else taken -= 1;
}
