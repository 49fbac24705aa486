import { Button, Checkbox, Group, Modal, Progress, Stack, Text } from '@mantine/core';
import type { BoardNote } from '@segue/review-document';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { movieAddress } from '../../../api/cuts';
import { printReport, reportAddress } from '../../../api/reports';
import { FormProblem } from '../../../ui/form-problem';
import { useReview } from '../review-context';
import { movieFrameSeconds } from '../transport/programme';
import { filmNotePositions } from './film-note-positions';
import type { NoteFilter } from './note-filter';
import { notesAsked, ScopeSelect, type Scope } from './notes-asked';
import { takePictures } from './take-pictures';

interface Props {
  readonly filter: NoteFilter;
  /** The notes of the cue that the filter lets through. */
  readonly notes: readonly BoardNote[];
  readonly onClose: () => void;
}

/** Puts the notes that are shown, with their threads and the sign-offs, on paper. */
export default function ReportDialog({ filter, notes, onClose }: Props) {
  const { t } = useTranslation('review');
  const { film, cue, cuts, cut, programme, format } = useReview();
  const client = useQueryClient();
  const [scope, setScope] = useState<Scope>('cue');
  const [pictured, setPictured] = useState(true);
  const [progress, setProgress] = useState<{ taken: number; of: number } | null>(null);
  const [stop] = useState(() => new AbortController());
  useEffect(
    () => () => {
      stop.abort();
    },
    [stop],
  );
  const { picture } = programme;
  const movie = cut && picture ? movieAddress(cut) : null;
  const order = { ...notesAsked(scope, cue.id, filter), ...(cut && { cut: cut.id }) };
  const print = useMutation({
    mutationFn: async (address: string) => {
      const positions =
        scope === 'cue'
          ? new Map(notes.map((note) => [note.id, note.in]))
          : await filmNotePositions(client, { film, cuts, cut });
      const seconds = new Map(
        [...positions].flatMap(([id, at]) =>
          picture ? [[id, movieFrameSeconds(at, picture, format.rate)] as const] : [],
        ),
      );
      const pictures = await takePictures(
        address,
        seconds,
        (taken) => {
          setProgress({ taken, of: seconds.size });
        },
        stop.signal,
      );
      save(await printReport(film.id, order, pictures), `${film.title} ${t('report.fileName')}.pdf`);
    },
    onSuccess: onClose,
    onSettled: () => {
      setProgress(null);
    },
    meta: { ownError: true },
  });
  const withPictures = pictured && movie !== null;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('report.title')}
      closeButtonProps={{ 'aria-label': t('export.close') }}
    >
      <Stack gap="sm">
        <ScopeSelect scope={scope} count={notes.length} onScope={setScope} autofocus />
        {movie !== null && (
          <Checkbox
            label={t('report.pictures')}
            checked={pictured}
            onChange={(event) => {
              setPictured(event.currentTarget.checked);
            }}
          />
        )}
        {progress && (
          <Progress
            aria-label={t('report.progress')}
            value={(progress.taken / Math.max(1, progress.of)) * 100}
          />
        )}
        <FormProblem error={print.error} />
        <Text size="xs" c="dimmed">
          {t('report.what')}
        </Text>
        <Group justify="end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('export.close')}
          </Button>
          {withPictures ? (
            <Button
              loading={print.isPending}
              onClick={() => {
                print.mutate(movie);
              }}
            >
              {t('export.action')}
            </Button>
          ) : (
            <Button component="a" href={reportAddress(film.id, order)} download>
              {t('export.action')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

/** Hands a file to the browser as a download. */
function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
