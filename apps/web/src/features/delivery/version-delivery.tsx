import { Button, Popover } from '@mantine/core';
import { may, type Standing } from '@segue/access-policy';
import { VERSION_KINDS, type CueSummary, type Cut, type VersionKind } from '@segue/protocol';
import { IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../ui/choice';
import { versionCargo } from './cargo';
import { DeliveryList } from './delivery-state';
import styles from './delivery.module.css';
import { DropZone } from './drop-zone';
import { SOUND_ACCEPT } from './sound-formats';
import { useParcels, useSender } from './use-deliveries';

interface Props {
  readonly cue: CueSummary;
  readonly cuts: readonly Cut[];
  /** The cut that is looked at: what a new version was most likely written to. */
  readonly writtenTo: Cut | null;
  readonly standing: Standing;
}

/** Delivers the next version of a cue, and shows where it is on its way. */
export function VersionDelivery({ cue, cuts, writtenTo, standing }: Props) {
  const { t } = useTranslation('delivery');
  const send = useSender();
  const parcels = useParcels(cue.filmId, ({ purpose, cueId }) => purpose === 'version' && cueId === cue.id);
  const [opened, setOpened] = useState(false);
  const [kind, setKind] = useState<VersionKind>('mock-up');
  const [chosenCut, setChosenCut] = useState<string | null>(null);
  if (!may(standing, 'upload versions')) return null;
  const cutId = chosenCut ?? writtenTo?.id ?? '';
  if (parcels.length > 0)
    return <DeliveryList parcels={parcels} accept={SOUND_ACCEPT} label={t('files.underway')} />;
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconUpload size={15} />}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => {
            setOpened(!opened);
          }}
        >
          {t('version.deliver')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('version.title', { number: cue.number })} className={styles.form}>
        <Choice
          label={t('version.kind')}
          options={VERSION_KINDS.map((value) => ({ value, label: t(`version.kinds.${value}`) }))}
          value={kind}
          onChoose={setKind}
        />
        <Choice
          label={t('version.writtenTo')}
          options={[
            { value: '', label: t('version.noCut') },
            ...cuts.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={cutId}
          onChoose={setChosenCut}
        />
        <DropZone
          accept={SOUND_ACCEPT}
          hint={t('formats')}
          onFile={(file) => {
            send(versionCargo(cue, file, { kind, writtenToCutId: cutId === '' ? null : cutId }));
            setOpened(false);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
