import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { formatMidi } from '@segue/interchange';
import type {
  CueSummary,
  Cut,
  DemoLink,
  DemoProgress,
  Film,
  IssuedLink,
  SignOff,
  Statement,
} from '@segue/protocol';
import { placeCue, placeHit } from '@segue/review-document';
import { frameToFlicks } from '@segue/timecode';
import { dialogue, effects } from './music/beds.js';
import { perform, type Piece } from './music/score.js';
import type { Sound } from './music/sound.js';
import { Person, type NamedFile } from './person.js';
import { editList, FORMAT, frameIn, RATE, START, type CutNumber } from './shots.js';
import { CUES, PEOPLE, type CueInStory, type PersonKey, type Place, type VersionInStory } from './story.js';
import { waveFile } from './wave-file.js';

const TITLE = 'Night Train';
const OWNER: PersonKey = 'editor';
const CUTS: Readonly<Record<CutNumber, { readonly name: string; readonly date: string }>> = {
  1: { name: 'Locked cut', date: '2026-02-16' },
  2: { name: 'Relocked, nine frames shorter', date: '2026-03-02' },
};
const FILES = join(import.meta.dirname, '../film');

/** Where to lay the demo film, and how its owner comes in. */
export interface Installation {
  readonly url: string;
  readonly enter: (name: string) => Promise<Person>;
}

type People = Readonly<Record<PersonKey, Person>>;
/** The cuts that are there: at first there is only one. */
type Cuts = Readonly<Partial<Record<CutNumber, Cut>>>;
type Music = ReadonlyMap<Piece, ReturnType<typeof perform>>;

/** A cue and its id on the spotting sheet. */
interface CueOnSheet {
  readonly cue: CueInStory;
  readonly cueId: string;
}

/** The music, two cuts, and each cue. */
const STEPS = 3 + CUES.length;

/**
 * Lays the demo film on a server without films, over its public interface as people would.
 *
 * @param tell told what is under way.
 * @returns the personal links of director, composer and producer.
 */
export async function layFilm(
  installation: Installation,
  tell: (progress: DemoProgress) => void,
): Promise<readonly DemoLink[]> {
  const { url, enter } = installation;
  let done = 0;
  const begin = (step: DemoProgress['step'], cue: string | null = null): void => {
    tell({ step, cue, done: done++, of: STEPS });
  };
  // All of it before anybody is talked to: while music is made, nothing else is done here, and connections would die.
  begin('music');
  const music = performAll();
  const [spoken, heard] = [dialogue(2), effects(2)];
  const owner = await enter(PEOPLE[OWNER].name);
  const film = await owner.post<Film>('/films', {
    title: TITLE,
    ...FORMAT,
    role: PEOPLE[OWNER].role,
  });
  const { people, links } = await invite(url, owner, film);
  begin('first-cut');
  const first = await addCut(owner, film, 1);
  const cueIds = await spot(owner, film, first);
  const scored = CUES.map((cue, index) => ({ cue, cueId: cueIds[index] ?? '' }));
  const scoreThose = async (cuts: Cuts, which: (cue: CueInStory) => boolean): Promise<void> => {
    for (const each of scored.filter(({ cue }) => which(cue))) {
      begin('cue', `${each.cue.number}, ${each.cue.title}`);
      await score(people, cuts, music, each);
    }
  };
  // What is signed here is signed against the first cut, before anybody has seen the second.
  await scoreThose({ 1: first }, (cue) => !knowsSecondCut(cue));
  begin('second-cut');
  const second = await addCut(owner, film, 2);
  await deliverBed(owner, second, 'dialogue', spoken);
  await deliverBed(owner, second, 'effects', heard);
  await scoreThose({ 1: first, 2: second }, knowsSecondCut);
  await moveToSecondCut(owner, film, second, cueIds);
  return links;
}

function knowsSecondCut({ versions }: CueInStory): boolean {
  return versions.some(({ writtenTo }) => writtenTo === 2);
}

