/**
 * Where someone is and what they type: who is told of it, and what is left of it.
 * The watch of world.ts holds at every test that no other host is asked and that
 * nothing is kept; here a server of our own tells what it wrote down.
 */
import type { Page, Request } from '@playwright/test';
import { serve, type Served } from './serve';
import { expect, test } from './world';

/** Somewhere in the demo's largest town, far more exactly than anyone need know. */
const here = { latitude: 45.96312345, longitude: -4.64754321 };
const traces = /45[.,]96|4[.,]64|moulin|sarvielle/i;

test.use({ viewport: { width: 360, height: 740 }, geolocation: here, permissions: ['geolocation'] });

test.describe.configure({ mode: 'default' }); // one after the other, of one server

let own: Served;
test.beforeAll(async () => void (own = await serve('--demo')));
test.afterAll(() => own.end());

/** Every request of a page, as it was sent. */
function sent(page: Page): Request[] {
  const all: Request[] = [];
  page.on('request', (r) => all.push(r));
  return all;
}

/** Whatever of a place stands in addresses; the field's suggestions alone ask by one. */
function told(all: Request[]): string[] {
  return all
    .map((r) => decodeURIComponent(r.url()))
    .filter((url) => traces.test(url) && !url.includes('/api/v1/places?'));
}

/** The server has written that it was asked so, and nothing of the place. */
async function wroteNothing(of: RegExp): Promise<void> {
  await expect.poll(() => own.said(), 'or the log says nothing at all').toMatch(of);
  const log = own
    .said()
    .split('\n')
    .filter((line) => line.includes('level='))
    .map((line) => line.replace(/^time=\S+| ms=\S+/g, '')); // the clock's digits are nobody's position
  expect(log.filter((line) => traces.test(line))).toEqual([]);
}

test('a position is rounded, posted, and written down nowhere', async ({ page, watch }) => {
  watch.allow(own.url);
  const requests = sent(page);
  await page.goto(own.url);
  await page.getByRole('button', { name: 'Autour de moi' }).click();
  await page.locator('#finder button[type=submit]').first().click();
  await expect(page.locator('#answer-title')).toBeVisible();

  const bodies = requests.map((r) => r.postData() ?? '').filter((body) => body !== '');
  const asked = new URLSearchParams(bodies.at(-1));
  expect([asked.get('lat'), asked.get('lon')], 'to about 100 m').toEqual(['45.963', '-4.648']);
  expect(bodies.join(' '), 'never more exactly').not.toMatch(/45\.963\d|4\.64[78]\d/);
  expect(told(requests), 'in an address').toEqual([]);
  expect(await page.evaluate(() => history.state as unknown)).toBeNull();
  await wroteNothing(/route=\/liste status=200/);
});

test('an address that is typed is posted, and written down nowhere', async ({ page, watch }) => {
  watch.allow(own.url);
  const requests = sent(page);
  await page.goto(own.url);
  await page.locator('#q').pressSequentially('12 rue du Moulin, Sarvielle');
  await expect(page.getByRole('option').first()).toBeVisible(); // the server was asked what it may mean
  await page.keyboard.press('Enter');
  await expect(page.locator('#answer-title')).toBeVisible();
  await page.locator('.structure a').first().click();
  await expect(page).toHaveURL(/\/structures\//);
  await page.goBack();

  expect(page.url(), 'the house stays out of a link').not.toMatch(/lieu=12/);
  expect(
    told(requests).filter((url) => !url.includes('/structures/')),
    'in an address',
  ).toEqual([]);
  expect(await page.evaluate(() => document.referrer)).toBe('');
  await wroteNothing(/route=\/api\/v1\/places status=200/);
});

test('nor is it where no script runs', async ({ page, watch }) => {
  watch.allow(own.url);
  await page.route('**/assets/*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
  const requests = sent(page);
  await page.goto(own.url);
  await page.locator('#q').fill('12 rue du Moulin, Sarvielle');
  const answer = page.waitForResponse((r) => r.request().method() === 'POST');
  await page.locator('#finder button[type=submit]').first().click();
  await expect(page.locator('#answer-title')).toBeVisible();
  const headers = (await answer).headers();
  expect(headers['cache-control']).toContain('no-store');
  expect(headers['referrer-policy']).toBe('no-referrer');
  expect(told(requests), 'in an address').toEqual([]);
  await wroteNothing(/method=POST route=\/ status=200/);
});
