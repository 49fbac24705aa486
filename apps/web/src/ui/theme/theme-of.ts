/** Reads the theme for what is drawn on a canvas: colours and fonts by the names of their tokens, each once. */
export function themeOf(canvas: HTMLCanvasElement): (token: string) => string {
  const style = getComputedStyle(canvas);
  const read = new Map<string, string>();
  return (token) => {
    const value = read.get(token) ?? style.getPropertyValue(token);
    read.set(token, value);
    return value;
  };
}
