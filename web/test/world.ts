/**
 * The world that every test of a page stands in: two regions served, and a watch
 * that fails the test where a page keeps or tells what it must not.
 *
 *     import { test, expect, axe } from './world';
 *     test('…', async ({ page, demo }) => { await page.goto(demo + 'planifier'); await axe(page); });
 */
import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { Watch } from './watch';

export { expect };
export type { Watch };

interface World {
  /** Where the fictional region is served, with a slash at its end. */
  demo: string;
  /** Where Corsica is; the test is skipped where there is no open data. */
  corse: string;
  /** What is seen of the pages of this test; see watch.ts. It is on whether asked for or not. */
  watch: Watch;
  /**
   * Whether the browser draws maps: in software here, which takes most of the time of a test. False where the
   * subject is another: the page then stands as it does in a browser without WebGL, words in the map's place.
   */
  draws: boolean;
}

export const test = base.extend<World>({
  draws: [true, { option: true }],
  demo: async ({}, use) => use(process.env.MAILLAGE_DEMO_URL!),
  corse: async ({}, use, info) => {
    const url = process.env.MAILLAGE_CORSICA_URL;
    info.skip(!url, 'no open data: set MAILLAGE_TESTDATA to its folder');
    await use(url!);
  },
  watch: [
    async ({ context, draws }, use) => {
      if (!draws) await context.addInitScript(drawNothing);
      const hosts = [process.env.MAILLAGE_DEMO_URL, process.env.MAILLAGE_CORSICA_URL];
      const watch = await Watch.over(
        context,
        hosts.filter((url) => url !== undefined),
      );
      await use(watch);
      expect(await watch.end(), 'what the pages did that they must not').toEqual([]);
    },
    { auto: true },
  ],
});

/** Runs in pages that are to draw no map. */
function drawNothing(): void {
  HTMLCanvasElement.prototype.getContext = () => null;
}

/** Fails where axe-core finds anything on the page as it now is, its best practices and the size of targets included, or where an id stands twice. */
export async function axe(page: Page): Promise<void> {
  await page.waitForLoadState(); // with its styles
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((a) => a.finished)));
  const found = await new AxeBuilder({ page })
    .setLegacyMode() // does not open a page of its own
    // What is in order need not be told of: that takes longer than to find what is not.
    .options({ rules: { 'target-size': { enabled: true } }, resultTypes: ['violations'] })
    .analyze();
  const told = found.violations.flatMap((v) =>
    v.nodes
      // Marks stand on a map where they must: WCAG 2.5.8 lets them be close, as the list beside it gives the same.
      .filter((n) => v.id !== 'target-size' || !n.html.includes('maplibregl-marker'))
      .map((n) => `${v.id} at ${n.target.join(' ')}: ${n.failureSummary}`),
  );
  // Those of a shadow root are its own: the document's alone are looked at.
  const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map((e) => e.id));
  told.push(...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `two elements are called #${id}`));
  expect(told, `axe-core on ${page.url()}`).toEqual([]);
}

/** Fails where the page is wider than the window: nobody scrolls both ways to read. */
export async function fits(page: Page, what: string): Promise<void> {
  await page.waitForLoadState();
  const wide = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const over = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > width + 1);
    return over.map(
      (e) => `${e.tagName.toLowerCase()}.${e.className} to ${Math.round(e.getBoundingClientRect().right)}`,
    );
  });
  expect(wide, `wider than the window: ${what}`).toEqual([]);
}
