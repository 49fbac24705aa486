/** Files in the order of their names as people count: R2 before R10. */
export function inOrder(files: readonly File[]): File[] {
  return files.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}
