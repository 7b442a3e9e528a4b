/** The way to a structure, from the citizen's list. */
import { axe, expect, test } from './world';

/** Too narrow for the map to come by itself. */
test.use({ viewport: { width: 800, height: 700 } });

test('the way to a structure is told in words, with or without a map, and no address tells where from', async ({
  page,
  demo,
  watch,
}) => {
  watch.expectStatus(503);
  await page.route('**/assets/map-*.js', (route) => route.fulfill({ status: 503 }));
  await page.goto(`${demo}#lat=45.955&lon=-4.655&lieu=Ici&at=2026-11-25T14:00&season=winter`);
  const found = page.locator('.found > li.structure');
  const [first, second] = [found.first(), found.nth(1)];
  const see = (of: typeof first) => of.getByRole('button', { name: 'Voir le chemin' });
  const asked = page.waitForRequest((r) => new URL(r.url()).pathname === '/chemin');
  await see(first).click();
  await expect(first.locator('.way')).toHaveText(/min en voiture|moins d'une minute/);
  await expect(see(first)).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByLabel('hiver')).toBeChecked();
  await expect(page.getByLabel('hiver')).toBeVisible(); // though it is folded away where it is not chosen
  const request = await asked;
  expect(new URL(request.url()).search).toBe('');
  expect(new URLSearchParams(request.postData()!).get('lat')).toBe('45.955');
  await axe(page);

  await see(second).click(); // one way at a time
  await expect(second.locator('.way')).not.toBeEmpty();
  await expect(first.locator('.way')).toBeEmpty();
  await expect(see(first)).toHaveAttribute('aria-pressed', 'false');
  await see(second).click();
  await expect(second.locator('.way')).toBeEmpty();

  await page.route('**/chemin', (route) => route.fulfill({ status: 503, body: '{}' }));
  await see(first).click();
  await expect(first.locator('.way')).toHaveText(/n'a pas pu être tracé/);
  await expect(see(first)).toHaveAttribute('aria-pressed', 'false');
});

test('what opens next has its way too, and is named below the map', async ({ page, demo }) => {
  const body = 'export const createMap = () => ({ resize() {}, showAnswer() {}, choose() {}, showWay() {} });';
  await page.route('**/assets/map-*.js', (route) => route.fulfill({ contentType: 'text/javascript', body }));
  await page.goto(`${demo}#lat=45.963&lon=-4.648&lieu=Ici&at=2026-11-25T23:00`);
  const next = page.locator('li.structure:not([data-rank])').filter({ hasText: 'Ouvre' }).first();
  await next.getByRole('button', { name: 'Voir le chemin' }).click();
  await expect(page.locator('.pointed')).toContainText(await next.locator('.name').innerText());
});
