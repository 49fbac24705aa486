import { Table, Text, TextInput } from '@mantine/core';
import { BED_KINDS, STEM_KINDS, type Cut, type Film } from '@segue/protocol';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../ui/choice';
import { Timecode } from '../../ui/timecode';
import styles from './delivery.module.css';
import { holdsBack, type Drop, type FileDoubt } from './file-doubts';
import type { FileUse, SortedFile } from './sort-files';

interface Props {
  readonly one: SortedFile;
  readonly doubts: readonly FileDoubt[];
  readonly drop: Drop;
  readonly uses: readonly FileUse[];
  readonly film: Film;
  readonly cuts: readonly Cut[];
  readonly onChange: (change: Partial<SortedFile>) => void;
}

/** One file of a drop: what it will be, where it goes, and what to look at. */
export function FileRow({ one, doubts, drop, uses, film, cuts, onChange }: Props) {
  const { t } = useTranslation('delivery');
  const { file, use } = one;
  const path = file.webkitRelativePath || file.name;
  return (
    <Table.Tr data-out={use === null || undefined}>
      <Table.Td className={styles.fileName} title={path}>
        {file.name}
      </Table.Td>
      <Table.Td>
        <Choice
          aria-label={t('files.useOf', { name: file.name })}
          value={use ?? ''}
          options={[
            ...uses.map((value) => ({ value, label: t(`purpose.${value}`) })),
            { value: '' as const, label: t('files.leaveOut') },
          ]}
          onChoose={(value) => {
            onChange({ use: value === '' ? null : value });
          }}
        />
      </Table.Td>
      <Table.Td>
        {use === 'bed' ? (
          <Choice
            aria-label={t('files.cutOf', { name: file.name })}
            value={drop.cutOf(one)?.id ?? ''}
            options={cuts.map(({ id, name }) => ({ value: id, label: name }))}
            onChoose={(cutId) => {
              onChange({ cutId });
            }}
          />
        ) : (
          use !== null && <CueOfFile one={one} drop={drop} onChange={onChange} />
        )}
      </Table.Td>
      <Table.Td>
        <WhatItIs one={one} onChange={onChange} />
      </Table.Td>
      <Table.Td>
        <Timecode flicks={use === null ? null : drop.stampOf(one)} format={film} />
      </Table.Td>
      <Table.Td>
        {doubts.map((doubt) => (
          <DoubtText key={doubt.what} doubt={doubt} />
        ))}
      </Table.Td>
    </Table.Tr>
  );
}

/** The cue of a mix or a stem; for a stem also the version it belongs to. */
function CueOfFile({ one, drop, onChange }: Pick<Props, 'one' | 'drop' | 'onChange'>) {
  const { t } = useTranslation('delivery');
  const { file, use, cueId } = one;
  const target = use === 'stem' ? drop.targetOf(one) : null;
  const isOfCue = (other: { readonly cueId: string | null }) => other.cueId === cueId;
  const hasMix = drop.files.some((other) => other.use === 'version' && isOfCue(other));
  return (
    <div className={styles.pair}>
      <Choice
        aria-label={t('files.cueOf', { name: file.name })}
        value={cueId ?? ''}
        options={[
          { value: '', label: t('files.noCue') },
          ...drop.cues.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` })),
        ]}
        onChoose={(value) => {
          onChange({ cueId: value === '' ? null : value, stemTo: null });
        }}
      />
      {target && (
        <Choice
          aria-label={t('files.versionOf', { name: file.name })}
          value={'mix' in target ? 'drop' : target.version.id}
          options={[
            ...(hasMix ? [{ value: 'drop', label: t('files.ofDrop') }] : []),
            ...drop.versions
              .filter(isOfCue)
              .toReversed()
              .map(({ id, number }) => ({ value: id, label: t('files.ofVersion', { number }) })),
          ]}
          onChoose={(value) => {
            onChange({ stemTo: value === 'drop' ? 'drop' : { versionId: value } });
          }}
        />
      )}
    </div>
  );
}

/** Kind and name of a stem, kind and reel of a bed. */
function WhatItIs({ one, onChange }: Pick<Props, 'one' | 'onChange'>) {
  const { t } = useTranslation(['delivery', 'review']);
  const { file, use, stem, bed } = one;
  if (use === 'stem') {
    return (
      <div className={styles.kind}>
        <Choice
          aria-label={t('files.kindOf', { name: file.name })}
          value={stem.kind}
          options={STEM_KINDS.map((value) => ({ value, label: t(`review:stemKind.${value}`) }))}
          onChoose={(kind) => {
            onChange({ stem: { ...stem, kind } });
          }}
        />
        <TextInput
          aria-label={t('files.nameOf', { name: file.name })}
          value={stem.name}
          maxLength={80}
          autoComplete="off"
          onChange={({ currentTarget: { value } }) => {
            onChange({ stem: { ...stem, name: value } });
          }}
        />
      </div>
    );
  }
  if (use !== 'bed') return null;
  return (
    <div className={styles.kind}>
      <Choice
        aria-label={t('files.kindOf', { name: file.name })}
        value={bed.kind}
        options={BED_KINDS.map((value) => ({ value, label: t(`review:bedKind.${value}`) }))}
        onChoose={(kind) => {
          onChange({ bed: { ...bed, kind } });
        }}
      />
      {bed.reel !== null && <span className={styles.reel}>{t('files.ofReel', { number: bed.reel })}</span>}
    </div>
  );
}

function DoubtText({ doubt }: { doubt: FileDoubt }) {
  const { t } = useTranslation('delivery');
  const { what, ...values } = doubt;
  return (
    <Text size="xs" lh={1.3} c={holdsBack(doubt) ? 'dimmed' : 'yellow'}>
      {t(`files.doubt.${what}`, values)}
    </Text>
  );
}
