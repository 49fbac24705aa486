import { Button, FileButton } from '@mantine/core';
import type { Cut } from '@segue/protocol';
import { IconMovie } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { DeliveryList } from './delivery-state';
import { movieCargo } from './cargo';
import { useParcels, useSender } from './use-deliveries';

/** What browsers play. */
const ACCEPT = '.mp4,.m4v,.mov,.webm,video/mp4,video/webm';

/** Brings a movie file to a cut, or another one in its place. For those who may upload cuts. */
export function MovieDelivery({ cut }: { cut: Cut }) {
  const { t } = useTranslation('delivery');
  const send = useSender();
  const parcels = useParcels(cut.filmId, ({ purpose, cutId }) => purpose === 'movie' && cutId === cut.id);
  const label = t('movie.fileFor', { name: cut.name });
  if (parcels.length > 0) return <DeliveryList parcels={parcels} accept={ACCEPT} label={label} />;
  return (
    <FileButton
      accept={ACCEPT}
      inputProps={{ 'aria-label': label }}
      onChange={(file) => {
        if (file) send(movieCargo(cut, file));
      }}
    >
      {(props) => (
        <Button variant="default" leftSection={<IconMovie size={15} />} title={t('movie.formats')} {...props}>
          {t(cut.movie ? 'movie.replace' : 'movie.add')}
        </Button>
      )}
    </FileButton>
  );
}
