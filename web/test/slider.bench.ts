/**
 * The planner's slider on Corsica. First step by step, with a map of a few
 * pixels, so that what is told is the data's way alone: the server's answer, its
 * decoding, and scripts, styles and layout until the page has it. Then dragged
 * under a map of its full size: what is painted depends on the machine's graphics.
 */
import type { CDPSession, Page } from '@playwright/test';
import { expect, test } from './world';

test.use({ viewport: { width: 1280, height: 900 } });

/** What one step of the slider cost, in milliseconds. */
interface Step {
  answer: number; // from the question to the decoded text and JSON
  apply: number; // scripts, styles and layout until the page shows them
}

for (const by of ['departement', 'commune']) {
  test(`the slider on Corsica, by ${by}`, async ({ page, corse, browser }) => {
    await page.goto(`${corse}planifier?by=${by}`);
    await page.waitForLoadState('networkidle');
    await page.locator('#stage').evaluate((stage) => (stage.style.height = '16px'));
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable');
    const whole = await browser.newBrowserCDPSession();
    const before = await processor(whole);
    const steps: Step[] = [];
    for (let target = 15; target <= 75; target++) steps.push(await step(page, cdp, target));
    const worked = ((await processor(whole)) - before) / steps.length;
    await page.locator('#stage').evaluate((stage) => (stage.style.height = ''));
    await page.waitForTimeout(500); // the map follows its element
    const frames = await drag(page);
    const both = steps.slice(1).map((s) => s.answer + s.apply); // the first wakes the server
    console.log(
      [
        `by ${by}, ${both.length} steps:`,
        `answer and decode ${told(steps.slice(1).map((s) => s.answer))}`,
        `apply ${told(steps.slice(1).map((s) => s.apply))}`,
        `together ${told(both)}`,
        `processor time of the page, all its threads: ${worked.toFixed(1)} ms a step`,
        `${frames.painted} frames painted in ${frames.lasted} ms of dragging, ${told(frames.between)} apart`,
      ].join('\n  '),
    );
    expect.soft(quantile(both, 0.5), 'server, decoding and applying').toBeLessThanOrEqual(50);
  });
}

/** Moves the slider by a step and waits until the page shows its figures. */
async function step(page: Page, cdp: CDPSession, target: number): Promise<Step> {
  const before = await busy(cdp);
  const answer = await page.evaluate(
    (target) =>
      new Promise<number>((done) => {
        new PerformanceObserver((list, observer) => {
          const [entry] = list.getEntriesByName('answer');
          if (!entry) return;
          observer.disconnect();
          requestAnimationFrame(() => setTimeout(() => done(entry.duration))); // styles and layout are done by then
        }).observe({ type: 'measure' });
        const slider = document.querySelector<HTMLInputElement>('#slide')!;
        slider.value = String(target);
        slider.dispatchEvent(new Event('input', { bubbles: true }));
      }),
    target,
  );
  return { answer, apply: (await busy(cdp)) - before };
}

/** The milliseconds that scripts, styles and layout have taken since the page began. */
async function busy(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((m) => m.name === name)!.value;
  return 1000 * (of('ScriptDuration') + of('RecalcStyleDuration') + of('LayoutDuration'));
}

/** The milliseconds that processors have worked for the pages: the same however busy the machine is. */
async function processor(whole: CDPSession): Promise<number> {
  const { processInfo } = await whole.send('SystemInfo.getProcessInfo');
  return 1000 * processInfo.filter((p) => p.type === 'renderer').reduce((sum, p) => sum + p.cpuTime, 0);
}

/** Drags the slider's thumb, and counts what is painted meanwhile. */
async function drag(page: Page): Promise<{ painted: number; lasted: number; between: number[] }> {
  const box = (await page.locator('#slide').boundingBox())!;
  const y = box.y + box.height / 2;
  const thumb = await page.locator('#slide').evaluate((s: HTMLInputElement) => {
    const at = (Number(s.value) - Number(s.min)) / (Number(s.max) - Number(s.min));
    return 12 + at * (s.clientWidth - 24);
  });
  await page.mouse.move(box.x + thumb, y);
  await page.mouse.down();
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { times });
    const tick = (now: number) => times.push(now) && requestAnimationFrame(tick);
    requestAnimationFrame(tick);
  });
  for (let i = 0; i < 30; i++) await page.mouse.move(box.x + thumb - i * 3, y);
  const times = await page.evaluate(() => (window as unknown as { times: number[] }).times);
  await page.mouse.up();
  const between = times.slice(1).map((t, i) => t - times[i]!);
  return { painted: times.length, lasted: Math.round(times.at(-1)! - times[0]!), between };
}

function quantile(values: number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!;
}

function told(values: number[]): string {
  return `median ${quantile(values, 0.5).toFixed(1)} ms, nine in ten ${quantile(values, 0.9).toFixed(1)} ms`;
}
