import { useTranslation } from 'react-i18next';
import { CLICK } from '../../../player/mixer';
import { Choice } from '../../../ui/choice';
import { SwitchRow } from '../../../ui/switch-row';
import { useClockFace } from '../clocks/use-clock-face';
import { StripControls } from '../listening/strip-controls';
import { useReview } from '../review-context';
import styles from './streamer-choices.module.css';
import { STREAMER_KINDS, SWEEP_SECONDS, type StreamerChoice } from './streamer-choice';

interface Props {
  readonly choice: StreamerChoice;
  readonly onChoice: (choice: StreamerChoice) => void;
}

/** What leads to the hits of the cue, and whether its beats are heard. */
export default function StreamerChoices({ choice, onChoice }: Props) {
  const { t } = useTranslation('streamers');
  const { hits } = useReview();
  const { tempo } = useClockFace();
  return (
    <div className={styles.choices}>
      <SwitchRow
        label={t('hits')}
        options={STREAMER_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        value={choice.kind}
        onChoose={(kind) => {
          onChoice({ ...choice, kind });
        }}
      />
      {choice.kind === 'streamers' && (
        <Choice
          label={t('sweep')}
          options={SWEEP_SECONDS.map((count) => ({ value: String(count), label: t('seconds', { count }) }))}
          value={String(choice.seconds)}
          onChoose={(chosen) => {
            const seconds = SWEEP_SECONDS.find((each) => String(each) === chosen);
            if (seconds) onChoice({ ...choice, seconds });
          }}
        />
      )}
      {hits.length === 0 && <p className={styles.why}>{t('noHits')}</p>}
      <label className={styles.click}>
        <input
          type="checkbox"
          checked={choice.click}
          disabled={tempo === null}
          onChange={({ currentTarget }) => {
            onChoice({ ...choice, click: currentTarget.checked });
          }}
        />
        {t('click')}
      </label>
      {choice.click && tempo !== null && <StripControls strip={CLICK} name={t('theClick')} canSolo={false} />}
      {tempo === null && <p className={styles.why}>{t('noTempo')}</p>}
    </div>
  );
}