function performAll(): Music {
  return new Map(
    CUES.flatMap(({ versions }) => versions.map(({ piece }) => [piece, perform(piece)] as const)),
  );
}

async function invite(
  url: string,
  owner: Person,
  film: Film,
): Promise<{ people: People; links: readonly DemoLink[] }> {
  const links: DemoLink[] = [];
  const join = async (key: PersonKey): Promise<Person> => {
    const { name, role } = PEOPLE[key];
    const link = await owner.post<IssuedLink>(`/films/${film.id}/people`, { name, role });
    if (key !== 'supervisor') links.push({ name, role, url: link.url });
    return Person.byLink(url, link.url);
  };
  const people = {
    editor: owner,
    director: await join('director'),
    composer: await join('composer'),
    producer: await join('producer'),
    supervisor: await join('supervisor'),
  };
  return { people, links };
}

async function addCut(owner: Person, film: Film, number: CutNumber): Promise<Cut> {
  const cut = await owner.post<Cut>(`/films/${film.id}/cuts`, CUTS[number]);
  const name = `night-train-cut-${number}`;
  await owner.put(`/cuts/${cut.id}/edit-list?fileName=${name}.edl`, editList(number));
  const bytes = await readFile(join(FILES, `${name}.mp4`));
  await owner.deliver({ purpose: 'movie', cutId: cut.id }, { name: `${name}.mp4`, bytes });
  return cut;
}

/** Puts the cues and their hits on the sheet, as they stand in the first cut; resolves to the ids of the cues. */
async function spot(owner: Person, film: Film, cut: Cut): Promise<readonly string[]> {
  const ids: string[] = [];
  await owner.atSheet(film.id, (sheet) => {
    sheet.together(() => {
      for (const { from, to, hits, ...cue } of CUES) {
        const { number, title, emotion, palette, description } = cue;
        const placed = { in: position(1, from), out: position(1, to), cut: cut.id };
        const id = sheet.add({
          ...{ number, title, emotion, palette, description },
          ...{ sessionStart: placed.in, ...placed },
        });
        for (const [at, text] of hits) sheet.addHit({ cue: id, text, cut: cut.id, at: position(1, at) });
        ids.push(id);
      }
    });
  });
  await untilKnown(owner, film, ids.length);
  return ids;
}

/** What is written on the sheet is known to everything else a moment later. */
async function untilKnown(owner: Person, film: Film, cues: number): Promise<void> {
  while ((await owner.get<readonly CueSummary[]>(`/films/${film.id}/cues`)).length < cues) await pause(50);
}

/** Delivers the versions of a cue, then writes what was said of them and who signed. */
async function score(people: People, cuts: Cuts, music: Music, { cue, cueId }: CueOnSheet): Promise<void> {
  const versions: string[] = [];
  for (const version of cue.versions) {
    const delivered = { cue, cueId, version, number: versions.length + 1 };
    versions.push(await deliver(people.composer, cuts, music, delivered));
  }
  for (const note of cue.notes) {
    const { writtenTo } = cue.versions[note.version - 1] ?? { writtenTo: 1 };
    const { at, until, kind, weight, text, drawing } = note;
    const id = await people[note.by].atNotes(cueId, (notes) =>
      notes.addNote({
        version: versions[note.version - 1] ?? '',
        cut: cuts[writtenTo]?.id,
        in: position(writtenTo, at),
        out: until ? position(writtenTo, until) : null,
        ...{ kind, weight, text, drawing },
      }),
    );
    for (const [by, words] of note.replies ?? []) {
      await people[by].atNotes(cueId, (notes) => {
        notes.reply(id, words);
      });
    }
    if (note.resolvedBy) {
      await people[note.resolvedBy].atNotes(cueId, (notes) => {
        notes.resolve(id);
      });
    }
  }
  for (const { by, version, ...order } of cue.signOffs) {
    const path = `/versions/${versions[version - 1] ?? ''}`;
    const statement = await people[by].get<Statement>(`${path}/statement`);
    await people[by].post<SignOff>(`${path}/sign-offs`, { ...order, statement });
  }
}

