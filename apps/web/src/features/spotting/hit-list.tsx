import { ActionIcon, Button, TextInput } from '@mantine/core';
import type { SpottingSession } from '@segue/client';
import type { Hit } from '@segue/review-document';
import { timecodeLabel, type TimecodeFormat } from '@segue/timecode';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Timecode } from '../../ui/timecode';
import { TimecodeField } from '../../ui/timecode-field';
import styles from './cue-details.module.css';
import { hitMovedTo, type NewestCut } from './newest-cut';

const LONGEST_TEXT = 400;

interface Props {
  readonly session: SpottingSession;
  /** The cue whose hits these are; null for those outside of cues. */
  readonly cueId: string | null;
  readonly hits: readonly Hit[];
  readonly format: TimecodeFormat;
  readonly newest: NewestCut;
  readonly mayEdit: boolean;
}

/** The points in the picture that the music must meet. */
export function HitList({ session, cueId, hits, format, newest, mayEdit }: Props) {
  const { t } = useTranslation('film');
  return (
    <section className={styles.hits} aria-label={t('cueDetails.hits')}>
      <h3>{t('cueDetails.hits')}</h3>
      {hits.length === 0 && (
        <p className={styles.none}>
          {t('cueDetails.none')}. {t('cueDetails.noneWhy')}
        </p>
      )}
      {hits.length > 0 && (
        <ul className={styles.list}>
          {hits.map((hit) => (
            <li key={hit.id} className={styles.hit}>
              {mayEdit ? (
                <HitFields session={session} hit={hit} format={format} newest={newest} />
              ) : (
                <>
                  <Timecode flicks={hit.at} format={format} />
                  <span className={styles.text}>{hit.text}</span>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayEdit && <NewHit session={session} cueId={cueId} format={format} newest={newest} />}
    </section>
  );
}

function HitFields({
  session,
  hit,
  format,
  newest,
}: Pick<Props, 'session' | 'format' | 'newest'> & { hit: Hit }) {
  const { t } = useTranslation('film');
  const at = timecodeLabel(hit.at, format);
  return (
    <>
      <TimecodeField
        aria-label={t('cueDetails.placeOf', { at })}
        value={hit.at}
        format={format}
        onCommit={(flicks) => {
          if (flicks !== null) session.editHit(hit.id, hitMovedTo(hit, flicks, newest));
        }}
      />
      <TextInput
        // What somebody else has written meanwhile stands there at once.
        key={hit.text}
        className={styles.text}
        aria-label={t('cueDetails.textAt', { at })}
        defaultValue={hit.text}
        maxLength={LONGEST_TEXT}
        onBlur={(event) => {
          const text = event.currentTarget.value.trim();
          if (text !== hit.text) session.editHit(hit.id, { text });
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
        }}
      />
      <ActionIcon
        aria-label={t('cueDetails.remove', { at })}
        title={t('cueDetails.remove', { at })}
        onClick={() => {
          session.removeHit(hit.id);
        }}
      >
        <IconTrash size={15} aria-hidden />
      </ActionIcon>
    </>
  );
}

function NewHit({ session, cueId, format, newest }: Omit<Props, 'hits' | 'mayEdit'>) {
  const { t } = useTranslation('film');
  const [at, setAt] = useState<number | null>(null);
  const [text, setText] = useState('');
  const place = useRef<HTMLInputElement>(null);
  const words = useRef<HTMLInputElement>(null);

  function add() {
    if (at === null) return;
    session.addHit({ cue: cueId, text: text.trim(), cut: newest.id ?? null, at });
    setAt(null);
    setText('');
    place.current?.focus();
  }

  return (
    <form
      className={styles.hit}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <TimecodeField
        ref={place}
        aria-label={t('cueDetails.newAt')}
        placeholder={t('cueDetails.newAt')}
        value={at}
        optional
        format={format}
        onCommit={setAt}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          words.current?.focus();
        }}
      />
      <TextInput
        ref={words}
        className={styles.text}
        aria-label={t('cueDetails.newText')}
        placeholder={t('cueDetails.text')}
        value={text}
        maxLength={LONGEST_TEXT}
        onChange={(event) => {
          setText(event.currentTarget.value);
        }}
      />
      <Button
        type="submit"
        variant="default"
        px={8}
        disabled={at === null}
        aria-label={t('cueDetails.add')}
        title={t('cueDetails.add')}
      >
        <IconPlus size={15} aria-hidden />
      </Button>
    </form>
  );
}
