import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

/** A mail as it came in. */
interface ReceivedMail {
  readonly to: readonly string[];
  /** The value of a header by its name in lower case, unfolded. */
  header(name: string): string | undefined;
  /** The plain text part, decoded. */
  readonly text: string;
}

/** How a mail is answered in place of being taken: refused at that step, or taken and the connection cut. */
type Answer = { at: 'rcpt' | 'data'; code: number; text: string } | { at: 'cut' };

/** A mail server that keeps what it gets. */
export interface MailReceiver {
  readonly port: number;
  readonly received: ReceivedMail[];
  /** Asked at every mail; null takes it. */
  answer: () => Answer | null;
  close(): Promise<void>;
}

/** Starts a mail server on a free port of this machine. */
export async function startMailReceiver(): Promise<MailReceiver> {
  const refusal = (answer: Answer | null, at: 'rcpt' | 'data'): Error | null =>
    answer?.at === at ? Object.assign(new Error(answer.text), { responseCode: answer.code }) : null;
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    onAuth: (auth, _session, callback) => {
      callback(null, { user: auth.username });
    },
    onRcptTo: (_address, _session, callback) => {
      callback(refusal(receiver.answer(), 'rcpt'));
    },
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const answer = receiver.answer();
        const refused = refusal(answer, 'data');
        if (!refused) receiver.received.push(readMail(Buffer.concat(chunks).toString(), session));
        if (answer?.at === 'cut') cut(server, session);
        else callback(refused);
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const receiver: MailReceiver = {
    port: (server.server.address() as AddressInfo).port,
    received: [],
    answer: () => null,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
      }),
  };
  return receiver;
}

/** Breaks the connection of a session off. Its own types do not speak of it. */
function cut(server: SMTPServer, { id }: SMTPServerSession): void {
  const { connections } = server as unknown as {
    connections: Iterable<{ id: string; _socket: { destroy(): void } }>;
  };
  for (const connection of connections) if (connection.id === id) connection._socket.destroy();
}

function readMail(raw: string, session: SMTPServerSession): ReceivedMail {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const headers = new Map(
    head
      .replace(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
      }),
  );
  const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '')?.[1] ?? '';
  const plain = rest.join('\r\n\r\n').split(`--${boundary}`)[1] ?? '';
  const [partHead = '', ...partBody] = plain.trimStart().split('\r\n\r\n');
  const body = partBody.join('\r\n\r\n');
  const text = /quoted-printable/i.test(partHead) ? fromQuotedPrintable(body) : body;
  return {
    to: session.envelope.rcptTo.map(({ address }) => address),
    header: (name) => headers.get(name),
    text: text.replaceAll('\r\n', '\n'),
  };
}

function fromQuotedPrintable(text: string): string {
  const bytes = text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
