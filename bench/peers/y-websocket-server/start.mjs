// @y/websocket-server as its README shows it. YPERSISTENCE, which it reads itself, names the folder of its LevelDB.
import { createServer } from 'node:http';
import { setupWSConnection } from '@y/websocket-server/utils';
import { WebSocketServer } from 'ws';

const server = createServer((_request, response) => response.end('okay'));
const sockets = new WebSocketServer({ noServer: true });
sockets.on('connection', setupWSConnection);
server.on('upgrade', (request, socket, head) => {
  sockets.handleUpgrade(request, socket, head, (client) => sockets.emit('connection', client, request));
});
server.listen(Number(process.env.PORT), '127.0.0.1');
