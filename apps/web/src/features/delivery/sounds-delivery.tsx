import { Button, FileButton } from '@mantine/core';
import { may, type Standing } from '@segue/access-policy';
import type { Cut, Version } from '@segue/protocol';
import { parseBedName, parseStemName } from '@segue/review-document';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { DropArea } from '../../ui/drop-area';
import { bedCargo, stemCargo } from './cargo';
import { DeliveryList } from './delivery-state';
import styles from './delivery.module.css';
import { isSoundFile, SOUND_ACCEPT } from './sound-formats';
import { useParcels, useSender, type Parcel } from './use-deliveries';

/** Adds stems to a version; their names say what they hold. */
export function StemsDelivery({ version, standing }: { version: Version; standing: Standing }) {
  const { t } = useTranslation('delivery');
  const send = useSender();
  const parcels = useParcels(
    version.filmId,
    ({ purpose, versionId }) => purpose === 'stem' && versionId === version.id,
  );
  if (!may(standing, 'upload versions')) return null;
  return (
    <SoundsDelivery
      action={t('stems.add')}
      label={t('stems.choose', { number: version.number })}
      parcels={parcels}
      onFile={(file) => {
        send(stemCargo(version, file, parseStemName(file.name)));
      }}
    />
  );
}

/** Lays sound under a cut; its names say of what kind it is, and dialogue is what there is most of. */
export function BedsDelivery({ cut, standing }: { cut: Cut; standing: Standing }) {
  const { t } = useTranslation('delivery');
  const send = useSender();
  const parcels = useParcels(cut.filmId, ({ purpose, cutId }) => purpose === 'bed' && cutId === cut.id);
  if (!may(standing, 'upload cuts')) return null;
  return (
    <SoundsDelivery
      action={t('beds.add')}
      label={t('beds.choose', { name: cut.name })}
      parcels={parcels}
      onFile={(file) => {
        const { kind, reel } = parseBedName(file.webkitRelativePath || file.name);
        send(bedCargo(cut, file, { kind: kind ?? 'dialogue', reel }));
      }}
    />
  );
}

interface Props {
  readonly action: string;
  /** What is chosen here, in full. */
  readonly label: string;
  readonly parcels: readonly Parcel[];
  readonly onFile: (file: File) => void;
}

/** Takes any number of sound files, chosen or dropped, and shows where they are. */
function SoundsDelivery({ action, label, parcels, onFile }: Props) {
  const { t } = useTranslation('delivery');
  const take = (files: readonly File[]) => {
    for (const file of files) if (isSoundFile(file)) onFile(file);
  };
  return (
    <div className={styles.sounds}>
      <DeliveryList parcels={parcels} accept={SOUND_ACCEPT} label={t('files.underway')} />
      <DropArea className={styles.strip} onFiles={take}>
        <FileButton multiple accept={SOUND_ACCEPT} inputProps={{ 'aria-label': label }} onChange={take}>
          {(props) => (
            <Button variant="default" leftSection={<IconPlus size={15} aria-hidden />} {...props}>
              {action}
            </Button>
          )}
        </FileButton>
        <span className={styles.hint}>{t('dropHint')}</span>
      </DropArea>
    </div>
  );
}
