import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Programme } from './programme';
import { Transport, type TransportState } from './transport';

/** The one transport of a review room, with what is under its playhead kept up to date. `programme` must be stable. */
export function useTransport(programme: Programme): Transport {
  const [transport] = useState(() => new Transport(programme));
  useEffect(() => {
    transport.load(programme);
  }, [transport, programme]);
  useEffect(
    () => () => {
      transport.dispose();
    },
    [transport],
  );
  return transport;
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
