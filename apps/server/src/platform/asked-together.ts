import DataLoader from 'dataloader';

/**
 * Makes one question to the database of those that come while the last one is being answered: when everybody connects at
 * once, nobody stands in line behind everybody else's queries, and neither do those who write. `ask` answers in the order
 * of the keys. Nothing is remembered: what comes later is asked anew.
 */
export function askedTogether<K, V>(
  ask: (keys: readonly K[]) => Promise<readonly V[]>,
): (key: K) => Promise<V> {
  let underway: Promise<unknown> = Promise.resolve();
  const askNext = (keys: readonly K[]): Promise<readonly V[]> => {
    const answer = ask(keys);
    underway = answer.catch(() => undefined);
    return answer;
  };
  const loader = new DataLoader<K, V>(askNext, {
    cache: false,
    batchScheduleFn: (dispatch) => {
      // What came in the same turn of the event loop joins in.
      setImmediate(() => void underway.then(dispatch));
    },
  });
  return (key) => loader.load(key);
}
