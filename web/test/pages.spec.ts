/** What holds for every page, whatever it is about. */
import type { Page } from '@playwright/test';
import { axe, expect, fits, test } from './world';

/** Every page that has an address of its own, below the service's root. */
const pages = [
  '',
  'planifier',
  'integrer',
  'widget',
  'mentions-legales',
  'donnees-personnelles',
  'accessibilite',
  'sources',
  'api',
];

/** Lays a rule over the page, as people's own settings do; the page's policy lets scripts do so. */
async function rule(page: Page, css: string): Promise<void> {
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
  }, css);
}

test.describe('to read', () => {
  test.use({ draws: false }); // the planner's map is looked at with the planner

  for (const path of pages) {
    test(`/${path} reads well on the smallest phone and enlarged on a desktop`, async ({ page, demo }) => {
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize({ width: 320, height: 640 });
      const headers = (await page.goto(demo + path))!.headers();
      expect(headers['content-security-policy']).toMatch(/^default-src 'none';(?!.*unsafe-)/);
      expect(headers['referrer-policy']).toBe('no-referrer');
      await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
      await fits(page, '320 px');
      await axe(page);
      await rule(page, '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }'); // prettier-ignore
      await fits(page, '320 px, spaced as WCAG 1.4.12 lets people');

      await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.goto(`${demo}${path}?lang=en`);
      await expect(page.locator('html')).toHaveAttribute('lang', 'en');
      await axe(page);
      await rule(page, ':root { font-size: 200% !important }');
      await fits(page, '1280 px, text of twice the size');
    });
  }
});

for (const path of pages) {
  test(`/${path} is walked through by keyboard alone, and shows where one is`, async ({ page, demo }) => {
    await page.goto(demo + path);
    const stops = await walk(page);
    if (path !== 'widget') expect(stops[0]?.href, 'the first stop leads to the content').toBe('#contenu'); // the widget has nothing else
    expect(
      stops.filter((s) => !s.shown).map((s) => s.what),
      'stops that do not show the focus',
    ).toEqual([]);
    expect(stops.at(-1)?.what, 'one comes out of the page again').toBe('out');
  });
}

/** Where the focus went at a press of Tab. */
interface Stop {
  what: string;
  href: string | null;
  /** Whether one sees it: an outline, and something of it within the window. */
  shown: boolean;
}

/** Presses Tab from the top of the page until the focus leaves it. */
async function walk(page: Page): Promise<Stop[]> {
  const stops: Stop[] = [];
  while (stops.length < 150 && stops.at(-1)?.what !== 'out') {
    await page.keyboard.press('Tab');
    stops.push(await page.evaluate(stop));
  }
  return stops;
}

/** Tells of the element that has the focus; runs in the page. */
function stop(): Stop {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  if (!at || at === document.body || at === document.documentElement) return { what: 'out', href: null, shown: true };
  const style = getComputedStyle(at);
  const box = at.getBoundingClientRect();
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  // A frame's own page shows it, and the browser within a field of a date.
  const drawsItsOwn = at.matches('iframe, input[type="datetime-local"]');
  const inside = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  return {
    what: `${at.tagName.toLowerCase()}#${at.id} ${at.textContent?.trim().slice(0, 30)}`,
    href: at.getAttribute('href'),
    shown: drawsItsOwn || (outlined && inside && box.width > 1),
  };
}
