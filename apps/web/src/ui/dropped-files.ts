/**
 * The files of a drop, those inside of folders too. Like those of a chosen folder they say their path in
 * `webkitRelativePath`; hidden files are left out of folders.
 */
export async function droppedFiles({ items, files }: DataTransfer): Promise<File[]> {
  // A drop can be asked only while its event is being dealt with; what it holds is read afterwards.
  const entries = [...items].map((item) => (item.kind === 'file' ? item.webkitGetAsEntry() : null));
  const folders = entries.filter((entry) => entry?.isDirectory === true) as FileSystemDirectoryEntry[];
  if (folders.length === 0) return [...files];
  const plain = entries.filter((entry) => entry?.isFile === true) as FileSystemFileEntry[];
  return (await Promise.all([...plain.map(fileOf), ...folders.map(filesIn)])).flat();
}

/** Whether a file is one that systems leave behind, such as `.DS_Store` and `._1m01.wav`. */
export function isHidden(name: string): boolean {
  return name.startsWith('.');
}

async function filesIn(folder: FileSystemDirectoryEntry): Promise<File[]> {
  const reader = folder.createReader();
  const found: File[] = [];
  for (;;) {
    // A reader gives its entries in portions, and an empty one behind the last.
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (portion.length === 0) return found;
    for (const entry of portion) {
      if (isHidden(entry.name)) continue;
      if (entry.isDirectory) found.push(...(await filesIn(entry as FileSystemDirectoryEntry)));
      else found.push(await fileOf(entry as FileSystemFileEntry));
    }
  }
}

async function fileOf(entry: FileSystemFileEntry): Promise<File> {
  const file = await new Promise<File>((resolve, reject) => {
    entry.file(resolve, reject);
  });
  // Browsers fill it in for a chosen folder only.
  return Object.defineProperty(file, 'webkitRelativePath', { value: entry.fullPath.slice(1) });
}
