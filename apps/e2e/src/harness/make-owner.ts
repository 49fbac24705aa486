import type { Page } from 'playwright-core';

/** Opens the one-time link of an empty installation and makes Olivia its owner, who is then signed in at the page. */
export async function makeOwner(page: Page, setUpLink: string): Promise<void> {
  await page.goto(setUpLink);
  await page.getByLabel('Name').fill('Olivia Owner');
  await page.getByLabel('E-mail').fill('olivia@example.org');
  await page.getByRole('textbox', { name: 'Password' }).fill('three words in a row');
  await page.getByRole('button', { name: 'Create the owner' }).click();
}
