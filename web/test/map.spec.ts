/** The map by itself, on a page of the service that has none: under its policy, with its tiles. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type * as Module from '../src/map/main';
import type { MaillageMap } from '../src/map/types';
import { axe, expect, test } from './world';

declare global {
  interface Window {
    map: MaillageMap;
  }
}

test.describe.configure({ timeout: 60_000 }); // maps are drawn in software where there are no graphics

const built = JSON.parse(readFileSync(join(import.meta.dirname, '../dist/manifest.json'), 'utf8')) as Record<
  string,
  string
>;

/** Opens a page with a map of the whole region in it. */
async function open(page: Page, root: string): Promise<void> {
  await page.goto(root + 'api');
  await page.evaluate(
    async ([root, script]) => {
      const container = document.createElement('div');
      container.id = 'map';
      Object.assign(container.style, { width: '400px', height: '320px' }); // drawn in software, perhaps
      document.querySelector('h1')!.after(container);
      const { createMap } = (await import(script!)) as typeof Module;
      window.map = await createMap({ container, root: root!, lang: 'fr', sources: 'Sources de la carte' });
      await window.map.frames();
    },
    [root, `${root}assets/${built['map.js']}`],
  );
}

/** Waits until all that is asked of the map is drawn and stays on the screen, and takes its picture. */
async function picture(page: Page): Promise<Buffer> {
  for (let last = await glimpse(page); ;) {
    const next = await glimpse(page);
    if (next.equals(last)) return next;
    last = next;
  }
}

async function glimpse(page: Page): Promise<Buffer> {
  await page.evaluate(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    await frame(); // what was asked is drawn from the next frame on
    await window.map.frames();
    await document.fonts.ready; // the legend's, which stands over the picture
    await frame();
    await frame();
  });
  return page.locator('#map canvas').screenshot();
}

/** How many pixels of two pictures differ, but for the last of a name's fading. */
function differing(page: Page, a: Buffer, b: Buffer): Promise<number> {
  return page.evaluate(
    async (pictures) => {
      const pixels = async (png: string) => {
        const image = new Image();
        image.src = `data:image/png;base64,${png}`;
        await image.decode();
        const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
        context.drawImage(image, 0, 0);
        return context.getImageData(0, 0, image.width, image.height).data;
      };
      const [x, y] = [await pixels(pictures[0]!), await pixels(pictures[1]!)];
      let differing = 0;
      for (let i = 0; i < x.length; i += 4) {
        if ([0, 1, 2].some((k) => Math.abs(x[i + k]! - y[i + k]!) > 16)) differing++;
      }
      return differing;
    },
    [a.toString('base64'), b.toString('base64')],
  );
}

const cells = (page: Page, target: number) =>
  page.evaluate((target) => window.map.showCells(new URLSearchParams({ mode: 'car' }), target), target);

test('the target moves at once, asks for nothing, and shows what a map painted at it shows', async ({ page, demo }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, demo);
  await cells(page, 30);
  const at30 = await picture(page);
  const asked: string[] = [];
  page.on('request', (r) => asked.push(r.url()));
  await page.evaluate(() => window.map.setTarget(45));
  const at45 = await picture(page);
  expect(asked).toEqual([]);
  expect(await differing(page, at45, at30)).toBeGreaterThan(200);
  await expect(page.locator('#map .map-turn')).toHaveText(/45/);

  await page.evaluate(() => window.map.showTerritories('departement', new Map(), 90));
  const blank = await picture(page);
  expect(await differing(page, blank, at45)).toBeGreaterThan(200);
  await cells(page, 45);
  await expect.poll(async () => differing(page, await picture(page), at45), 'painted anew').toBe(0);
  await page.evaluate(() => window.map.setTarget(30));
  await expect.poll(async () => differing(page, await picture(page), at30), 'and back').toBe(0);
});

