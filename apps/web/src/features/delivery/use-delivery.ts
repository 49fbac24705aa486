import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { Delivery } from '@segue/protocol';
import { deliveriesQuery, dismissDelivery } from '../../api/deliveries';
import { refresh } from '../../api/fresh';
import { Shipment, type Destination, type ShipmentState } from './shipment';

/** Files on their way, by the cue or cut they go to. Kept outside of components: they go on while pages change. */
const shipments = new Map<string, Shipment>();
const listeners = new Set<() => void>();

function setShipment(slot: string, shipment: Shipment | null): void {
  if (shipment) shipments.set(slot, shipment);
  else shipments.delete(slot);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** How often the reading is asked after, in milliseconds. */
const READING_INTERVAL = 1000;

export interface DeliverySlot {
  /** What this page is sending here; null when nothing. */
  readonly shipment: Shipment | null;
  readonly sending: ShipmentState | null;
  /** What the server knows of one's own file for here: unfinished, being read, or refused. */
  readonly delivery: Delivery | null;
  readonly send: (file: File, destination: Destination, unfinished?: Delivery) => void;
  /** Forgets what failed here; what has arrived of it on the server can be gone on with. */
  readonly forget: () => void;
  /** Stops sending, and puts away what the server knows of it. */
  readonly dismiss: () => void;
}

/** One's own delivery to one cue or cut. */
export function useDelivery(filmId: string, slot: string): DeliverySlot {
  const { t } = useTranslation('delivery');
  const client = useQueryClient();
  const shipment = useSyncExternalStore(subscribe, () => shipments.get(slot) ?? null);
  const sending = useSyncExternalStore(
    useCallback((listener: () => void) => shipment?.subscribe(listener) ?? (() => undefined), [shipment]),
    () => shipment?.getSnapshot() ?? null,
  );
  const deliveries = useQuery({
    ...deliveriesQuery(filmId),
    refetchInterval: ({ state }) =>
      state.data?.some((one) => one.state === 'reading') ? READING_INTERVAL : false,
  });
  const known = deliveries.data?.find((one) => one.cueId === slot || one.cutId === slot) ?? null;
  // The list may not have heard yet of what this page has just brought to its end.
  const delivery =
    known?.state === 'uploading' && sending?.stage === 'arrived'
      ? { ...known, state: 'reading' as const }
      : known;
  const reading = delivery?.state === 'reading';
  useEffect(() => {
    if (!reading) return;
    // Read to its end it leaves the list, and what it became is there to be fetched.
    return () => void refresh(client, 'delivery');
  }, [client, reading]);
  const putAway = useMutation({ mutationFn: dismissDelivery, meta: { changes: ['delivery'] } });

  return {
    shipment,
    sending: sending?.stage === 'arrived' ? null : sending,
    delivery,
    send: (file, destination, unfinished) => {
      shipment?.stop();
      setShipment(
        slot,
        new Shipment(
          file,
          destination,
          unfinished ?? null,
          t('otherFile'),
          () => void refresh(client, 'delivery'),
        ),
      );
    },
    forget: () => {
      setShipment(slot, null);
    },
    dismiss: () => {
      shipment?.stop();
      setShipment(slot, null);
      if (delivery) putAway.mutate(delivery.id);
    },
  };
}

/** Sends files to cues or cuts whose slots are not on the screen. */
export function useSender(): (slot: string, file: File, destination: Destination) => void {
  const { t } = useTranslation('delivery');
  const client = useQueryClient();
  return useCallback(
    (slot, file, destination) => {
      shipments.get(slot)?.stop();
      const refreshed = () => void refresh(client, 'delivery');
      setShipment(slot, new Shipment(file, destination, null, t('otherFile'), refreshed));
    },
    [client, t],
  );
}
