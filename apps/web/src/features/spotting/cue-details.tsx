import { Drawer } from '@mantine/core';
import type { SpottingSession } from '@segue/client';
import type { Cue, Hit } from '@segue/review-document';
import type { TimecodeFormat } from '@segue/timecode';
import { useTranslation } from 'react-i18next';
import { Timecode } from '../../ui/timecode';
import { TimecodeField } from '../../ui/timecode-field';
import styles from './cue-details.module.css';
import { HitList } from './hit-list';
import type { NewestCut } from './newest-cut';

interface Props {
  readonly session: SpottingSession;
  /** The cue to show; `film` for the hits outside of cues, null for nothing. */
  readonly shown: Cue | 'film' | null;
  readonly hits: readonly Hit[];
  readonly format: TimecodeFormat;
  readonly newest: NewestCut;
  readonly mayEdit: boolean;
  readonly onClose: () => void;
}

/** What a row of the sheet has no room for: where the DAW session of a cue begins, and its hits. */
export function CueDetails({ session, shown, hits, format, newest, mayEdit, onClose }: Props) {
  const { t } = useTranslation('film');
  const cue = shown === 'film' ? null : shown;
  const name =
    cue && [cue.number || t('spotting.unnumbered'), cue.title].filter((part) => part !== '').join(' ');
  return (
    <Drawer
      opened={shown !== null}
      onClose={onClose}
      position="right"
      size={420}
      title={name ?? t('cueDetails.ofFilmTitle')}
      overlayProps={{ backgroundOpacity: 0.35 }}
      transitionProps={{ duration: 120 }}
      closeButtonProps={{ 'aria-label': t('cueDetails.close') }}
    >
      <div className={styles.details}>
        {cue && (
          <SessionStart
            cue={cue}
            format={format}
            mayEdit={mayEdit}
            onStart={(sessionStart) => {
              session.edit(cue.id, { sessionStart });
            }}
          />
        )}
        {cue && cue.earlier.length > 0 && <EarlierPlaces cue={cue} format={format} newest={newest} />}
        <HitList
          key={cue?.id ?? 'film'}
          session={session}
          cueId={cue?.id ?? null}
          hits={hits}
          format={format}
          newest={newest}
          mayEdit={mayEdit}
        />
      </div>
    </Drawer>
  );
}

interface StartProps {
  readonly cue: Cue;
  readonly format: TimecodeFormat;
  readonly mayEdit: boolean;
  readonly onStart: (flicks: number | null) => void;
}

function SessionStart({ cue, format, mayEdit, onStart }: StartProps) {
  const { t } = useTranslation('film');
  if (!mayEdit) {
    return (
      <p className={styles.none}>
        {t('cueDetails.sessionStart')}{' '}
        {cue.sessionStart === null ? (
          t('cueDetails.noSession')
        ) : (
          <Timecode flicks={cue.sessionStart} format={format} />
        )}
      </p>
    );
  }
  return (
    <TimecodeField
      label={t('cueDetails.sessionStart')}
      description={t('cueDetails.sessionWhy')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={cue.sessionStart}
      optional
      format={format}
      onCommit={onStart}
    />
  );
}

/** Where the cue stood in earlier cuts, the latest first. */
function EarlierPlaces({ cue, format, newest }: { cue: Cue; format: TimecodeFormat; newest: NewestCut }) {
  const { t } = useTranslation('film');
  const names = new Map(newest.cuts.map(({ id, name }) => [id, name]));
  return (
    <section aria-label={t('cueDetails.earlier')}>
      <h3>{t('cueDetails.earlier')}</h3>
      <ul className={styles.earlier}>
        {cue.earlier.toReversed().map((place, index) => (
          <li key={index}>
            {names.get(place.cut ?? newest.cuts[0]?.id ?? '') ?? t('cueDetails.goneCut')}{' '}
            <Timecode flicks={place.in} format={format} />
            {' – '}
            <Timecode flicks={place.out} format={format} />
          </li>
        ))}
      </ul>
    </section>
  );
}