test('by keyboard, a cross tells what lies under it, and chooses it', async ({ page, demo }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, demo);
  await page.evaluate(async (root) => {
    const answer = await fetch(`${root}api/v1/coverage?target=30&by=departement`);
    const { rows } = (await answer.json()) as { rows: { code: string; median_minutes: number }[] };
    window.map.showTerritories('departement', new Map(rows.map((r) => [r.code, r.median_minutes])), 30);
    window.map.onTerritory((_, name) => (document.title = name));
  }, demo);
  await picture(page);
  await page.locator('#map canvas').focus();
  await page.keyboard.press('Shift+ArrowRight');
  await picture(page); // it stands still
  await expect(page.locator('#map .map-cross')).toBeVisible();
  const said = page.locator('#map').getByRole('status').filter({ hasText: /./ });
  await expect(said).toHaveText(/\d.*min · \p{L}/u);
  const name = (await said.textContent())!.split(' · ').at(-1)!;
  await page.keyboard.press('Enter');
  await expect(page).toHaveTitle(name);
  await page.evaluate(() => {
    document.title = '';
    window.map.chooseTerritory('departement', null);
    window.map.showCells(new URLSearchParams({ mode: 'car' }), 30);
  });
  await picture(page);
  await page.keyboard.press('Enter');
  await expect(page, 'whatever is painted').toHaveTitle(name);
  for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowUp'); // out to sea
  await expect(said).toHaveText('Rien n’est peint ici.');
  await axe(page);
});

test('a white zone of one square of 200 m is outlined from as far as one can go', async ({ page, demo }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, demo);
  await page.evaluate(() => window.map.fit([-12, 42, 3, 50]));
  const zones = (features: GeoJSON.Feature[]) =>
    page.evaluate((features) => window.map.showZones({ type: 'FeatureCollection', features }, () => {}), features);
  await zones([]);
  await picture(page);
  const none = await picture(page);
  const [w, s, e, n] = [-4.2, 46.15, -4.1974, 46.1518] as const;
  const ring = [
    [w, s],
    [e, s],
    [e, n],
    [w, n],
    [w, s],
  ] as [number, number][];
  await zones([{ type: 'Feature', properties: { rank: 1 }, geometry: { type: 'Polygon', coordinates: [ring] } }]);
  expect(await differing(page, none, await picture(page))).toBeGreaterThan(0);
});

test('the marks of an answer are buttons that bear its numbers', async ({ page, demo }) => {
  await open(page, demo);
  await page.evaluate(() => {
    const found = [1, 2, 3].map((rank) => ({
      id: `s${rank}`,
      lon: -4.65 + 0.01 * rank,
      lat: 45.96,
      rank,
      nom: `Structure ${rank}`,
      state: rank === 1 ? ('open' as const) : ('unknown' as const),
    }));
    const origin = { lon: -4.65, lat: 45.95, label: 'Sarvielle' };
    window.map.showAnswer(origin, found, (id) => window.map.choose(id));
  });
  await picture(page);
  await expect(page.getByRole('img', { name: 'Départ : Sarvielle' })).toBeVisible();
  const second = page.getByRole('button', { name: '2. Structure 2' });
  await second.focus();
  await page.keyboard.press('Enter');
  await expect(second).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('button', { pressed: true })).toHaveCount(1);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('#map')).toHaveClass(/night/);
  await axe(page);
});

test('the way is drawn until another answer comes', async ({ page, demo }) => {
  await open(page, demo);
  const way = [
    {
      kind: 'walk' as const,
      line: [
        [-4.66, 45.95],
        [-4.659, 45.951],
      ] as [number, number][],
    },
    {
      kind: 'streets' as const,
      line: [
        [-4.659, 45.951],
        [-4.65, 45.955],
        [-4.64, 45.95],
      ] as [number, number][],
    },
  ];
  await page.evaluate((way) => window.map.showWay(way), way);
  const drawn = await picture(page);
  await page.evaluate(() => window.map.showWay(null));
  const without = await picture(page);
  expect(drawn.equals(without)).toBe(false);
  await page.evaluate((way) => window.map.showWay(way), way);
  expect((await picture(page)).equals(drawn)).toBe(true);
});

test('where the browser draws none, words stand in its place', async ({ page, demo }) => {
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null;
  });
  await expect(open(page, demo)).rejects.toThrow('La carte ne peut pas être affichée ici');
  await expect(page.locator('#map')).toHaveText(/La liste dit tout ce qu’elle montre/);
});
