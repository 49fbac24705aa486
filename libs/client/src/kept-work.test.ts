import 'fake-indexeddb/auto';
import { addEntry } from '@segue/review-document';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { countUnsent, dismissLeftBehind, forgetOnDevice, leftBehind, unsentTexts } from './device.js';
import { copyName, DocumentCopy } from './document-copy.js';
import { KeptWork } from './kept-work.js';
import { UnsentWork } from './unsent-work.js';

const CUE = `cue/${'c'.repeat(14)}/notes`;
const OTHER = `cue/${'d'.repeat(14)}/notes`;
let people = 0;
/** Everybody has a device of their own: names are what keeps them apart. */
const newPerson = (): string => `person ${String(++people)}`;

function changeBy(personId: string, text: string): Uint8Array {
  const document = new Y.Doc();
  const note = { version: 'v'.repeat(14), in: 0, out: null, kind: 'mix', weight: 'taste' } as const;
  addEntry(document, personId, text.padEnd(14, 'x'), { type: 'note', ...note, text, lamport: 1, at: 0 });
  return Y.encodeStateAsUpdate(document);
}

describe('what a device keeps of a person', () => {
  it('is there for the next page, by document, and for nobody else', async () => {
    const [ann, ben] = [newPerson(), newPerson()];
    const kept = await KeptWork.open(ann);
    await kept.keep(CUE, changeBy(ann, 'here'));
    await kept.keep(OTHER, changeBy(ann, 'there'));
    await kept.refuse(CUE, { code: 'update.role', detail: 'no', texts: ['refused'] });
    kept.close();
    const again = await KeptWork.open(ann);
    expect(await again.changes(CUE)).toHaveLength(1);
    expect(await again.refusals(OTHER)).toEqual([]);
    expect(await again.refusals(CUE)).toMatchObject([{ texts: ['refused'] }]);
    again.close();
    expect(await countUnsent(ann)).toBe(2);
    expect(await unsentTexts(ann)).toEqual(['refused', 'here', 'there']);
    expect(await countUnsent(ben)).toBe(0);
    expect(await unsentTexts(ben)).toEqual([]);
  });

  it('shows what was left behind in closed documents, until it is dismissed', async () => {
    const ann = newPerson();
    const kept = await KeptWork.open(ann);
    await kept.refuse(CUE, { code: 'not-found', detail: 'closed', texts: ['mine'] });
    await kept.refuse(OTHER, { code: 'update.role', detail: 'shown in its room', texts: ['elsewhere'] });
    kept.close();
    expect(await leftBehind(ann)).toMatchObject([{ document: CUE, texts: ['mine'] }]);
    await dismissLeftBehind(ann, [CUE]);
    expect(await leftBehind(ann)).toEqual([]);
  });

  it('is gone when its person signs out, the copies too, while another tab is open', async () => {
    const ann = newPerson();
    const kept = await KeptWork.open(ann);
    const document = new Y.Doc();
    const copy = new DocumentCopy(copyName(ann, CUE), document);
    await copy.loaded;
    await kept.remember(CUE);
    await kept.keep(CUE, changeBy(ann, 'unsent'));
    await forgetOnDevice(ann);
    // The tab that is still open writes on, and nothing throws.
    document.getMap('m').set('a', 1);
    expect((await indexedDB.databases()).filter(({ name }) => name?.includes(ann))).toEqual([]);
  });
});

describe('unsent work', () => {
  it('is kept as soon as it is written, and dropped when it is settled', async () => {
    const ann = newPerson();
    const kept = await KeptWork.open(ann);
    const unsent = new UnsentWork(CUE, kept);
    unsent.add(changeBy(ann, 'one'));
    expect(unsent.isKept).toBe(false);
    await unsent.adopt();
    expect(unsent.isKept).toBe(true);
    expect(unsent.onlyInPage).toBe(false);
    unsent.add(changeBy(ann, 'two'));
    unsent.settle();
    expect(unsent.count).toBe(0);
    // What is on its way out is nobody's unsent work.
    expect(await unsent.adopt()).toEqual([]);
    await unsent.adopt();
    expect(await kept.count()).toBe(0);
  });

  it('of a closed page is taken over, once', async () => {
    const ann = newPerson();
    const kept = await KeptWork.open(ann);
    const left = changeBy(ann, 'left');
    await kept.keep(CUE, left);
    const unsent = new UnsentWork(CUE, kept);
    unsent.add(changeBy(ann, 'new'));
    expect(await unsent.adopt()).toEqual([left]);
    expect(await unsent.adopt()).toEqual([]);
    expect(unsent.count).toBe(2);
  });

  it('drops only what was there when it was superseded', async () => {
    const ann = newPerson();
    const kept = await KeptWork.open(ann);
    const unsent = new UnsentWork(CUE, kept);
    unsent.add(changeBy(ann, 'old'));
    const { updates, drop } = unsent.supersede();
    unsent.add(changeBy(ann, 'new'));
    drop();
    expect(updates).toHaveLength(1);
    expect(unsent.count).toBe(1);
    await unsent.adopt();
    await unsent.adopt();
    expect(await unsentTexts(ann)).toEqual(['new']);
  });

  it('says so when the device does not keep it', async () => {
    const ann = newPerson();
    const kept = await KeptWork.open(ann);
    kept.close();
    const unsent = new UnsentWork(CUE, kept);
    unsent.add(changeBy(ann, 'one'));
    await unsent.adopt();
    expect(unsent.isKept).toBe(false);
    expect(unsent.onlyInPage).toBe(true);
    expect(unsent.count).toBe(1);
  });
});

describe('the copy of a document', () => {
  it('is replaced as a whole when the document is', async () => {
    const name = copyName(newPerson(), CUE);
    const first = new Y.Doc();
    const copy = new DocumentCopy(name, first);
    await copy.loaded;
    first.getMap('m').set('refused', true);
    const second = new Y.Doc();
    second.getMap('m').set('from the server', true);
    await copy.startAfresh(second);
    second.getMap('m').set('later', true);
    await copy.close();
    const third = new Y.Doc();
    const again = new DocumentCopy(name, third);
    await again.loaded;
    expect(third.getMap('m').toJSON()).toEqual({ 'from the server': true, later: true });
    await again.remove();
    const fourth = new Y.Doc();
    await new DocumentCopy(name, fourth).loaded;
    expect(fourth.getMap('m').size).toBe(0);
  });
});
