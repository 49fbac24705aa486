import { MESSAGE_SYNC, SYNC_STEP_2, SYNC_UPDATE } from '@segue/protocol';

/** Holds the messages sent over the present connection against what the server reports as dealt with. */
export class Acknowledgements {
  private sent = 0;
  private dealt = 0;
  private greeted = false;
  private refusing = false;

  /** A new connection: the server counts from zero. */
  opened(): void {
    this.sent = this.dealt = 0;
    this.greeted = this.refusing = false;
  }

  /** Counts a message; whether it carried content (step 2 and update; step 1 does not). */
  count(data: unknown): boolean {
    if (!(data instanceof Uint8Array) || data[0] !== MESSAGE_SYNC) return false;
    if (data[1] !== SYNC_STEP_2 && data[1] !== SYNC_UPDATE) return false;
    this.sent++;
    // Step 2 answers the server's greeting with all it lacks.
    this.greeted ||= data[1] === SYNC_STEP_2;
    return true;
  }

  saved(messages: number): void {
    this.dealt = messages;
    this.refusing = false;
  }

  /** The server's storage takes nothing at the moment; it goes on trying until it says `saved`. */
  notSaved(): void {
    this.refusing = true;
  }

  get storageRefuses(): boolean {
    return this.refusing;
  }

  /**
   * Whether all that this client has is durable. Not before the greeting was answered: what was written while there was
   * no connection travels in that answer only.
   */
  get complete(): boolean {
    return this.greeted && this.dealt === this.sent;
  }
}

/** The WebSocket class handed to y-websocket, so that what is sent can be counted. `told` is called after each count. */
export function countingSocket(
  Base: typeof WebSocket,
  acknowledgements: Acknowledgements,
  told: () => void,
): typeof WebSocket {
  return class extends Base {
    constructor(...address: ConstructorParameters<typeof WebSocket>) {
      super(...address);
      acknowledgements.opened();
    }

    override send(data: Parameters<WebSocket['send']>[0]): void {
      super.send(data);
      if (acknowledgements.count(data)) told();
    }
  };
}
