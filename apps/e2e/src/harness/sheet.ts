import type { Locator, Page } from 'playwright-core';

/** A cell of the spotting sheet, by what it is called: "Title of 1m02". */
export function cellOf(page: Page, label: string): Locator {
  return page.getByRole('textbox', { name: label, exact: true });
}

/** Clicks a cell and writes in it, as its whole text. */
export async function writeIn(cell: Locator, text: string): Promise<void> {
  // Its field is made by that.
  await cell.click();
  await cell.fill(text);
}

/** What stands in a cell, whether somebody has been in it or not. */
export function textIn(cell: Locator): Promise<string> {
  return cell.evaluate((element) =>
    element instanceof HTMLInputElement ? element.value : element.textContent,
  );
}
