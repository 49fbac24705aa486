import { joinShots, shotsOf, type Shot } from '@segue/conform';
import { parseEditList, type EditEvent, type Reading, type Timeline } from '@segue/interchange';
import { inOrder } from './file-order';

/** A file that was chosen, and what was read of it. */
export interface ChosenList {
  readonly file: File;
  readonly reading: Reading<EditEvent>;
}

/** Reads edit lists, in the order of their names. */
export async function readEditLists(files: readonly File[], timeline: Timeline): Promise<ChosenList[]> {
  return Promise.all(
    inOrder(files).map(async (file) => ({
      file,
      reading: parseEditList(new Uint8Array(await file.arrayBuffer()), timeline),
    })),
  );
}

/** The first list that cannot come together with those before it, since both say what is in one stretch; null when all can. */
export function clashOf(lists: readonly ChosenList[], { format }: Timeline): File | null {
  let joined: readonly Shot[] = [];
  for (const { file, reading } of lists) {
    const both = joinShots(joined, shotsOf(reading.items, format.rate));
    if (!both) return file;
    joined = both;
  }
  return null;
}
