import { expect, test as bare } from '@playwright/test';
import { axe, test } from './world';
import { Watch } from './watch';

test('the first page is accessible, and keeps nothing', async ({ page, demo }) => {
  await page.goto(demo);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await axe(page);
});

/** What a page must not do, and what the watch says of it. Each runs on a page of ours, which its policy lets. */
const wrongs: Record<string, { does: (far: string) => unknown; told: RegExp }> = {
  'a cookie': { does: () => (document.cookie = 'a=1'), told: /a cookie is kept/ },
  'local storage': { does: () => localStorage.setItem('a', '1'), told: /storage a=1/ },
  'session storage': { does: () => sessionStorage.setItem('a', '1'), told: /storage a=1/ },
  'a database': { does: () => indexedDB.open('a'), told: /database a/ },
  'a cache': { does: () => caches.open('a'), told: /a cache is kept: a/ },
  'a position in the history': { does: () => history.pushState({ lat: 42.306 }, ''), told: /in the history/ },
  'a position in the address': { does: () => history.pushState(null, '', '?lat=42.306'), told: /in the address/ },
  'an error': { does: () => setTimeout(() => { throw new Error('mine'); }), told: /nobody caught: mine/ }, // prettier-ignore
  'another host': { does: (far) => (new Image().src = far), told: /on the console: .*Content Security Policy/ },
};

for (const [name, { does, told }] of Object.entries(wrongs)) {
  bare(`the watch sees ${name}`, async ({ page, context }) => {
    const demo = process.env.MAILLAGE_DEMO_URL!;
    const watch = await Watch.over(context, [demo]);
    await page.goto(demo);
    await page.evaluate(does as (far: string) => void, 'http://127.0.0.2:9/x.png');
    await expect.poll(() => watch.end().then((all) => all.join('\n'))).toMatch(told);
  });
}

bare('the watch sees a request to another host', async ({ page, context }) => {
  const demo = process.env.MAILLAGE_DEMO_URL!;
  const watch = await Watch.over(context, [demo]);
  await page.setContent('<img src="http://127.0.0.2:9/x.png" alt="">');
  await expect.poll(() => watch.end().then((all) => all.join('\n'))).toMatch(/a request to another host/);
});

bare('the watch sees nothing where there is nothing', async ({ page, context }) => {
  const demo = process.env.MAILLAGE_DEMO_URL!;
  const watch = await Watch.over(context, [demo]);
  await page.goto(demo + '#lat=42.306&lon=9.150');
  expect(await watch.end()).toEqual([]);
});
