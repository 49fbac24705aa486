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

/**
 * Drags files and folders of the disk over the page and lets go of them on something: what the page gets is what a person's
 * own drag would give it, entries that can be walked included.
 */
export async function dropPaths(target: Locator, paths: readonly string[]): Promise<void> {
  const box = await target.boundingBox();
  if (!box) throw new Error('There is nothing to drop on.');
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const browser = await target.page().context().newCDPSession(target.page());
  const COPY = 1;
  const data = { items: [], files: [...paths], dragOperationsMask: COPY };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await browser.send('Input.dispatchDragEvent', { type, ...at, data });
  await browser.detach();
}
