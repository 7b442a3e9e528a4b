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

interface World {
  /** Where the fictional region is served, with a slash at its end. */
  demo: string;
  /** Where Corsica is; the test is skipped where there is no open data. */
  corse: string;
  /** What is seen of the pages of this test; see watch.ts. It is on whether asked for or not. */
  watch: Watch;
}

export const test = base.extend<World>({
  demo: async ({}, use) => use(process.env.MAILLAGE_DEMO_URL!),
  corse: async ({}, use, info) => {
    const url = process.env.MAILLAGE_CORSICA_URL;
    info.skip(!url, 'no open data: set MAILLAGE_TESTDATA to its folder');
    await use(url!);
  },
  watch: [
    async ({ context }, use) => {
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

/** Fails where axe-core finds anything on the page as it now is, its best practices and the size of targets included. */
export async function axe(page: Page): Promise<void> {
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((a) => a.finished)));
  const found = await new AxeBuilder({ page })
    .setLegacyMode() // does not open a page of its own
    .options({ rules: { 'target-size': { enabled: true } } })
    .analyze();
  const told = found.violations.flatMap((v) =>
    v.nodes.map((n) => `${v.id} at ${n.target.join(' ')}: ${n.failureSummary}`),
  );
  expect(told, `axe-core on ${page.url()}`).toEqual([]);
}
