/** The citizen's page with its script: by keyboard, by touch, by its address, and when things go wrong. */
import type { Page, Request } from '@playwright/test';
import { axe, expect, fits, test } from './world';

/** A Wednesday afternoon, on which much is open, as a link tells it. */
const wednesday = '#at=2026-11-25T14:00';

/** Too narrow for the map to come by itself: drawing it is slow where no graphics card does. */
test.use({ viewport: { width: 800, height: 700 } });

const field = (page: Page) => page.getByRole('combobox', { name: "D'où partez-vous" });
const options = (page: Page) => page.getByRole('listbox', { name: 'Lieux proposés' }).getByRole('option');
const title = (page: Page) => page.locator('#answer-title');
const found = (page: Page) => page.locator('.found > li.structure');

/** Types a place, and leaves it to the form. */
async function search(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await field(page).press('Enter');
}

/** What is posted for the next list. */
function posted(page: Page): Promise<URLSearchParams> {
  return page.waitForRequest(isList).then((r) => new URLSearchParams(r.postData() ?? ''));
}

const isList = (r: Request) => r.method() === 'POST' && new URL(r.url()).pathname === '/liste';

/** Presses Tab until an element has the focus. */
async function tabTo(page: Page, id: string): Promise<void> {
  for (let i = 0; i < 30; i++) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate(() => document.activeElement?.id)) === id) return;
  }
  throw new Error(`Tab does not lead to #${id}`);
}

