import type { Locator } from 'playwright-core';

/** Drops files on something, all at once, like people who drag them out of a folder. */
export async function dropFiles(
  target: Locator,
  files: readonly { readonly name: string; readonly mimeType: string; readonly bytes: Buffer }[],
): Promise<void> {
  const sent = files.map(({ name, mimeType, bytes }) => ({ name, mimeType, text: bytes.toString('base64') }));
  const dataTransfer = await target.page().evaluateHandle((all) => {
    const transfer = new DataTransfer();
    for (const { name, mimeType, text } of all) {
      // The page's own policy keeps it from fetching `data:` addresses.
      const content = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([content], name, { type: mimeType }));
    }
    return transfer;
  }, sent);
  await target.dispatchEvent('drop', { dataTransfer });
}
