import { ActionIcon, Button, FileButton, Progress, Tooltip } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './delivery.module.css';
import type { Destination } from './shipment';
import type { DeliverySlot } from './use-delivery';

interface Props {
  readonly slot: DeliverySlot;
  readonly accept: string;
  /** What an unfinished file was delivered as; only to satisfy the form of a request, the server kept it. */
  readonly destination: Destination;
}

/** Where a file is: being checked, on its way, being read, refused, or left unfinished. */
export function DeliveryState({ slot, accept, destination }: Props) {
  const { t } = useTranslation('delivery');
  const { sending, shipment, delivery, forget, dismiss } = slot;
  if (sending?.stage === 'failed') return <Refused text={sending.problem ?? ''} onDismiss={forget} />;
  if (sending && shipment) {
    const { stage, done } = sending;
    return (
      <div className={styles.state}>
        <Bar label={t(`stage.${stage}`, { name: shipment.fileName })} done={done} />
        {(stage === 'uploading' || stage === 'paused') && (
          <Tooltip label={t(stage === 'uploading' ? 'pause' : 'resume')}>
            <ActionIcon
              aria-label={t(stage === 'uploading' ? 'pause' : 'resume')}
              onClick={() => {
                if (stage === 'uploading') shipment.pause();
                else shipment.resume();
              }}
            >
              {stage === 'uploading' ? <IconPlayerPause size={15} /> : <IconPlayerPlay size={15} />}
            </ActionIcon>
          </Tooltip>
        )}
        <Cancel onClick={dismiss} />
      </div>
    );
  }
  if (delivery?.state === 'refused') return <Refused text={delivery.refusal ?? ''} onDismiss={dismiss} />;
  if (delivery?.state === 'reading') {
    return (
      <div className={styles.state}>
        <Bar label={t('stage.reading', { name: delivery.fileName })} done={delivery.progress} />
      </div>
    );
  }
  if (delivery?.state === 'uploading') {
    return (
      <div className={styles.state} role="group" aria-label={t('unfinished', { name: delivery.fileName })}>
        <span className={styles.words}>{t('unfinished', { name: delivery.fileName })}</span>
        <FileButton
          accept={accept}
          onChange={(file) => {
            if (file) slot.send(file, destination, delivery);
          }}
        >
          {(props) => (
            <Button variant="light" {...props}>
              {t('chooseSame')}
            </Button>
          )}
        </FileButton>
        <Cancel onClick={dismiss} />
      </div>
    );
  }
  return null;
}

function Bar({ label, done }: { label: string; done: number }) {
  const percent = Math.floor(done * 100);
  return (
    <div className={styles.bar}>
      <span className={styles.words}>
        {label} <span className={styles.percent}>{percent} %</span>
      </span>
      <Progress value={percent} size={3} aria-label={label} />
    </div>
  );
}

function Cancel({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation('delivery');
  return (
    <Tooltip label={t('cancel')}>
      <ActionIcon aria-label={t('cancel')} onClick={onClick}>
        <IconX size={15} />
      </ActionIcon>
    </Tooltip>
  );
}

function Refused({ text, onDismiss }: { text: string; onDismiss: () => void }) {
  const { t } = useTranslation('delivery');
  return (
    <div className={styles.state} role="alert">
      <span className={styles.refused}>{text}</span>
      <Button variant="subtle" color="gray" onClick={onDismiss}>
        {t('dismiss')}
      </Button>
    </div>
  );
}
