/** The planner's page: one plan, shown by the form, the figures, the map, the table and the address. */
import type { Page } from '@playwright/test';
import { axe, expect, fits, test } from './world';

const at = 'at=2026-11-25T14:00'; // so that nothing depends on the day

/** Room for all there is; the larger the map, the longer it takes to be drawn in software. */
test.use({ viewport: { width: 800, height: 600 } });

/** Opens a plan and waits until its map is drawn, or the words that stand where none is: then the script is there. */
async function open(page: Page, url: string): Promise<void> {
  await page.goto(url);
  const stage = page.locator('#stage');
  const words = stage.getByText('La carte ne peut pas être affichée ici');
  await expect(stage.locator('.map-legend').or(words)).toBeVisible({ timeout: 20_000 });
}

const headline = (page: Page) => page.getByRole('heading', { level: 2 }).first();
const total = (page: Page) => page.locator('tbody.total tr');

test('the target moves figures, map and table together, and stays in the address', async ({ page, demo }) => {
  await open(page, `${demo}planifier?${at}`);
  await expect(headline(page)).toContainText('à 30 min au plus en voiture');
  const before = await total(page).textContent();
  const slider = page.getByRole('slider');
  const given: string[] = [];
  page.on('requestfailed', (request) => given.push(request.url()));
  await slider.focus();
  for (let i = 0; i < 15; i++) await slider.press('ArrowRight');
  await expect(headline(page)).toContainText('à 45 min au plus en voiture');
  await expect(page.getByLabel('Temps à ne pas dépasser', { exact: true })).toHaveValue('45');
  await expect(page.getByRole('columnheader', { name: 'À 45 min au plus' })).toBeVisible();
  expect(given.length, 'while a key is held, each answer is waited for').toBeLessThanOrEqual(2); // then those of the rest
  await expect(page.locator('.map-legend')).toContainText('45');
  await expect(page).toHaveURL(/target=45/);
  expect(await total(page).textContent()).not.toBe(before);
  const share = /\d+\s%/.exec((await headline(page).textContent())!)![0];
  await expect(total(page)).toContainText(share);
  await expect(page.locator('.target output')).toHaveText(share);
  await expect(slider).toBeFocused();
});

test('figures wait for neither the map nor the outlines, and a map that comes late shows the plan of then', async ({
  page,
  demo,
}) => {
  let release = () => {};
  const held = new Promise<void>((done) => (release = done));
  for (const slow of ['**/assets/map-*.js', '**/api/v1/gaps?*']) {
    await page.route(slow, async (route) => {
      await held;
      await route.continue().catch(() => {}); // given up meanwhile
    });
  }
  const painted: string[] = [];
  page.on('request', (request) => request.url().includes('cells/tiles') && painted.push(request.url()));
  await page.goto(`${demo}planifier?${at}`);
  await page.getByLabel('Déplacement').selectOption('bike');
  await expect(headline(page)).toContainText('à vélo');
  release();
  await expect.poll(() => painted.length, { timeout: 20_000 }).toBeGreaterThan(0);
  expect(painted.filter((url) => !url.includes('mode=bike'))).toEqual([]);
});

test('a territory pressed on the map is chosen in the table', async ({ page, demo }) => {
  await open(page, `${demo}planifier?${at}&paint=territories`);
  const map = page.locator('#stage canvas');
  await expect(async () => {
    await map.click({ timeout: 1000 });
    await expect(page.locator('.table tr.chosen')).toHaveCount(1, { timeout: 1000 });
  }).toPass();
  await expect(page).toHaveURL(/chosen=/);
});

