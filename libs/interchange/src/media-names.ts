/** The name of the file at the end of a path or an address, with its escapes resolved: `file:///a/34A%2D3.mov`. */
export function fileNameOf(path: string): string {
  const name =
    path
      .trim()
      .replace(/[?#].*$/, '')
      .split(/[\\/]/)
      .at(-1) ?? '';
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
