/** What a citizen may meet besides an empty form: each state, as axe-core sees it, and within the smallest screen. */
import type { Page } from '@playwright/test';
import { axe, expect, fits, test, type Watch } from './world';

/** A moment at which most of the demo's doors are open, and one at which none is. */
const afternoon = '2026-11-25T14:00';
const night = '2026-11-25T23:00';

/** Fills the form in and sends it. */
async function ask(page: Page, root: string, q: string, at: string): Promise<void> {
  await page.goto(root);
  await page.locator('#q').fill(q);
  await page.locator('#quand').selectOption('plus-tard');
  await page.locator('#at').fill(at);
  await page.locator('#finder button[type=submit]').first().click();
  await expect(page.locator('#answer-title')).toBeVisible();
}

type Open = (page: Page, root: string, watch: Watch) => Promise<unknown>;

/** Those whose page a script changes. */
const enhanced: Record<string, Open> = {
  'the list of an address': (page, root) => ask(page, root, '12 rue du Moulin, Sarvielle', afternoon),
  'the list of a commune': (page, root) => ask(page, root, 'Sarvielle', afternoon),
  'at night, when no door is open': (page, root) => ask(page, root, '12 rue du Moulin, Sarvielle', night),
  'a text that names no place': (page, root) => ask(page, root, 'xyzzy', afternoon),
  'a link to a commune': (page, root) => page.goto(`${root}?code_commune=9A060&publics=jeunes&at=${afternoon}`),
};

/** Those that are the server's alone. */
const plain: Record<string, Open> = {
  'a structure': async (page, root) => {
    await page.goto(`${root}?code_commune=9A060&at=${afternoon}`);
    await page.locator('.found .structure a').first().click();
    await expect(page.getByRole('table')).toBeVisible();
  },
  'a structure that is not': (page, root, watch) => {
    watch.expectStatus(404);
    return page.goto(root + 'structures/nulle-part');
  },
  'a page that is not': (page, root, watch) => {
    watch.expectStatus(404);
    return page.goto(root + 'nulle-part');
  },
};

for (const [name, open] of Object.entries({ ...enhanced, ...plain })) {
  test(`${name}, on a phone and on a desktop in the dark`, async ({ page, demo, watch }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await open(page, demo, watch);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await fits(page, '320 px');
    await axe(page);
    await page.locator('details').evaluateAll((all) => all.forEach((d) => ((d as HTMLDetailsElement).open = true)));
    await page.setViewportSize({ width: 940, height: 800 }); // the widest without a map, which is looked at with the citizen's page
    await page.emulateMedia({ colorScheme: 'dark' });
    await fits(page, 'on a desktop');
    await axe(page);
  });
}

for (const [name, open] of Object.entries(enhanced)) {
  test(`${name}, without a script`, async ({ page, demo, watch }) => {
    await page.route('**/assets/*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
    await page.setViewportSize({ width: 320, height: 640 });
    await open(page, demo, watch);
    await fits(page, '320 px');
    await axe(page);
  });
}
