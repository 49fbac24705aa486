import { MESSAGE_SYNC } from '@segue/protocol';

/** Called for each socket that opens and each sync message with content that is sent over it. */
export interface SocketCounter {
  opened(): void;
  sent(): void;
}

/**
 * The WebSocket class handed to y-websocket, so that sent messages can be held against what the server reports as saved.
 * Step 2 and update messages carry content; step 1 does not.
 */
export function countingSocket(Base: typeof WebSocket, counter: SocketCounter): typeof WebSocket {
  return class extends Base {
    constructor(...address: ConstructorParameters<typeof WebSocket>) {
      super(...address);
      counter.opened();
    }

    override send(data: Parameters<WebSocket['send']>[0]): void {
      super.send(data);
      if (data instanceof Uint8Array && data[0] === MESSAGE_SYNC && (data[1] === 1 || data[1] === 2))
        counter.sent();
    }
  };
}
