import { Button, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import { MARKER_FILES, type MarkerFile, type Reel } from '@segue/protocol';
import type { BoardNote } from '@segue/review-document';
import { timecodeLabel } from '@segue/timecode';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { markersAddress } from '../../../api/exports';
import { TimecodeField } from '../../../ui/timecode-field';
import { useReview } from '../review-context';
import type { NoteFilter } from './note-filter';
import { notesAsked, ScopeSelect, type Scope } from './notes-asked';

interface Props {
  readonly filter: NoteFilter;
  /** The notes of the cue that the filter lets through. */
  readonly notes: readonly BoardNote[];
  readonly onClose: () => void;
}

/** From where to where the reel of a number goes; null where none was chosen. */
function reelSpan(reels: readonly Reel[], number: number | null): { start: number; end: number } | null {
  const index = reels.findIndex((reel) => reel.number === number);
  const reel = reels[index];
  return reel ? { start: reel.startFlicks, end: reels[index + 1]?.startFlicks ?? Infinity } : null;
}

/** Takes the notes that are shown out into a file for an editor or a DAW. */
export default function ExportDialog({ filter, notes, onClose }: Props) {
  const { t } = useTranslation('review');
  const { film, cue, cut, versions, format } = useReview();
  const [file, setFile] = useState<MarkerFile>(MARKER_FILES[0]);
  const [scope, setScope] = useState<Scope>('cue');
  const [start, setStart] = useState(film.startFlicks);
  const [number, setNumber] = useState<number | null>(null);
  const reels = cut?.reels ?? [];
  const reel = reelSpan(reels, number);
  const leaving = notes.filter((note) => reel === null || (note.in >= reel.start && note.in < reel.end));
  const starts = [
    { label: t('export.filmStart'), flicks: film.startFlicks },
    ...(cue.inFlicks === null ? [] : [{ label: t('export.cueStart'), flicks: cue.inFlicks }]),
    ...(cue.sessionStartFlicks === null
      ? []
      : [{ label: t('export.sessionStart'), flicks: cue.sessionStartFlicks }]),
  ];
  const before = leaving.filter((note) => note.in < start).length;
  // Bars count in the picture that the music was written to, whatever cut is shown.
  const hasBars = file === 'midi' && scope === 'cue' && versions.some(({ tempoMap }) => tempoMap !== null);
  const address = markersAddress(film.id, {
    file,
    ...notesAsked(scope, cue.id, filter),
    ...(cut && (number !== null || !hasBars) && { cut: cut.id }),
    ...(number !== null && { reel: number }),
    start: timecodeLabel(start, format),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('export.title')}
      closeButtonProps={{ 'aria-label': t('export.close') }}
    >
      <Stack gap="sm">
        <ScopeSelect scope={scope} count={leaving.length} onScope={setScope} />
        {reels.length > 0 && (
          <NativeSelect
            label={t('export.reel')}
            value={number === null ? '' : String(number)}
            data={[
              { value: '', label: t('export.allReels') },
              ...reels.map((one) => ({
                value: String(one.number),
                label: t('export.reelAt', {
                  number: one.number,
                  start: timecodeLabel(one.startFlicks, format),
                }),
              })),
            ]}
            onChange={(event) => {
              const chosen = reels.find((one) => String(one.number) === event.currentTarget.value);
              setNumber(chosen?.number ?? null);
              setStart(chosen?.startFlicks ?? film.startFlicks);
            }}
          />
        )}
        <NativeSelect
          label={t('export.file')}
          description={t(`export.how.${file}`)}
          inputWrapperOrder={['label', 'input', 'description']}
          value={file}
          data={MARKER_FILES.map((name) => ({ value: name, label: t(`export.files.${name}`) }))}
          onChange={(event) => {
            setFile(MARKER_FILES.find((name) => name === event.currentTarget.value) ?? file);
          }}
          data-autofocus
        />
        <TimecodeField
          label={t('export.start')}
          description={t('export.startWhy')}
          inputWrapperOrder={['label', 'input', 'description']}
          value={start}
          format={format}
          onCommit={(flicks) => {
            if (flicks !== null) setStart(flicks);
          }}
        />
        <Group gap="xs">
          {starts.map(({ label, flicks }) => (
            <Button
              key={label}
              variant="default"
              size="compact-xs"
              aria-pressed={flicks === start}
              onClick={() => {
                setStart(flicks);
              }}
            >
              {label}
            </Button>
          ))}
        </Group>
        {before > 0 && (
          <Text size="xs" c="yellow" role="status">
            {t('export.before', { count: before })}
          </Text>
        )}
        <Text size="xs" c="dimmed">
          {t('export.filters')}
        </Text>
        <Group justify="end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('export.close')}
          </Button>
          <Button component="a" href={address} download>
            {t('export.action')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
