import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Arrangement } from '../../../player/arrangement';
import type { Programme } from './programme';
import { Transport, type TransportState } from './transport';

/** The one transport of a review room, with what is under its playhead kept up to date. Both must be stable. */
export function useTransport(programme: Programme, arrangement: Arrangement): Transport {
  const [transport] = useState(() => new Transport(programme));
  useEffect(() => {
    transport.load(programme);
  }, [transport, programme]);
  useEffect(() => {
    transport.arrange(arrangement);
  }, [transport, arrangement]);
  useEffect(
    () => () => {
      transport.dispose();
    },
    [transport],
  );
  return transport;
}

/** Gets the sound ready when somebody is about to use it: its code when they move, its way out at the first key or click. */
export function useSoundAtHand({ sound }: Transport): void {
  useEffect(() => {
    const ending = new AbortController();
    const { signal } = ending;
    const load = () => {
      sound.load();
    };
    const open = () => {
      sound.open();
    };
    window.addEventListener('pointermove', load, { signal, once: true });
    window.addEventListener('pointerdown', open, { signal });
    window.addEventListener('keydown', open, { signal });
    return () => {
      ending.abort();
    };
  }, [sound]);
}

export function useTransportState(transport: Transport): TransportState {
  return useSyncExternalStore(transport.subscribe, transport.getSnapshot);
}

/** Calls `draw` now and whenever the playhead moves, without rendering. `draw` must be stable. */
export function useEachMove(transport: Transport, draw: () => void): void {
  useEffect(() => {
    draw();
    return transport.onMove(draw);
  }, [transport, draw]);
}
