import type { Delivery } from '@segue/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { deliveriesQuery, dismissDelivery } from '../../api/deliveries';
import { refresh } from '../../api/fresh';
import { Shipment, type Bound, type Cargo, type ShipmentState } from './shipment';

/** Files on their way. Kept outside of components: they go on while pages change. A new list with every step of one. */
let shipments: readonly Shipment[] = [];
const listeners = new Set<() => void>();

function setShipments(next: readonly Shipment[]): void {
  shipments = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** How often the reading is asked after, in milliseconds. */
const READING_INTERVAL = 1000;

/** One file on its way, as far as this page and the server know of it. */
export interface Parcel {
  readonly key: string;
  readonly fileName: string;
  readonly bound: Bound;
  /** What this page does with it; null when it does nothing. */
  readonly shipment: Shipment | null;
  readonly sending: ShipmentState | null;
  /** What the server knows of it: unfinished, being read, refused or failed. */
  readonly delivery: Delivery | null;
}

/** One's own files on their way to a film, those that go where `isHere` says. */
export function useParcels(filmId: string, isHere: (bound: Bound) => boolean): readonly Parcel[] {
  const client = useQueryClient();
  const sent = useSyncExternalStore(subscribe, () => shipments);
  const { data: deliveries = [] } = useQuery({
    ...deliveriesQuery(filmId),
    refetchInterval: ({ state }) =>
      state.data?.some((one) => one.state === 'reading') ? READING_INTERVAL : false,
  });
  const parcels = parcelsOf(
    sent.filter(({ bound }) => bound.filmId === filmId && isHere(bound)),
    deliveries.filter(isHere),
  );
  const reading = parcels
    .flatMap(({ delivery }) => (delivery?.state === 'reading' ? delivery.id : []))
    .join(' ');
  useEffect(() => {
    if (reading === '') return;
    // Read to its end one leaves the list, and what it became is there to be fetched.
    return () => void refresh(client, 'delivery');
  }, [client, reading]);
  return parcels;
}

function parcelsOf(sent: readonly Shipment[], deliveries: readonly Delivery[]): Parcel[] {
  const known = new Map(deliveries.map((delivery) => [delivery.id, delivery]));
  const sending = sent.map((shipment): Parcel => {
    const { key, deliveryId, fileName, bound, state } = shipment;
    const delivery = known.get(deliveryId ?? '') ?? null;
    known.delete(deliveryId ?? '');
    if (state.stage !== 'arrived') return { key, fileName, bound, shipment, sending: state, delivery };
    // The list may not have heard yet of what this page has just brought to its end.
    const reading = delivery?.state === 'uploading' ? { ...delivery, state: 'reading' as const } : delivery;
    return { key, fileName, bound, shipment: null, sending: null, delivery: reading };
  });
  const others = [...known.values()].map((delivery): Parcel => {
    const { id, fileName } = delivery;
    return { key: id, fileName, bound: delivery, shipment: null, sending: null, delivery };
  });
  return [...sending, ...others].filter(
    (parcel) => parcel.sending !== null || (parcel.delivery !== null && parcel.delivery.state !== 'ready'),
  );
}

/** Sends files. */
export function useSender(): (cargo: Cargo) => Shipment {
  const { t } = useTranslation('delivery');
  const client = useQueryClient();
  return useCallback(
    (cargo) => {
      const shipment: Shipment = new Shipment(cargo, {
        words: { otherFile: t('otherFile'), noVersion: (name) => t('noVersion', { name }) },
        onChanged: () => {
          setShipments([...shipments]);
        },
        onMoved: async () => {
          await refresh(client, 'delivery');
          if (shipment.state.stage === 'arrived') forget(shipment);
        },
      });
      setShipments([...shipments, shipment]);
      return shipment;
    },
    [client, t],
  );
}

/** Stops sending a file, and puts away what the server knows of it. */
export function useDismiss(): (parcel: Parcel) => void {
  const { mutate } = useMutation({ mutationFn: dismissDelivery, meta: { changes: ['delivery'] } });
  return ({ shipment, delivery }) => {
    shipment?.stop();
    if (shipment) forget(shipment);
    if (delivery) mutate(delivery.id);
  };
}

/** Puts away what failed here. What has arrived of it on the server can be gone on with. */
export function forget(shipment: Shipment): void {
  setShipments(shipments.filter((one) => one !== shipment));
}
