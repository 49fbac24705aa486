/** Text that came by way of a document, as PostgreSQL takes it: its one forbidden character is left out. */
export function storable(text: string): string {
  return text.replaceAll('\0', '');
}