test.describe('without a map', () => {
  test.use({ draws: false });

  test('what is chosen anywhere is chosen everywhere, and a plain link shows it again', async ({ page, demo }) => {
    await open(page, `${demo}planifier?${at}`);
    await page.locator('.zones li').first().getByRole('link').first().click();
    await expect(page.locator('.zones li.chosen .detail')).toBeVisible();
    await expect(page).toHaveURL(/chosen=zone-/);
    await page.locator('.table tbody:not(.total) a').first().click();
    await expect(page.locator('.table tr.chosen')).toHaveCount(1);
    await expect(page.locator('.zones li.chosen')).toHaveCount(0);
    await expect(page.locator('.territory h2')).toHaveText((await page.locator('tr.chosen th').textContent())!);
    await expect(page.locator('tr.chosen a')).toBeFocused();
    await expect(page).toHaveURL(/chosen=(?!zone)/); // a view is kept once it rests
    await page.getByRole('link', { name: 'Personnes' }).click();
    await expect(page.getByRole('columnheader', { name: 'Personnes' })).toHaveAttribute('aria-sort', 'descending');
    await expect(page).toHaveURL(/sort=-people/);
    const figures = await page.locator('#figures').innerHTML();
    await page.reload();
    expect(await page.locator('#figures').innerHTML()).toBe(figures);
    await page.goBack();
    await expect(page.getByRole('columnheader', { name: 'Au-delà' })).toHaveAttribute('aria-sort', 'descending');
    await page.goBack();
    await expect(page.locator('.zones li.chosen')).toHaveCount(1);
  });

  test('going back leads to what was unset when the page came, and what is let go gives focus to its row', async ({
    page,
    demo,
  }) => {
    await open(page, `${demo}planifier?${at}&publics=jeunes&accessible=true&group=under-18&chosen=9A`);
    const publics = page.getByLabel('Public que la structure reçoit');
    const accessible = page.getByLabel('accessibles en fauteuil roulant');
    await expect(publics).toHaveValue('jeunes');
    await publics.selectOption('');
    await expect(page).not.toHaveURL(/publics/);
    await accessible.uncheck();
    await expect(page).not.toHaveURL(/accessible/);
    await page.getByLabel('Déplacement').selectOption('bike');
    await expect(headline(page)).toContainText('à vélo');
    await expect(page).toHaveURL(/mode=bike/);
    await page.goBack();
    await expect(headline(page)).toContainText('en voiture');
    await expect(publics).toHaveValue('');
    await expect(accessible).not.toBeChecked();
    await expect(page.getByRole('link', { name: 'English' })).toHaveAttribute('href', /mode=car/);
    await page.goBack();
    await expect(accessible).toBeChecked();
    await page.getByRole('link', { name: 'Ne plus choisir' }).press('Enter');
    await expect(page.locator('#territory-9A')).toBeFocused();
    await expect(page.locator('.territory')).toHaveCount(0);
  });

  test('while the slider moves the page keeps its height, and all rows are there once it rests', async ({
    page,
    demo,
  }) => {
    await page.setViewportSize({ width: 1280, height: 720 }); // the figures stand in sight: those that do not wait
    await open(page, `${demo}planifier?${at}&by=commune&rows=all`);
    const rows = page.locator('.table tbody:not(.total) tr');
    const all = await rows.count();
    expect(all).toBeGreaterThan(50);
    const height = await page.evaluate(() => document.body.scrollHeight);
    const slider = page.getByRole('slider');
    await slider.evaluate((slide: HTMLInputElement) => {
      slide.value = '40';
      slide.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await expect(headline(page)).toContainText('à 40 min au plus');
    expect(await rows.count()).toBe(50);
    expect(await page.evaluate(() => document.body.scrollHeight)).toBeGreaterThanOrEqual(height);
    await slider.dispatchEvent('change');
    await expect(rows).toHaveCount(all);
    await expect(page.locator('.table')).not.toHaveAttribute('style');
    await expect(page).toHaveURL(/target=40.*rows=all/);
  });

  test('a computation that lasts is told, can be stopped, and a newer one takes its place', async ({
    page,
    demo,
    watch,
  }) => {
    await open(page, `${demo}planifier?${at}`);
    let release = () => {};
    const held = new Promise<void>((done) => (release = done));
    await page.route('**/planifier/tableau?*', async (route) => {
      await held;
      await route.continue().catch(() => {}); // given up meanwhile
    });
    await page.getByLabel('Déplacement').selectOption('bike');
    await expect(page.getByRole('status').filter({ hasText: 'Calcul en cours' })).toBeVisible();
    await page.getByRole('button', { name: 'Arrêter' }).press('Enter');
    await expect(page.getByRole('status').filter({ hasText: 'Calcul arrêté' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Recommencer' })).toBeFocused();
    await expect(headline(page)).toContainText('en voiture');
    release();
    await page.getByLabel('Déplacement').selectOption('walk');
    await expect(headline(page)).toContainText('à pied');
    await expect(page.locator('.waiting')).toBeHidden();
    await page.unrouteAll();
    const proxy = { status: 502, contentType: 'text/html', body: '<h1>502</h1>' };
    await page.route('**/planifier/tableau?*', (route) => route.fulfill(proxy));
    watch.expectStatus(502);
    await page.getByLabel('Déplacement').selectOption('car');
    await expect(page.getByRole('status').filter({ hasText: 'n’ont pas pu être demandés' })).toBeVisible();
    await expect(headline(page)).toContainText('à pied');
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Recommencer' }).press('Enter');
    await expect(headline(page)).toContainText('en voiture');
    await expect(headline(page)).toBeFocused();
  });

  test('what is seen is exported', async ({ page, demo }) => {
    await open(page, `${demo}planifier?${at}&target=20&by=commune`);
    const download = page.waitForEvent('download');
    await page.locator('.exports a[download$=".csv"]').first().click();
    expect((await download).suggestedFilename()).toMatch(/20-min\.csv$/);
  });
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });
  test('the form gives the same figures', async ({ page, demo }) => {
    await page.goto(`${demo}planifier?${at}`);
    await expect(page.getByRole('slider')).toBeHidden();
    await page.getByLabel('Temps à ne pas dépasser', { exact: true }).fill('45');
    await page.getByLabel('Déplacement').selectOption('bike');
    await page.getByRole('button', { name: 'Calculer' }).click();
    await expect(headline(page)).toContainText('à 45 min au plus à vélo');
    await expect(page.getByLabel('Date et heure')).toHaveValue('2026-11-25T14:00');
    await page.getByRole('link', { name: 'Territoire', exact: true }).click();
    await expect(page.getByRole('columnheader', { name: 'Territoire' })).toHaveAttribute('aria-sort', 'ascending');
    await expect(headline(page)).toContainText('à 45 min au plus à vélo');
  });
});

test('the planner and its map are accessible and fit on a phone, and on a desktop in the dark', async ({
  page,
  demo,
}) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await open(page, `${demo}planifier?${at}&accessible=true&territoire=departement:9A`);
  await page.locator('.zones li').first().getByRole('link').first().click();
  await expect(page.locator('.zones li.chosen')).toHaveCount(1);
  await expect(page.locator('#stage .map-legend')).toBeVisible();
  await fits(page, 'a phone');
  await axe(page);
  await page.setViewportSize({ width: 1280, height: 700 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('#stage')).toHaveClass(/night/);
  await fits(page, 'a desktop in the dark');
  await axe(page);
});
