import { Button, FileButton, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { may, type Standing } from '@segue/access-policy';
import type { CueSummary, Cut, Film } from '@segue/protocol';
import { IconFolder, IconUpload } from '@tabler/icons-react';
import { useState, type ComponentProps, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DropArea } from '../../ui/drop-area';
import { isHidden } from '../../ui/dropped-files';
import { DeliveryList } from './delivery-state';
import styles from './delivery.module.css';
import { FilesForm } from './files-form';
import { readStamp } from './read-stamp';
import { isSoundFile, SOUND_ACCEPT } from './sound-formats';
import { FILE_USES, sortFiles, type SortedFile } from './sort-files';
import { useParcels, type Parcel } from './use-deliveries';

/** Makes a field take a folder with everything in it. All browsers know it, React's types do not. */
const WHOLE_FOLDER = { webkitdirectory: '' };

interface Props {
  readonly film: Film;
  readonly standing: Standing;
  /** Undefined while they are not known, as are the cuts. */
  readonly cues: readonly CueSummary[] | undefined;
  readonly cuts: readonly Cut[] | undefined;
  /** What music can be dropped on. It stays in place whatever becomes known. */
  readonly children: ReactNode;
}

const NO_CUES: readonly CueSummary[] = [];
const NO_CUTS: readonly Cut[] = [];

/** Those who deliver what music may be delivered as. */
function mayDeliver(standing: Standing, use: (typeof FILE_USES)[number]): boolean {
  return may(standing, use === 'bed' ? 'upload cuts' : 'upload versions');
}

/**
 * Delivers sound files to many cues and cuts at once, chosen, as a folder, or dropped: their names say which goes where, and
 * people look before it is sent.
 */
export function FilesDelivery({ film, standing, cues = NO_CUES, cuts = NO_CUTS, children }: Props) {
  const { t } = useTranslation('delivery');
  const [files, setFiles] = useState<readonly SortedFile[]>([]);
  const [passedOver, setPassedOver] = useState(0);
  const uses = FILE_USES.filter((use) => mayDeliver(standing, use));
  const goesSomewhere = cues.length + cuts.length > 0;
  const choose = async (chosen: readonly File[]) => {
    if (!goesSomewhere) {
      notifications.show({ message: t('files.nothingYet') });
      return;
    }
    const sounds = chosen.filter((file) => isSoundFile(file) && !isHidden(file.name));
    // A file that cannot be read has no stamp either; its delivery says what is wrong with it.
    const stamped = sounds.map(async (file) => ({
      file,
      stampFlicks: await readStamp(file).catch(() => null),
    }));
    setPassedOver(chosen.length - sounds.length);
    setFiles(sortFiles(await Promise.all(stamped), cues, uses));
  };
  const close = () => {
    setFiles([]);
    setPassedOver(0);
  };
  return (
    <DropArea className={styles.dropped} onFiles={(chosen) => void choose(chosen)}>
      <div className={styles.bar} data-kept={!goesSomewhere || undefined}>
        <FileButton
          multiple
          accept={SOUND_ACCEPT}
          inputProps={{ 'aria-label': t('files.choose') }}
          onChange={(chosen) => void choose(chosen)}
        >
          {(props) => (
            <Button variant="default" leftSection={<IconUpload size={15} aria-hidden />} {...props}>
              {t('files.open')}
            </Button>
          )}
        </FileButton>
        <FileButton
          multiple
          inputProps={{ 'aria-label': t('files.chooseFolder'), ...WHOLE_FOLDER }}
          onChange={(chosen) => void choose(chosen)}
        >
          {(props) => (
            <Button variant="default" leftSection={<IconFolder size={15} aria-hidden />} {...props}>
              {t('files.openFolder')}
            </Button>
          )}
        </FileButton>
        <span className={styles.hint}>{t('dropHint')}</span>
      </div>
      <FilmDeliveries film={film} cues={cues} cuts={cuts} />
      {children}
      <Modal
        opened={files.length > 0 || passedOver > 0}
        onClose={close}
        size={1180}
        title={t('files.title')}
        closeButtonProps={{ 'aria-label': t('files.cancel') }}
      >
        <FilesForm
          files={files}
          passedOver={passedOver}
          onFiles={setFiles}
          onClose={close}
          uses={uses}
          film={film}
          cues={cues}
          cuts={cuts}
        />
      </Modal>
    </DropArea>
  );
}

/** What is on its way to the cues and cuts of a film. Movies are shown where their cuts are. */
function FilmDeliveries({
  film,
  cues,
  cuts,
}: Pick<ComponentProps<typeof FilesForm>, 'film' | 'cues' | 'cuts'>) {
  const { t } = useTranslation('delivery');
  const parcels = useParcels(film.id, ({ purpose }) => purpose !== 'movie');
  const where = ({ bound }: Parcel) =>
    bound.purpose === 'bed'
      ? cuts.find(({ id }) => id === bound.cutId)?.name
      : cues.find(({ id }) => id === bound.cueId)?.number;
  return (
    <DeliveryList parcels={parcels} accept={SOUND_ACCEPT} label={t('files.underway')}>
      {(parcel) => (
        <span className={styles.where}>
          <strong>{where(parcel)}</strong> {t(`purpose.${parcel.bound.purpose}`)}
        </span>
      )}
    </DeliveryList>
  );
}
