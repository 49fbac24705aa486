import { Alert, NativeSelect, Switch } from '@mantine/core';
import type { OldEncoding } from '@segue/interchange';
import { FRAME_RATE_NAMES, mayDropFrames, type TimecodeFormat } from '@segue/timecode';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { countingOf } from './read-list';
import type { MarkerList } from './use-marker-list';

const ENCODINGS: readonly OldEncoding[] = ['macintosh', 'windows-1252'];

/** Asks what a list does not say: how it counts, and how its letters are encoded. Nothing where it says all. */
export function ListQuestions({ list }: { list: MarkerList }) {
  const { open, own, reading } = list;
  return (
    <>
      {open.rate && (
        <Counting own={own} mayChooseDrop={open.dropFrame && mayDropFrames(own.rate)} onOwn={list.setOwn} />
      )}
      {reading?.encoding && <Encoding encoding={reading.encoding} onEncoding={list.setEncoding} />}
    </>
  );
}

interface CountingProps {
  readonly own: TimecodeFormat;
  readonly mayChooseDrop: boolean;
  readonly onOwn: (own: TimecodeFormat) => void;
}

function Counting({ own, mayChooseDrop, onOwn }: CountingProps) {
  const { t } = useTranslation('ui');
  return (
    <>
      <NativeSelect
        label={t('markerList.rate')}
        title={t('markerList.rateWhy')}
        value={own.rate}
        data={FRAME_RATE_NAMES.map((rate) => ({ value: rate, label: t('markerList.rateOption', { rate }) }))}
        onChange={(event) => {
          const rate = FRAME_RATE_NAMES.find((name) => name === event.currentTarget.value) ?? own.rate;
          onOwn(countingOf(rate, own.dropFrame));
        }}
      />
      {mayChooseDrop && (
        <Switch
          mb={6}
          label={t('markerList.dropFrame')}
          checked={own.dropFrame}
          onChange={(event) => {
            onOwn(countingOf(own.rate, event.currentTarget.checked));
          }}
        />
      )}
    </>
  );
}

interface EncodingProps {
  readonly encoding: OldEncoding;
  readonly onEncoding: (encoding: OldEncoding) => void;
}

function Encoding({ encoding, onEncoding }: EncodingProps) {
  const { t } = useTranslation('ui');
  return (
    <NativeSelect
      label={t('markerList.encoding')}
      title={t('markerList.encodingWhy')}
      value={encoding}
      data={ENCODINGS.map((value) => ({ value, label: t(`markerList.encodings.${value}`) }))}
      onChange={(event) => {
        onEncoding(ENCODINGS.find((value) => value === event.currentTarget.value) ?? encoding);
      }}
    />
  );
}

/** Says loudly that a list counts otherwise than the film. */
export function CountsOtherwise({ list, film }: { list: TimecodeFormat; film: TimecodeFormat }) {
  const { t } = useTranslation('ui');
  const drop = ({ dropFrame }: TimecodeFormat) => (dropFrame ? t('markerList.drop') : '');
  return (
    <Alert color="yellow" variant="light" p="xs" icon={<IconAlertTriangle size={16} aria-hidden />}>
      {t('markerList.otherRate', {
        rate: list.rate,
        drop: drop(list),
        filmRate: film.rate,
        filmDrop: drop(film),
      })}
    </Alert>
  );
}
