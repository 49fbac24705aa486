import { attachmentSchema, type Attachment } from '@segue/review-document';
import { problemFrom, unreachable } from './http';

/** Address of a file on a note of a cue. */
export function attachmentAddress(cueId: string, { file }: Attachment): string {
  return `/api/cues/${cueId}/attachments/${file}`;
}

/**
 * Brings a file to a cue, so that it can be put on a note. Throws `RequestFailed` with the server's own words when it says
 * no.
 *
 * @param onProgress hears which part of it was sent, 0 to 1.
 */
export async function bringFile(
  cueId: string,
  file: File,
  onProgress: (sent: number) => void,
  signal: AbortSignal,
): Promise<Attachment> {
  const response = await new Promise<Response>((resolve, reject) => {
    // `fetch` does not tell how much was sent.
    const sending = new XMLHttpRequest();
    sending.upload.onprogress = ({ loaded, total }) => {
      onProgress(total > 0 ? loaded / total : 0);
    };
    sending.onload = () => {
      resolve(new Response(sending.responseText, { status: sending.status }));
    };
    sending.onerror = () => {
      unreachable().then(reject, reject);
    };
    sending.onabort = () => {
      reject(new DOMException('It is not wanted any more.', 'AbortError'));
    };
    signal.addEventListener('abort', () => {
      sending.abort();
    });
    sending.open('POST', `/api/cues/${cueId}/attachments?name=${encodeURIComponent(file.name || 'file')}`);
    sending.setRequestHeader('content-type', 'application/octet-stream');
    sending.send(file);
  });
  if (!response.ok) throw await problemFrom(response);
  return attachmentSchema.parse(await response.json());
}
