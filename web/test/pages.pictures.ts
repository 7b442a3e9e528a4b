/**
 * The pictures of every page in docs/img: both regions, phone and desktop, light
 * and dark, at a moment that does not change. Small files: WebP.
 */
import type { Page } from '@playwright/test';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from './world';

const folder = resolve(import.meta.dirname, '../../docs/img');
mkdirSync(folder, { recursive: true });

/** A Wednesday afternoon on which most doors are open. */
const at = '2026-11-25T14:00';

/** What is asked of each region: an address in its middle. */
const regions = {
  demo: { place: '12 rue du Moulin, Sarvielle', target: 20 },
  corse: { place: 'Cours Paoli, Corte', target: 30 },
} as const;

const screens = {
  phone: { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
  desktop: { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 },
} as const;

type Asked = (typeof regions)[keyof typeof regions];

/** The pages that change with the region, and how one comes to see them. */
const pages: Record<string, (page: Page, root: string, asked: Asked) => Promise<unknown>> = {
  citizen: (page, root) => page.goto(root),
  answer: (page, root, { place }) => find(page, root, place),
  structure: async (page, root, { place }) => {
    await find(page, root, place);
    const link = await page.locator('.found .structure a').first().getAttribute('href');
    await page.goto(new URL(`${link!.split('?')[0]}?at=${at}`, root).href);
  },
  planner: async (page, root, { target }) => {
    await page.goto(`${root}planifier?target=${target}&at=${at}`);
    await expect(page.locator('canvas').first()).toBeVisible();
  },
  integrate: (page, root) => page.goto(root + 'integrer'),
};

/** The pages that the law asks for: one region and one scheme show them. */
const legal = ['mentions-legales', 'donnees-personnelles', 'accessibilite', 'sources', 'api'];

async function find(page: Page, root: string, place: string): Promise<void> {
  await page.goto(root);
  await page.locator('#q').fill(place);
  await page.locator('#quand').selectOption('plus-tard');
  await page.locator('#at').fill(at);
  await page.locator('#finder button[type=submit]').first().click();
  await expect(page.locator('#answer-title')).toBeVisible();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
}

/** Takes a picture once nothing more comes and nothing moves: a map says nothing of its last frame. */
async function take(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const cdp = await page.context().newCDPSession(page);
  let [before, data, same] = ['', '', 0];
  for (let i = 0; i < 20 && same < 3; i++) {
    await page.waitForTimeout(500);
    ({ data } = await cdp.send('Page.captureScreenshot', { format: 'webp', quality: 80 }));
    same = data === before ? same + 1 : 0;
    before = data;
  }
  writeFileSync(join(folder, `${name}.webp`), Buffer.from(data, 'base64'));
}

for (const [device, screen] of Object.entries(screens)) {
  test.describe(device, () => {
    test.use(screen);
    for (const [name, open] of Object.entries(pages)) {
      for (const scheme of ['light', 'dark'] as const) {
        for (const [region, asked] of Object.entries(regions)) {
          test(`${region} ${name} ${scheme}`, async ({ page, demo, corse }) => {
            await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
            await open(page, region === 'demo' ? demo : corse, asked);
            await take(page, [region, name, device, ...(scheme === 'dark' ? ['dark'] : [])].join('-'));
          });
        }
      }
    }
    for (const path of legal) {
      test(path, async ({ page, demo }) => {
        await page.goto(demo + path);
        await take(page, `demo-${path}-${device}`);
      });
    }
  });
}
