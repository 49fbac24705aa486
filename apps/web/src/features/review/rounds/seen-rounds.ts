/** The closed rounds this person was told of on this device, by their versions. */
const KEY = 'segue/seen-rounds';
/** More cues than anybody reviews at a time. */
const MOST = 200;

function read(): readonly string[] {
  try {
    return (localStorage.getItem(KEY) ?? '').split(' ');
  } catch {
    return [];
  }
}

export function isSeen(versionId: string): boolean {
  return read().includes(versionId);
}

export function setSeen(versionId: string): void {
  try {
    localStorage.setItem(KEY, [...read(), versionId].slice(-MOST).join(' '));
  } catch {
    // Where nothing can be kept, it is told once more next time.
  }
}
