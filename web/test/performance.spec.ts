/** What the first view weighs, and when it is drawn. */
import type { Page } from '@playwright/test';
import { expect, test } from './world';

/** The bytes that came over the wire for a page, by the kind of what came. */
async function weigh(page: Page, open: () => Promise<unknown>): Promise<Map<string, number>> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.enable');
  const kinds = new Map<string, string>();
  const bytes = new Map<string, number>();
  cdp.on('Network.responseReceived', (e) => kinds.set(e.requestId, e.type));
  cdp.on('Network.loadingFinished', (e) => {
    const kind = kinds.get(e.requestId) ?? 'Other';
    bytes.set(kind, (bytes.get(kind) ?? 0) + e.encodedDataLength);
  });
  await open();
  await page.waitForLoadState('networkidle');
  await cdp.detach();
  return bytes;
}

/** When the largest thing of the first view was painted, in milliseconds from the beginning. */
function largestPaint(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((done) => {
        new PerformanceObserver((list) => done(list.getEntries().at(-1)!.startTime)).observe({
          type: 'largest-contentful-paint',
          buffered: true,
        });
      }),
  );
}

test.use({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 });

test('the citizen’s first view weighs less than 100 kB', async ({ page, demo }) => {
  const bytes = await weigh(page, () => page.goto(demo));
  const told = [...bytes].map(([kind, n]) => `${kind} ${(n / 1000).toFixed(1)} kB`).join(', ');
  console.log(`  the first view: ${told}`);
  expect(
    [...bytes.values()].reduce((a, b) => a + b, 0),
    told,
  ).toBeLessThan(100_000);
  expect(bytes.get('Stylesheet'), told).toBeGreaterThan(0); // or nothing was measured
});

test('the largest of the first view is painted within a second, on a processor four times slower', async ({
  page,
  demo,
}) => {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
  let best = Infinity; // of a few: the machine may be busy with other tests
  for (let i = 0; i < 4 && best >= 1000; i++) {
    await page.goto('about:blank');
    await page.goto(demo, { waitUntil: 'networkidle' });
    best = Math.min(best, await largestPaint(page));
  }
  console.log(`  its largest contentful paint, four times slower: ${Math.round(best)} ms`);
  expect(best).toBeLessThan(1000);
});