interface Delivered extends CueOnSheet {
  readonly version: VersionInStory;
  readonly number: number;
}

/** Delivers a version with its stems and its tempo map; resolves to its id. */
async function deliver(
  composer: Person,
  cuts: Cuts,
  music: Music,
  { cue, cueId, version, number }: Delivered,
): Promise<string> {
  const { kind, writtenTo, piece, stems = {} } = version;
  const performed = music.get(piece);
  if (!performed) throw new Error(`${cue.number} v${number} has not been performed`);
  const { mix, stems: sounds } = performed;
  const startSeconds = START + frameIn(writtenTo, ...cue.from) / RATE;
  const file = (sound: Sound, part = ''): NamedFile => ({
    name: `${cue.number}_${cue.title.replaceAll(' ', '-')}${part}_v${number}.wav`,
    bytes: waveFile(sound, { description: `${cue.number} ${cue.title}`, startSeconds }),
  });
  const writtenToCutId = cuts[writtenTo]?.id ?? null;
  const destination = { purpose: 'version', cueId, kind, writtenToCutId } as const;
  const { versionId } = await composer.deliver(destination, file(mix));
  if (versionId === null) throw new Error(`${cue.number} v${number} became no version`);
  for (const [name, stemKind] of Object.entries(stems)) {
    const sound = sounds.get(name);
    if (!sound) throw new Error(`${cue.number} v${number} has no stem "${name}"`);
    await composer.deliver({ purpose: 'stem', versionId, kind: stemKind, name }, file(sound, `_${name}`));
  }
  const map = tempoMap(piece, position(writtenTo, cue.from));
  await composer.put(`/versions/${versionId}/tempo-map?fileName=${cue.number}_v${number}.mid`, map);
  return versionId;
}

/** A MIDI file of a piece's tempo and meter. */
function tempoMap({ beatsPerMinute, beatsPerBar = 4 }: Piece, startFlicks: number): Uint8Array {
  const timeline = { title: TITLE, format: FORMAT, start: startFlicks, length: 0 };
  const microsecondsPerQuarter = Math.round(60_000_000 / beatsPerMinute);
  return formatMidi([], timeline, {
    ppq: 480,
    startFlicks,
    tempos: [{ tick: 0, microsecondsPerQuarter }],
    meters: [{ tick: 0, numerator: beatsPerBar, denominator: 4 }],
  });
}

async function deliverBed(
  owner: Person,
  cut: Cut,
  kind: 'dialogue' | 'effects',
  sound: Sound,
): Promise<void> {
  const bytes = waveFile(sound, { description: `${TITLE}, ${kind}`, startSeconds: START });
  await owner.deliver({ purpose: 'bed', cutId: cut.id, kind }, { name: `${kind}.wav`, bytes });
}

/** Accepts what the second cut did to the cues that somebody has already looked at, and to their hits. */
async function moveToSecondCut(
  owner: Person,
  film: Film,
  second: Cut,
  ids: readonly string[],
): Promise<void> {
  const looked = new Map(
    CUES.flatMap((cue, index) => (cue.placedInSecondCut ? [[ids[index], cue] as const] : [])),
  );
  await owner.atSheet(film.id, (sheet) => {
    sheet.together(() => {
      for (const cue of sheet.cues) {
        const story = looked.get(cue.id);
        if (!story) continue;
        const place = { in: position(2, story.from), out: position(2, story.to) };
        sheet.edit(cue.id, placeCue(cue, place, second.id));
        for (const hit of sheet.hits) {
          const [at] = story.hits.find(([, text]) => hit.cue === cue.id && hit.text === text) ?? [];
          if (at) sheet.editHit(hit.id, placeHit(hit, position(2, at), second.id));
        }
      }
    });
  });
}

/** A place as an absolute picture position in flicks. */
function position(cut: CutNumber, [shot, frame]: Place): number {
  return frameToFlicks(START * RATE + frameIn(cut, shot, frame), FORMAT.rate);
}
