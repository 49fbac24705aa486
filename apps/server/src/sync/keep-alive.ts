import type { WebSocket } from 'ws';

/** How often a socket is asked for a sign of life, in milliseconds. One that has not answered by the next time is gone. */
const PING_EVERY = 30_000;

/** Ends a socket whose other end vanished without a word. `alive` is called whenever it has answered. */
export function keepAlive(socket: WebSocket, alive: () => void): void {
  let answered = true;
  socket.on('pong', () => {
    answered = true;
  });
  const timer = setInterval(() => {
    if (!answered) {
      socket.terminate();
      return;
    }
    alive();
    answered = false;
    socket.ping();
  }, PING_EVERY);
  socket.on('close', () => {
    clearInterval(timer);
  });
}
