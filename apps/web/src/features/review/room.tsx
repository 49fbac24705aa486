import { notifications } from '@mantine/notifications';
import { may } from '@segue/access-policy';
import type { CueSummary, Cut, Film, Member, Version } from '@segue/protocol';
import type { BoardNote } from '@segue/review-document';
import { lazy, Suspense, useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useBoard } from '../../realtime/use-notes';
import { useDrawing } from './drawing/use-drawing';
import { EVERYTHING, filterNotes, neighbour } from './notes/note-filter';
import type { Anchor } from './notes/composer';
import { ComparisonBar } from './listening/comparison-bar';
import { useListening } from './listening/use-listening';
import { NotesPanel } from './notes/notes-panel';
import { useNoteKeys } from './notes/use-note-keys';
import { ReviewContext, type Review, type ReviewTarget } from './review-context';
import type { ReviewRoomProps } from './review-room-props';
import styles from './review-room.module.css';
import { useRoomView } from './room-choice';
import { RoomHeader } from './room-header';
import { RoomKeys } from './transport/room-keys';
import { SideTabs } from './side-tabs';
import { NO_STREAMERS } from './streamers/streamer-choice';
import { Picture } from './transport/picture';
import { stepFrames, within } from './transport/programme';
import { TransportBar } from './transport/transport-bar';
import type { RoomActs } from './transport/use-keys';
import { useTransport } from './transport/use-transport';
import { useLandOn } from './use-land-on';
import { usePlayheadPresence } from './use-presence';
import { useCueHits } from './use-cue-hits';
import { usePlaces } from '../../places/use-places';
import { tempoHere } from './clocks/use-clock-face';
import { useCueSteps } from './use-cue-steps';
import { useProgramme } from './use-programme';
import { Waveform } from './waveform/waveform';

// What most people do not look at comes when they do.
const KeysHelp = lazy(async () => ({ default: (await import('./transport/keys-help')).KeysHelp }));
const DirectorsPage = lazy(async () => ({
  default: (await import('./directors-page/directors-page')).DirectorsPage,
}));
const VersionPanel = lazy(async () => ({ default: (await import('./version-panel')).VersionPanel }));

interface Props extends ReviewRoomProps {
  readonly film: Film;
  readonly cue: CueSummary;
  readonly cuts: readonly Cut[];
  readonly versions: readonly Version[];
  readonly members: readonly Member[];
  readonly version: Version | null;
  readonly cut: Cut | null;
  readonly onCut: (cutId: string) => void;
}

