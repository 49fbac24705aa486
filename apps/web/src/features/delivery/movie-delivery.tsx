import { Button, FileButton } from '@mantine/core';
import type { Cut } from '@segue/protocol';
import { IconMovie } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { DeliveryState } from './delivery-state';
import { useDelivery } from './use-delivery';

/** What browsers play. */
const ACCEPT = '.mp4,.m4v,.mov,.webm,video/mp4,video/webm';

/** Brings a movie file to a cut, or another one in its place. For those who may upload cuts. */
export function MovieDelivery({ cut }: { cut: Cut }) {
  const { t } = useTranslation('delivery');
  const slot = useDelivery(cut.filmId, cut.id);
  const destination = { purpose: 'movie', cutId: cut.id } as const;
  if (slot.sending || slot.delivery)
    return <DeliveryState slot={slot} accept={ACCEPT} destination={destination} />;
  return (
    <FileButton
      accept={ACCEPT}
      inputProps={{ 'aria-label': t('movie.fileFor', { name: cut.name }) }}
      onChange={(file) => {
        if (file) slot.send(file, destination);
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
