import { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { MailConfig } from '../../platform/config.js';

/** Each step of the conversation with the mail server may take so long. */
const PATIENCE_MS = 30_000;

/** What became of a mail. */
export type Sending =
  | { readonly outcome: 'sent' }
  /** `later`: not taken, try again. `failed`: never will be. `unsure`: it was handed over, and no answer came. */
  | { readonly outcome: 'later' | 'failed' | 'unsure'; readonly trouble: string };

/** A mail with all that it needs. */
export interface AddressedMail {
  /** Stays the same over all tries, so that readers recognise a mail that came twice. */
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** A BCP 47 tag. */
  readonly language: string;
  /** Ends all mails when it is posted to. */
  readonly unsubscribe: string;
}

/**
 * Sends one mail.
 *
 * @param handOver is awaited before the first byte of the mail goes out; when it fails, none does
 */
export async function sendMail(
  { smtpUrl, from }: Pick<MailConfig, 'smtpUrl' | 'from'>,
  mail: AddressedMail,
  handOver: () => Promise<void>,
): Promise<Sending> {
  const { messageId, to, subject, text, html, language, unsubscribe } = mail;
  const composed = new MailComposer({
    ...{ messageId, from, to, subject, text, html },
    headers: {
      'Content-Language': language,
      'List-Unsubscribe': `<${unsubscribe}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Auto-Submitted': 'auto-generated',
    },
  }).compile();
  const bytes = await composed.build();
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  let handedOver = false;
  // The transport begins to read once the server has taken the address of the sender.
  const raw = Readable.from(
    (async function* () {
      await handOver();
      handedOver = true;
      yield bytes;
    })(),
  );
  try {
    await transport.sendMail({ envelope: composed.getEnvelope(), raw });
    return { outcome: 'sent' };
  } catch (error) {
    return { outcome: outcomeOf(error, handedOver), trouble: troubleOf(error, smtpUrl) };
  } finally {
    transport.close();
  }
}

function outcomeOf(error: unknown, handedOver: boolean): 'later' | 'failed' | 'unsure' {
  const { responseCode, command } = Object(error) as { responseCode?: unknown; command?: unknown };
  if (typeof responseCode !== 'number') return handedOver ? 'unsure' : 'later';
  // A server that does not know us any more (AUTH) may do so again; one that refuses the mail or its address will not.
  const isRefusal = command === 'MAIL FROM' || command === 'RCPT TO' || command === 'DATA';
  return responseCode >= 500 && isRefusal ? 'failed' : 'later';
}

/** In words for the owner, and never with the password in them. */
function troubleOf(error: unknown, smtpUrl: string): string {
  const { password } = new URL(smtpUrl);
  const words = error instanceof Error ? error.message : String(error);
  const secrets = [password, decodeURIComponent(password)].filter((secret) => secret !== '');
  return secrets.reduce((text, secret) => text.replaceAll(secret, '…'), words).slice(0, 500);
}
