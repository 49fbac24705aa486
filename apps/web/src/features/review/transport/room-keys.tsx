import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useOfferActs } from '../../../ui/offered-acts';
import { useKeyBindings } from './key-bindings';
import { KEY_ACTS, writtenOn } from './keys';
import type { Programme } from './programme';
import type { Transport } from './transport';
import { perform, useKeys, type RoomActs } from './use-keys';

interface Props {
  readonly transport: Transport;
  readonly rate: Programme['rate'];
  readonly acts: RoomActs;
}

/** Listens to the keys of the desk for as long as the desk is there, and offers what they do to the palette. */
export function RoomKeys({ transport, rate, acts }: Props) {
  const { t } = useTranslation('review');
  const bindings = useKeyBindings();
  useKeys(transport, rate, acts);
  useOfferActs(
    useMemo(
      () =>
        KEY_ACTS.map((act) => ({
          id: act,
          label: t(`keys.${act}`),
          keys: bindings[act][0] === undefined ? undefined : writtenOn(bindings[act][0]).join(' '),
          run: () => {
            perform(act, transport, rate, acts);
          },
        })),
      [t, bindings, transport, rate, acts],
    ),
  );
  return null;
}
