import { ActionIcon, Button, FileButton, Progress, Tooltip } from '@mantine/core';
import type { Delivery } from '@segue/protocol';
import { IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { readDeliveryAgain } from '../../api/deliveries';
import styles from './delivery.module.css';
import { forget, useDismiss, useSender, type Parcel } from './use-deliveries';

interface Props {
  readonly parcel: Parcel;
  readonly accept: string;
}

/** Where a file is: waiting, being checked, on its way, being read, refused, failed, or left unfinished. */
function DeliveryState({ parcel, accept }: Props) {
  const { t } = useTranslation('delivery');
  const dismiss = useDismiss();
  const { sending, shipment, delivery, fileName } = parcel;
  const cancel = (
    <Cancel
      name={fileName}
      onClick={() => {
        dismiss(parcel);
      }}
    />
  );
  if (sending?.stage === 'failed') {
    return (
      <Refused
        name={fileName}
        text={sending.problem ?? ''}
        onDismiss={() => {
          if (shipment) forget(shipment);
        }}
      >
        <Button variant="light" onClick={() => shipment?.retry()}>
          {t('retry')}
        </Button>
      </Refused>
    );
  }
  if (sending && shipment) {
    const { stage, done } = sending;
    return (
      <div className={styles.state}>
        <Bar label={t(`stage.${stage}`, { name: fileName })} done={stage === 'waiting' ? null : done} />
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
        {cancel}
      </div>
    );
  }
  if (delivery?.state === 'refused' || delivery?.state === 'failed') {
    return (
      <Refused
        name={fileName}
        text={delivery.refusal ?? ''}
        onDismiss={() => {
          dismiss(parcel);
        }}
      >
        {delivery.state === 'failed' && <ReadAgain delivery={delivery} />}
      </Refused>
    );
  }
  if (delivery?.state === 'reading') {
    return (
      <div className={styles.state}>
        <Bar label={t('stage.reading', { name: fileName })} done={delivery.progress} />
        {cancel}
      </div>
    );
  }
  return (
    <div className={styles.state} role="group" aria-label={t('unfinished', { name: fileName })}>
      <span className={styles.words}>{t('unfinished', { name: fileName })}</span>
      <GoOn parcel={parcel} accept={accept} />
      {cancel}
    </div>
  );
}

/** Files on their way to one place, each with what can be done about it. */
export function DeliveryList({
  parcels,
  accept,
  label,
  children,
}: {
  readonly parcels: readonly Parcel[];
  readonly accept: string;
  readonly label: string;
  /** What stands before each of them. */
  readonly children?: (parcel: Parcel) => ReactNode;
}) {
  if (parcels.length === 0) return null;
  return (
    <ul className={styles.underway} aria-label={label}>
      {parcels.map((parcel) => (
        <li key={parcel.key}>
          {children?.(parcel)}
          <DeliveryState parcel={parcel} accept={accept} />
        </li>
      ))}
    </ul>
  );
}

function GoOn({ parcel: { bound, delivery }, accept }: Props) {
  const { t } = useTranslation('delivery');
  const send = useSender();
  return (
    <FileButton
      accept={accept}
      onChange={(file) => {
        if (!file || !delivery) return;
        const destination = () => {
          throw new Error(t('gone'));
        };
        send({ file, bound, destination, unfinished: delivery });
      }}
    >
      {(props) => (
        <Button variant="light" {...props}>
          {t('chooseSame')}
        </Button>
      )}
    </FileButton>
  );
}

/** The file is still on the server: what kept it from being read may be gone. */
function ReadAgain({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation('delivery');
  const { mutate, isPending } = useMutation({
    mutationFn: readDeliveryAgain,
    meta: { changes: ['delivery'] },
  });
  return (
    <Button
      variant="light"
      loading={isPending}
      aria-label={t('readAgainNamed', { name: delivery.fileName })}
      onClick={() => {
        mutate(delivery.id);
      }}
    >
      {t('readAgain')}
    </Button>
  );
}

/** @param done share that is done; null while nothing is being done. */
function Bar({ label, done }: { label: string; done: number | null }) {
  return (
    <div className={styles.progressBar}>
      <span className={styles.words} title={label}>
        {label}
      </span>
      <span className={styles.percent}>{done !== null && `${Math.floor(done * 100)} %`}</span>
      <Progress value={(done ?? 0) * 100} size={3} aria-label={label} className={styles.progress} />
    </div>
  );
}

function Cancel({ name, onClick }: { name: string; onClick: () => void }) {
  const { t } = useTranslation('delivery');
  return (
    <Tooltip label={t('cancel')}>
      <ActionIcon aria-label={t('cancelNamed', { name })} onClick={onClick}>
        <IconX size={15} />
      </ActionIcon>
    </Tooltip>
  );
}

interface RefusedProps {
  readonly name: string;
  readonly text: string;
  readonly onDismiss: () => void;
  readonly children?: ReactNode;
}

function Refused({ name, text, onDismiss, children }: RefusedProps) {
  const { t } = useTranslation('delivery');
  return (
    <div className={styles.state} role="alert">
      <span className={styles.refused}>
        <span className={styles.fileName}>{name}</span> {text}
      </span>
      {children}
      <Button variant="subtle" color="gray" onClick={onDismiss}>
        {t('dismiss')}
      </Button>
    </div>
  );
}