/** The room itself, once everything it is about is here. */
export function Room({
  film,
  cue: spotted,
  cuts,
  cut,
  onCut,
  versions,
  version,
  members,
  person,
  notes,
  target,
  onTarget,
  strip,
  deliver,
  deliverStems,
  signOff,
}: Props) {
  const { t } = useTranslation('review');
  const written = useBoard(notes);
  const spottedHits = useCueHits(film.id, spotted.id, person);
  const said = useMemo(
    () => [
      spotted.cutId,
      ...versions.flatMap(({ writtenToCutId }) => writtenToCutId ?? []),
      ...[...spottedHits, ...written.notes].map((placed) => placed.cut),
    ],
    [spotted.cutId, versions, spottedHits, written.notes],
  );
  const places = usePlaces(film, cuts, cut, said);
  const hits = useMemo(() => places.hits(spottedHits), [places, spottedHits]);
  const cue = useMemo(() => places.cue(spotted), [places, spotted]);
  const versionHere = useMemo(() => version && places.version(version), [places, version]);
  const programme = useProgramme(film, cue, version, versionHere, cut);
  const onVersion = useCallback(
    (number: number) => {
      onTarget({ version: number });
    },
    [onTarget],
  );
  const listening = useListening({ versions, version, cut, places, onVersion });
  const transport = useTransport(programme, listening.arrangement);
  const board = useMemo(() => places.board(written), [places, written]);
  const { drawing, setDrawing, sketch, draw, putAway } = useDrawing(transport);
  const [filter, setFilter] = useState(EVERYTHING);
  // The control shows at once what was chosen; the lists of thousands follow as the hands leave time.
  const narrowed = useDeferredValue(filter);
  const [selected, setSelected] = useState<string | null>(null);
  const [anchor, setAnchor] = useState<Anchor | null>(null);
  const [tab, setTab] = useState<string>(target.panel ?? 'notes');
  const [goToOpen, setGoToOpen] = useState(false);
  const [streamers, setStreamers] = useState(NO_STREAMERS);
  const [keysOpen, setKeysOpen] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const shown = useMemo(() => filterNotes(board, narrowed), [board, narrowed]);
  const flagged = useDeferredValue(shown);

  const review = useMemo((): Review => {
    const names = new Map(members.map(({ personId, name }) => [personId, name]));
    const numbers = new Map(versions.map(({ id, number }) => [id, number]));
    return {
      t,
      transport,
      programme,
      film,
      cue,
      format: { rate: film.rate, dropFrame: film.dropFrame },
      me: person,
      standing: { role: film.role, owner: person.owner },
      versions,
      version,
      cuts,
      cut,
      places,
      versionHere,
      hits,
      listening,
      notes,
      members,
      nameOf: (id) => names.get(id) ?? t('someone'),
      numberOf: (id) => numbers.get(id) ?? null,
      draw,
      copyLink: (to) => void copyLink(to, t('link.copied'), t('link.failed')),
    };
  }, [
    transport,
    programme,
    film,
    cue,
    person,
    versions,
    version,
    cuts,
    cut,
    places,
    versionHere,
    hits,
    listening,
    notes,
    draw,
    members,
    t,
  ]);

  const show = useCallback(
    (note: BoardNote) => {
      setSelected(note.id);
      setTab('notes');
      transport.seek(note.in);
    },
    [transport],
  );
  useLandOn(target, board, review.format, transport, show);
  usePlayheadPresence(notes, transport);

  const write = useCallback((at: Anchor) => {
    // The tab of the notes has to be on the screen before its field can take the focus, and the next key is already text.
    flushSync(() => {
      setTab('notes');
      setAnchor(at);
    });
    field.current?.focus();
  }, []);
  const drawNote = useCallback(() => {
    const at = anchor ?? { in: stepFrames(transport.position, 0, film.rate), out: null };
    if (!version || !may({ role: film.role, owner: person.owner }, 'comment')) return;
    if (!within(at.in, programme.picture)) return;
    setTab('notes');
    setAnchor(at);
    const onDone = () => field.current?.focus();
    draw({ at: at.in, drawing, onChange: setDrawing, onDone });
  }, [anchor, transport, film.rate, film.role, person.owner, version, programme, draw, drawing, setDrawing]);
  const { switchTo } = listening;
  const noteKeys = useNoteKeys(notes, selected);
  const cueSteps = useCueSteps(film.id, cue.id);
  const stage = useRef<HTMLDivElement>(null);
  const acts = useMemo((): RoomActs => {
    const here = () => ({ in: stepFrames(transport.position, 0, film.rate), out: null });
    const turn = (direction: 1 | -1) => {
      const next = neighbour(shown, transport.position, selected, direction);
      if (next) show(next);
    };
    return {
      goTo: () => {
        setGoToOpen(true);
      },
      keys: () => {
        setKeysOpen(true);
      },
      noteHere: () => {
        write(here());
      },
      noteOnRange: () => {
        const { markIn, markOut } = transport.getSnapshot();
        write(markIn === null ? here() : { in: markIn, out: markOut });
      },
      draw: drawNote,
      previousNote: () => {
        turn(-1);
      },
      nextNote: () => {
        turn(1);
      },
      take: switchTo,
      tempo: tempoHere({ version, versionHere }),
      fullScreen: () => {
        if (document.fullscreenElement) void document.exitFullscreen();
        else void stage.current?.requestFullscreen();
      },
      ...noteKeys,
      ...cueSteps,
    };
  }, [
    transport,
    film.rate,
    shown,
    selected,
    show,
    write,
    drawNote,
    switchTo,
    noteKeys,
    cueSteps,
    version,
    versionHere,
  ]);
  const view = useRoomView(film.role);

  const reviewed = { film, cue, cuts, cut, version, notesRevision: board.lamport };
  const delivery = useMemo(
    () => deliver({ film, cue, cuts, cut, version }),
    [deliver, film, cue, cuts, cut, version],
  );
  const reelStrip = useMemo(() => strip(cut, transport), [strip, cut, transport]);
  const onSent = useCallback(
    (id: string) => {
      setSelected(id);
      setDrawing(null);
      putAway();
    },
    [setDrawing, putAway],
  );
  const onUndraw = useCallback(() => {
    setDrawing(null);
    putAway();
  }, [setDrawing, putAway]);
  if (view === 'page')
    return (
      <ReviewContext value={review}>
        <Suspense>
          <DirectorsPage
            notes={board.notes}
            selected={selected}
            onSelect={(note) => {
              if (note) show(note);
              else setSelected(null);
            }}
          />
        </Suspense>
      </ReviewContext>
    );
  return (
    <ReviewContext value={review}>
      <RoomKeys transport={transport} rate={film.rate} acts={acts} />
      <div className={styles.room}>
        <RoomHeader cue={cue} cuts={cuts} onCut={onCut} onVersion={onVersion} deliver={delivery} />
        <div className={styles.strip}>
          <Suspense>{reelStrip}</Suspense>
        </div>
        <div ref={stage} className={styles.stage}>
          <Picture notes={shown} sketch={sketch} onSketched={putAway} streamers={streamers} />
          <TransportBar
            goToOpen={goToOpen}
            onGoToOpen={setGoToOpen}
            streamers={streamers}
            onStreamers={setStreamers}
            acts={acts}
          />
        </div>
        <aside className={styles.side}>
          <SideTabs
            tab={tab}
            onTab={setTab}
            notes={
              <NotesPanel
                board={board}
                shown={shown}
                filter={filter}
                narrowed={narrowed}
                onFilter={setFilter}
                selected={selected}
                onSelect={show}
                onSent={onSent}
                field={field}
                anchor={anchor}
                onAnchor={setAnchor}
                drawing={drawing}
                onDraw={drawNote}
                onUndraw={onUndraw}
              />
            }
            signOff={version && signOff(reviewed)}
            version={
              version && <VersionPanel version={version} cuts={cuts} stemsDelivery={deliverStems(reviewed)} />
            }
          />
        </aside>
        <div className={styles.wave}>
          <ComparisonBar />
          <Waveform notes={flagged} selected={selected} onSelect={show} onNoteOnRange={acts.noteOnRange} />
        </div>
        {keysOpen && (
          <Suspense>
            <KeysHelp
              opened
              onClose={() => {
                setKeysOpen(false);
              }}
            />
          </Suspense>
        )}
      </div>
    </ReviewContext>
  );
}

async function copyLink(target: ReviewTarget, done: string, failed: string): Promise<void> {
  const address = new URL(location.pathname, location.origin);
  for (const [name, value] of Object.entries(target)) address.searchParams.set(name, String(value));
  try {
    await navigator.clipboard.writeText(address.href);
    notifications.show({ message: done, autoClose: 2500 });
  } catch {
    // Browsers lend the clipboard only to pages on https: then the address is at least shown.
    notifications.show({ message: `${failed} ${address.href}`, autoClose: false });
  }
}
