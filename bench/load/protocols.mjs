import { decoding, encoding } from '../packages.mjs';

const SYNC = 0;
const AWARENESS = 1;
const AUTH = 2;
const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;
const UPDATE_HEAD = new Uint8Array([SYNC, UPDATE]);
const EMPTY_UPDATE = new Uint8Array([0, 0]);

/**
 * The plain y-websocket protocol. `read` calls `on.step1(answer)`, `on.step2(update)`, `on.update(update)`,
 * `on.awareness(update)` and `on.denied(reason)`; `hello` is what a client says first, given its state vector.
 */
const yWebsocket = {
  hello: (_room, stateVector) => [message((to) => writeSync(to, STEP_1, stateVector))],
  update: (_room, update) => withPayload(UPDATE_HEAD, update),
  awareness: (_room, update) => message((to) => writeAwareness(to, update)),
  read: (bytes, _room, on) => {
    const from = decoding.createDecoder(bytes);
    const type = decoding.readVarUint(from);
    if (type === SYNC) {
      readSync(from, on, () => message((to) => writeSync(to, STEP_2, EMPTY_UPDATE)));
    } else if (type === AWARENESS) {
      on.awareness(decoding.readVarUint8Array(from));
    } else if (type === AUTH) {
      decoding.readVarUint(from);
      on.denied(decoding.readVarString(from));
    }
  },
};

/** Hocuspocus: the name of the document stands before every message, and a token comes first. */
const hocuspocus = {
  hello: (room, stateVector) => [
    message((to) => {
      encoding.writeVarString(to, room);
      encoding.writeVarUint(to, AUTH);
      encoding.writeVarUint(to, 0);
      encoding.writeVarString(to, 'bench');
    }),
    message((to) => {
      encoding.writeVarString(to, room);
      writeSync(to, STEP_1, stateVector);
    }),
  ],
  update: (room, update) =>
    withPayload(
      message((to) => writeRoomAnd(to, room, UPDATE_HEAD)),
      update,
    ),
  awareness: (room, update) =>
    message((to) => {
      encoding.writeVarString(to, room);
      writeAwareness(to, update);
    }),
  read: (bytes, room, on) => {
    const from = decoding.createDecoder(bytes);
    decoding.readVarString(from);
    const type = decoding.readVarUint(from);
    const syncReply = 4;
    if (type === SYNC || type === syncReply) {
      readSync(from, on, () =>
        message((to) => {
          encoding.writeVarString(to, room);
          writeSync(to, STEP_2, EMPTY_UPDATE);
        }),
      );
    } else if (type === AWARENESS) {
      on.awareness(decoding.readVarUint8Array(from));
    } else if (type === AUTH) {
      const denied = 1;
      if (decoding.readVarUint(from) === denied) on.denied(decoding.readVarString(from));
    }
  },
};

/** How clients of each kind of server speak. */
export const protocols = { 'y-websocket': yWebsocket, hocuspocus };

function writeRoomAnd(to, room, head) {
  encoding.writeVarString(to, room);
  encoding.writeUint8Array(to, head);
}

/** The same as with an encoder, several times as fast: updates are what the load generator writes most. */
function withPayload(head, payload) {
  return Buffer.concat([head, message((to) => encoding.writeVarUint(to, payload.length)), payload]);
}

function message(write) {
  const to = encoding.createEncoder();
  write(to);
  return encoding.toUint8Array(to);
}

function writeSync(to, step, payload) {
  encoding.writeVarUint(to, SYNC);
  encoding.writeVarUint(to, step);
  encoding.writeVarUint8Array(to, payload);
}

function writeAwareness(to, update) {
  encoding.writeVarUint(to, AWARENESS);
  encoding.writeVarUint8Array(to, update);
}

function readSync(from, on, emptyAnswer) {
  const step = decoding.readVarUint(from);
  const payload = decoding.readVarUint8Array(from);
  if (step === STEP_1) on.step1(emptyAnswer());
  else if (step === STEP_2) on.step2(payload);
  else on.update(payload);
}
