import { ActionIcon, Button, FileButton } from '@mantine/core';
import { may } from '@segue/access-policy';
import type { Version } from '@segue/protocol';
import { IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { moveTempoMap, putTempoMap, removeTempoMap } from '../../../api/versions';
import { FormProblem } from '../../../ui/form-problem';
import { Timecode } from '../../../ui/timecode';
import { TimecodeField } from '../../../ui/timecode-field';
import { useReview } from '../review-context';
import styles from '../version-panel.module.css';
import { tempoSummary } from './tempo-summary';

const ACCEPT = '.mid,.midi,.smf,audio/midi';

/** The tempo map of a version: where its bars are, and a MIDI file to say so. Stands in a list of facts. */
export function TempoMapFacts({ version }: { version: Version }) {
  const { t } = useTranslation('review');
  const { standing } = useReview();
  const meta = { changes: ['version'], ownError: true } as const;
  const put = useMutation({
    mutationFn: (file: File) => putTempoMap(version.id, file, version.tempoMap?.startFlicks ?? null),
    meta,
  });
  const move = useMutation({ mutationFn: (start: number) => moveTempoMap(version.id, start), meta });
  const remove = useMutation({ mutationFn: () => removeTempoMap(version.id), meta });
  const reset = useRef<() => void>(null);
  const mayChange = may(standing, 'upload versions');
  const { tempoMap } = version;

  return (
    <>
      <dt>{t('versionPanel.tempo')}</dt>
      <dd className={styles.tempo}>
        {tempoMap ? <TempoText version={version} /> : <span>{t('versionPanel.noTempo')}</span>}
        {mayChange && (
          <span className={styles.actions}>
            <FileButton
              accept={ACCEPT}
              resetRef={reset}
              inputProps={{ 'aria-label': t('versionPanel.chooseTempo') }}
              onChange={(file) => {
                // So that the same file can be chosen again once it has been put right.
                reset.current?.();
                if (file) put.mutate(file);
              }}
            >
              {(props) => (
                <Button variant="default" loading={put.isPending} {...props}>
                  {t(tempoMap ? 'versionPanel.replaceTempo' : 'versionPanel.chooseTempo')}
                </Button>
              )}
            </FileButton>
            {tempoMap && (
              <ActionIcon
                aria-label={t('versionPanel.removeTempo')}
                title={t('versionPanel.removeTempo')}
                loading={remove.isPending}
                onClick={() => {
                  remove.mutate();
                }}
              >
                <IconTrash size={15} />
              </ActionIcon>
            )}
          </span>
        )}
        <FormProblem error={put.error ?? move.error ?? remove.error} />
      </dd>
      {tempoMap && (
        <TempoStart
          startFlicks={tempoMap.startFlicks}
          mayChange={mayChange}
          onMove={(start) => {
            move.mutate(start);
          }}
        />
      )}
    </>
  );
}

function TempoText({ version }: { version: Version }) {
  const { t } = useTranslation('review');
  const summary = tempoSummary(version);
  if (!summary) return null;
  const { firstBar: first, lastBar: last, tempo, meters } = summary;
  return (
    <span>
      {version.tempoMap?.fileName}
      <br />
      {t('versionPanel.tempoText', { first, last, tempo, meters: meters.join(', ') })}
    </span>
  );
}

interface StartProps {
  readonly startFlicks: number;
  readonly mayChange: boolean;
  readonly onMove: (startFlicks: number) => void;
}

function TempoStart({ startFlicks, mayChange, onMove }: StartProps) {
  const { t } = useTranslation('review');
  const { format } = useReview();
  return (
    <>
      <dt>{t('versionPanel.tempoStart')}</dt>
      <dd>
        {mayChange ? (
          <TimecodeField
            aria-label={t('versionPanel.tempoStart')}
            value={startFlicks}
            format={format}
            onCommit={(flicks) => {
              if (flicks !== null) onMove(flicks);
            }}
          />
        ) : (
          <Timecode flicks={startFlicks} format={format} />
        )}
      </dd>
    </>
  );
}