test('an open structure is found from an address by keyboard alone', async ({ page, demo }) => {
  await page.goto(demo + wednesday);
  await tabTo(page, 'q');
  await page.keyboard.type('12 rue du clos sarv', { delay: 20 });
  await expect(options(page).first()).toHaveText(/12 Rue du Clos.*96101 Sarvielle · adresse/);
  await expect(options(page).first().locator('b')).toHaveText(['12', 'Rue', 'du', 'Clos']);
  await expect(page.getByRole('status').filter({ hasText: 'proposé' })).toHaveText(/flèche bas/);
  await axe(page);

  await page.keyboard.press('ArrowDown');
  await expect(field(page)).toHaveAttribute('aria-activedescendant', (await options(page).first().getAttribute('id'))!);
  await page.keyboard.press('ArrowUp'); // back to what was typed
  await expect(field(page)).not.toHaveAttribute('aria-activedescendant');
  await page.keyboard.press('Escape');
  await expect(options(page).first()).toBeHidden();
  await expect(field(page)).toHaveValue('12 rue du clos sarv');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(field(page)).toHaveValue('12 Rue du Clos, 96101 Sarvielle');
  await expect(field(page)).toHaveAttribute('aria-expanded', 'false');
  await expect(title(page)).toHaveCount(0); // choosing a place asks nothing yet

  await tabTo(page, 'publics');
  await page.keyboard.type('jeune');
  await page.keyboard.press('Enter'); // a list of choices keeps it
  await tabTo(page, 'mode');
  const body = posted(page);
  await page.keyboard.press('Shift+Tab');
  await field(page).press('Enter');
  expect(Object.fromEntries(await body)).toMatchObject({ publics: 'jeunes', quand: 'plus-tard', q: '12 Rue du Clos, 96101 Sarvielle' }); // prettier-ignore

  await expect(title(page)).toBeFocused();
  await expect(found(page).first()).toHaveAttribute('data-state', 'open');
  await expect(page.locator('#answers')).not.toHaveAttribute('aria-busy');
  expect(new URL(page.url()).hash).toContain('lieu=Rue+du+Clos%2C+96101+Sarvielle&publics=jeunes');
  await axe(page);
  await page.keyboard.press('Tab'); // on to the first structure, and to its page
  await expect(found(page).first().getByRole('link').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/structures\//);
});

test.describe('on a small phone', () => {
  test.use({ viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true });

  test('an open structure is found by touch, and shown on the map', async ({ page, demo }) => {
    await page.goto(demo + wednesday);
    await field(page).tap();
    await page.keyboard.type('falgouz');
    await options(page).first().tap();
    await expect(field(page)).toHaveValue(/^Falgouzole/);
    await expect(field(page)).toBeFocused(); // the keyboard of the phone stays
    await page.getByRole('button', { name: 'Chercher', exact: true }).tap();
    await expect(title(page)).toBeFocused();
    await expect(title(page)).toBeInViewport();
    await expect(found(page).first()).toHaveAttribute('data-state', 'open');
    expect(new URL(page.url()).hash).toMatch(/^#commune=9C006&/);

    await expect(page.locator('#map')).toBeHidden(); // it comes when asked
    await page.getByRole('button', { name: 'Voir sur la carte' }).tap();
    const second = found(page).nth(1);
    const name = (await second.getAttribute('data-nom'))!;
    await page.locator('#map').getByRole('button', { name }).tap();
    await expect(second).toHaveAttribute('aria-current', 'true');
    await expect(page.locator('.pointed')).toContainText(name);
    await axe(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await page.getByRole('button', { name: 'Masquer la carte' }).tap();
    await expect(page.locator('#map')).toBeHidden();
  });
});

test.describe('a device that knows where it is', () => {
  test.use({
    geolocation: { latitude: 45.9753216, longitude: -4.6606942, accuracy: 20 },
    permissions: ['geolocation'],
  });

  test('tells it only when asked, and to about 100 m', async ({ page, demo }) => {
    await page.goto(demo);
    const body = posted(page);
    await page.getByRole('button', { name: 'Autour de moi' }).click();
    expect(Object.fromEntries(await body)).toMatchObject({ lat: '45.975', lon: '-4.661' });
    expect((await body).has('q')).toBe(false);
    await expect(title(page)).toBeFocused();
    await expect(field(page)).toHaveValue('Ma position');
    expect(new URL(page.url()).hash).toMatch(/^#lat=45\.975&lon=-4\.661$/);
  });
});

test('a device that does not is answered in words, and nothing is asked', async ({ page, demo }) => {
  await page.goto(demo);
  const asked: string[] = [];
  page.on('request', (r) => isList(r) && asked.push(r.url()));
  await page.getByRole('button', { name: 'Autour de moi' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Écrivez une adresse' })).toBeVisible();
  expect(asked).toEqual([]);
});

test('a link leads to an answer; back and forward lead through the answers', async ({ page, demo, context }) => {
  await page.goto(`${demo}#lat=45.965&lon=-4.637&lieu=Rue+du+March%C3%A9&publics=jeunes&mode=walk&at=2026-11-25T14:00`);
  await expect(found(page).first()).toBeVisible();
  await expect(field(page)).toHaveValue('Rue du Marché');
  await expect(page.getByLabel('Je suis')).toHaveValue('jeunes');
  await expect(page.getByLabel("J'y vais")).toHaveValue('walk');
  await expect(page.getByLabel("Le jour et l'heure")).toHaveValue('2026-11-25T14:00');
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY'); // nothing moved
  await expect(page.locator('.answer .from')).toContainText('Rue du Marché');

  await page.getByLabel("J'y vais").selectOption('car');
  await search(page, 'Falgouzole');
  await expect(page).toHaveURL(/#commune=9C006/);
  const falgouzole = page.url();
  await page.goBack();
  await expect(field(page)).toHaveValue('Rue du Marché');
  await expect(page.getByLabel("J'y vais")).toHaveValue('walk');
  await expect(title(page)).not.toBeFocused();
  await page.goForward();
  await expect(page.locator('section.answer')).toHaveAttribute('data-commune', '9C006');
  await expect(page.getByLabel("J'y vais")).toHaveValue('car');

  const other = await context.newPage(); // whoever the link is sent to
  await other.goto(falgouzole);
  await expect(other.locator('section.answer')).toHaveAttribute('data-commune', '9C006');
  await other.getByRole('link', { name: 'English' }).click();
  await expect(other.getByRole('combobox', { name: 'Where do you set out from' })).toHaveValue(/Falgouzole/);
  await expect(other.locator('section.answer')).toHaveAttribute('data-commune', '9C006');
});

test('where a link is exactly is known for as long as the page is open', async ({ page, demo }) => {
  await page.goto(demo);
  await field(page).fill('12 rue du clos sarvielle');
  await options(page).first().click();
  const first = posted(page);
  await field(page).press('Enter');
  const exactly = (await first).get('lat')!;
  expect(exactly).toMatch(/\.\d{5,}$/);
  await expect(page).toHaveURL(/lieu=Rue\+du\+Clos/);
  await search(page, 'Falgouzole');
  await expect(page).toHaveURL(/#commune=9C006/);
  const again = posted(page);
  await page.goBack();
  expect((await again).get('lat')).toBe(exactly);
  const after = posted(page);
  await page.reload();
  expect((await after).get('lat')).toBe(String(Number(Number(exactly).toFixed(3))));
  expect((await after).get('q')).toBe('Rue du Clos, 96101 Sarvielle');
});

test('the address keeps the question where a link leads within the page', async ({ page, demo }) => {
  await page.goto(`${demo}#commune=9C006`);
  await expect(found(page).first()).toBeVisible();
  await expect(field(page)).toHaveValue('Falgouzole'); // though the link has its code alone
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter'); // to the content
  await expect(page.locator('#contenu')).toBeFocused();
  expect(page.url()).toBe(`${demo}#commune=9C006`);
  await expect(found(page).first()).toBeVisible();
});

test('the other language asks what the address asks, not what the page was opened with', async ({ page, demo }) => {
  await page.goto(`${demo}?code_commune=9A060&publics=jeunes`);
  await expect(page.getByLabel('Je suis')).toHaveValue('jeunes');
  await page.getByLabel('Je suis').selectOption('');
  await search(page, 'Falgouzole');
  await expect(page).toHaveURL(/#commune=9C006/);
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page.locator('section.answer')).toHaveAttribute('data-commune', '9C006');
  await expect(page.getByLabel('I am', { exact: true })).toHaveValue('');
});

test('an answer that came with the page is gone on from', async ({ page, demo }) => {
  await page.goto(`${demo}?code_commune=9A060&at=2026-11-25T14:00`);
  const parts = (await page.title()).split(' – ').length;
  const more = posted(page);
  await page.getByRole('button', { name: 'En voir davantage' }).click();
  expect(Object.fromEntries(await more)).toMatchObject({ code_commune: '9A060', limit: '20' });
  await search(page, 'Falgouzole');
  await expect(page.locator('section.answer')).toHaveAttribute('data-commune', '9C006');
  expect((await page.title()).split(' – ').length, 'one answer in the title').toBe(parts);
});

test('what a link asks for is asked again, though the form has no such choice', async ({ page, demo }) => {
  for (const link of ['#publics=jeunes,cadres&commune=9C006', '?publics=jeunes,cadres#commune=9C006']) {
    await page.goto('about:blank');
    await page.goto(demo + link);
    await expect(found(page).first()).toBeVisible();
    await expect(page.locator('#publics option:checked')).toHaveText(/jeune.*cadre|cadre.*jeune/);
    const again = posted(page);
    await page.getByRole('button', { name: 'Chercher', exact: true }).click();
    expect((await again).get('publics')?.split(',').sort()).toEqual(['cadres', 'jeunes']);
    await expect(title(page)).toBeFocused();
  }
  await page.getByLabel('Je suis').selectOption('');
  const free = posted(page);
  await page.getByRole('button', { name: 'Chercher', exact: true }).click();
  expect((await free).has('publics')).toBe(false);
});

test('who goes back while an answer is awaited is where they went', async ({ page, demo }) => {
  await page.goto(demo + wednesday);
  await search(page, 'Falgouzole');
  await expect(page).toHaveURL(/#commune=9C006/);
  let release = () => {};
  const held = new Promise<void>((done) => (release = done));
  await page.route('**/liste*', async (route) => {
    await held;
    await route.continue().catch(() => {}); // given up by the page
  });
  await search(page, 'Sarvielle');
  await expect(page.locator('#answers')).toHaveAttribute('aria-busy', 'true');
  await page.goBack();
  release();
  await expect(page.locator('#answers')).not.toHaveAttribute('aria-busy');
  await expect(page.locator('section.answer')).toHaveCount(0);
  expect(page.url()).toBe(demo + wednesday);
});

test('a browser of some years ago finds too', async ({ page, demo }) => {
  await page.addInitScript(() => {
    for (const [of, name] of [
      [AbortSignal, 'any'],
      [AbortSignal, 'timeout'],
      [URLSearchParams.prototype, 'size'],
    ] as const) {
      Reflect.deleteProperty(of, name);
    }
  });
  await page.goto(`${demo}?territoire=departement:9C`);
  await search(page, 'Falgouzole');
  await expect(title(page)).toBeFocused();
  await expect(page).toHaveURL(/territoire=departement.*#commune=9C006/);
});

test('a place that is not there is told in words, and the address keeps the last answer', async ({ page, demo }) => {
  await page.goto(`${demo}#commune=9C006`);
  await expect(found(page).first()).toBeVisible();
  await field(page).fill('xqzwv kjhgf');
  await expect(page.getByText('Aucun lieu de ce nom ici')).toBeVisible();
  await page.getByRole('button', { name: 'Chercher', exact: true }).click();
  await expect(title(page)).toBeFocused();
  await expect(found(page)).toHaveCount(0);
  await expect(page.locator('section.answer')).not.toContainText(/422|erreur/i);
  expect(page.url()).toBe(`${demo}#commune=9C006`);
  await axe(page);
});

test('a slow answer is awaited in words, and a newer question replaces it', async ({ page, demo }) => {
  await page.goto(demo);
  let release = () => {};
  const held = new Promise<void>((done) => (release = done));
  let requests = 0;
  await page.route('**/liste*', async (route) => {
    if (++requests === 1) await held;
    await route.continue().catch(() => {}); // given up by the page
  });
  await search(page, 'Sarvielle');
  await expect(page.locator('#progress')).toHaveText('Recherche des structures…');
  await expect(page.locator('#answers')).toHaveAttribute('aria-busy', 'true');
  await search(page, 'Falgouzole');
  await expect(page.locator('section.answer')).toHaveAttribute('data-commune', '9C006');
  release();
  await expect(page.locator('#answers')).not.toHaveAttribute('aria-busy');
  await expect(page.locator('section.answer')).toHaveAttribute('data-commune', '9C006');
  await expect(page.locator('#progress')).toHaveText('');
});

test('who writes a next question is not led away from it', async ({ page, demo }) => {
  await page.goto(`${demo}?code_commune=9A060&at=2026-11-25T14:00`);
  let release = () => {};
  const held = new Promise<void>((done) => (release = done));
  await page.route('**/liste*', async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole('button', { name: 'En voir davantage' }).click();
  await field(page).fill('Falg');
  release();
  await expect(found(page)).toHaveCount(20);
  await expect(field(page)).toBeFocused();
});

test('what does not come is told in words, and asked again', async ({ page, demo, watch }) => {
  watch.expectStatus(503);
  await page.goto(demo + wednesday);
  await page.route('**/api/v1/places*', (route) => route.fulfill({ status: 503 }));
  await field(page).fill('Falgou');
  await expect(page.getByText('Les suggestions ne répondent pas')).toBeVisible();
  await page.route('**/liste*', (route) => route.fulfill({ status: 503, body: '{}' }), { times: 1 });
  await search(page, 'Falgouzole');
  await expect(title(page)).toHaveText("La réponse n'est pas arrivée");
  await expect(title(page)).toBeFocused();
  await page.getByRole('button', { name: 'Chercher', exact: true }).click();
  await expect(found(page)).toHaveCount(5);

  await page.route('**/assets/map-*.js', (route) => route.fulfill({ status: 503 }));
  await page.getByRole('button', { name: 'Voir sur la carte' }).click();
  await expect(page.getByText("La carte n'a pas pu être chargée")).toBeVisible();
});

test('more is listed when asked, from where one stopped reading', async ({ page, demo }) => {
  await page.goto(`${demo}#commune=9A060&at=2026-11-25T14:00`);
  await expect(found(page)).toHaveCount(5);
  await page.getByRole('button', { name: 'En voir davantage' }).click();
  await expect(found(page).nth(5).getByRole('link').first()).toBeFocused();
  expect(page.url()).toContain('limit=20');
  await page.goBack();
  await expect(found(page)).toHaveCount(5);
});

test('on a wide screen the map comes by itself, and speaks with the list', async ({ page, demo }) => {
  await page.setViewportSize({ width: 1280, height: 600 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`${demo}#commune=9C006&at=2026-11-25T14:00`);
  const marks = page.locator('#map').getByRole('button', { name: /^\d/ });
  await expect(marks.first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Voir sur la carte' })).toBeHidden();
  const last = found(page).last();
  const name = (await last.getAttribute('data-nom'))!;
  await page.locator('#map').getByRole('button', { name }).click();
  await expect(last).toHaveAttribute('aria-current', 'true');
  await expect(last).toBeInViewport();
  await found(page).first().getByRole('link').first().focus();
  await expect(found(page).first()).toHaveAttribute('aria-current', 'true');
  await expect(last).not.toHaveAttribute('aria-current');
  await fits(page, 'on a desktop');
  await axe(page);
});

test('in Corsica, an address, a commune and a postal code lead to the doors of Corte', async ({ page, corse }) => {
  await page.goto(corse + wednesday);
  for (const text of ['12 cours paoli, corte', 'corte', '20250']) {
    await search(page, text);
    await expect(title(page)).toBeFocused();
    await expect(found(page).first()).toHaveAttribute('data-nom', 'Mission locale rurale Haute-Corse');
    await page.evaluate(() => document.querySelector('section.answer')!.remove()); // the next is another
  }
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('the same form brings the same list', async ({ page, demo }) => {
    await page.goto(demo);
    await expect(page.getByRole('button', { name: 'Autour de moi' })).toBeHidden();
    await page.getByLabel("D'où partez-vous").fill('12 rue du clos, sarvielle');
    await page.getByLabel('Je pars').selectOption('plus-tard');
    await page.getByLabel("Le jour et l'heure").fill('2026-11-25T14:00');
    await page.getByRole('button', { name: 'Chercher', exact: true }).click();
    await expect(title(page)).toBeVisible();
    await expect(found(page).first()).toHaveAttribute('data-state', 'open');
    await expect(page.getByLabel("D'où partez-vous")).toHaveValue('12 rue du clos, sarvielle');
    expect(new URL(page.url()).search).toBe('');
  });
});
