/** The widget in pages of another site, as the configurator's codes put it there, and the configurator. */
import type { Locator, Page } from '@playwright/test';
import { openPartner, type Partner } from './partner';
import { axe, expect, fits, test as base } from './world';

const test = base.extend<{ partner: Partner }>({
  partner: async ({ watch }, use) => {
    const partner = await openPartner();
    watch.allow(partner.url);
    await use(partner);
    await partner.end();
  },
});

/** As wide as a column of a page: the larger the map, the longer it takes to be drawn in software. */
test.use({ viewport: { width: 600, height: 640 } });

/** What a page's style may do of worst. What hides html or body hides the page, and the widget with it. */
const hostile = `
  html { font-size: 60px; direction: rtl }
  body * { all: unset !important; display: none !important; visibility: hidden !important; opacity: 0 !important;
    position: absolute !important; left: -9999px !important; transform: scale(0) !important; width: 0 !important;
    height: 0 !important; overflow: hidden !important; color: #eee !important; background: #eee !important;
    font: italic 60px cursive !important; letter-spacing: 1em !important; text-transform: uppercase !important;
    line-height: 0 !important; pointer-events: none !important; clip-path: inset(50%) !important; zoom: 0.1 !important }`;

const pageOf = (code: string, head = '', attributes = 'lang="fr"') =>
  `<!doctype html><html ${attributes}><head><meta charset="utf-8"><title>Ma ville</title>${head}</head>` +
  `<body><main><h1>Ma ville</h1>${code}</main></body></html>`;

const field = (widget: Page | Locator) => widget.getByRole('combobox', { name: /Adresse|Address/ });
const answer = (widget: Page | Locator) => widget.locator('.answer');
const code = (page: Page, name: string) => page.locator(`[data-code=${name}] code`);

/** Asks from a commune, by typing it and Enter. */
async function search(widget: Page | Locator, text = 'Sarvielle'): Promise<void> {
  await field(widget).fill(text);
  await field(widget).press('Enter');
  await expect(answer(widget).getByRole('heading', { level: 2 })).toBeVisible();
}

test('the code works as copied, in a page that hides all it can, under the policy that is told', async ({
  page,
  context,
  demo,
  partner,
}) => {
  // prettier-ignore
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(demo).origin });
  await page.goto(demo + 'integrer');
  await page.getByLabel('Public', { exact: true }).selectOption('jeunes');
  await page.getByLabel('Territoire').selectOption({ index: 2 });
  await page.getByRole('button', { name: 'Copier : le code pour votre page' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Copié' })).toHaveCount(1);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain(`<script type="module" src="${demo}widget.js"></script>\n<maillage-widget territoire="`);
  expect(copied).toContain('publics="jeunes"');
  const policy = await code(page, 'policy').innerText();

  partner.put('hostile.css', { body: hostile, type: 'text/css' });
  const told = partner.put('page', {
    body: pageOf(copied, '<link rel="stylesheet" href="hostile.css">').replaceAll(/<\/?main>/g, ''),
    policy: `default-src 'none'; style-src 'self'; ${policy}`,
  });
  await page.goto(told);
  const widget = page.locator('maillage-widget');
  await expect(field(widget)).toBeVisible();
  await page.evaluate(() => addEventListener('maillage:answer', (e) => (document.title = JSON.stringify((e as CustomEvent).detail)))); // prettier-ignore
  await page.keyboard.press('Tab');
  await page.keyboard.type('sarviel', { delay: 20 });
  await expect(widget.getByRole('listbox', { name: 'Lieux proposés' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(answer(widget).getByRole('heading', { level: 2 })).toBeFocused();
  await expect(page).toHaveTitle(/^\{"structures":\d+,"open":\d+\}$/); // and no word of where

  const box = (await widget.boundingBox())!;
  expect(box.width).toBeGreaterThan(200);
  expect(box.x).toBeGreaterThanOrEqual(0);
  const style = await field(widget).evaluate((e) => {
    const { fontSize, letterSpacing, textTransform, direction, opacity } = getComputedStyle(e);
    return { fontSize, letterSpacing, textTransform, direction, opacity };
  });
  expect(style).toEqual({ fontSize: '16px', letterSpacing: 'normal', textTransform: 'none', direction: 'ltr', opacity: '1' }); // prettier-ignore

  const tile = page.waitForResponse((r) => r.url().includes('/tiles/') && r.status() < 300);
  await widget.getByRole('button', { name: 'Voir sur la carte' }).click();
  await tile;
  await expect(widget.getByRole('button', { name: 'Masquer la carte' })).toBeFocused();
  const ranks = widget.locator('.found > li');
  await expect(widget.locator('.map-mark')).toHaveText((await ranks.all()).map((_, i) => String(i + 1)));
  await expect(widget.locator('.map-credits')).toContainText('Rues et routes'); // whose they are, where they are drawn
  await ranks.first().getByRole('link').first().focus();
  await expect(widget.locator('.map-mark').first()).toHaveAttribute('aria-pressed', 'true');
  const link = await widget.getByRole('link', { name: /Voir toutes les structures/ }).getAttribute('href');
  expect(new URL(link!).search).toMatch(/lang=fr&territoire=/);
  expect(new URL(link!).hash).toMatch(/^#commune=\w{5}&lieu=Sarvielle.*&publics=jeunes$/);
});

test('a site that requires Trusted Types admits the widget and its map by one name', async ({
  page,
  demo,
  partner,
}) => {
  await page.goto(demo + 'integrer?theme=dark');
  const [snippet, policy, types] = await Promise.all(['script', 'policy', 'trustedTypes'].map((name) => code(page, name).innerText())); // prettier-ignore
  await page.goto(
    partner.put('strict', {
      body: pageOf(snippet!),
      policy: `default-src 'none'; require-trusted-types-for 'script'; ${types}; ${policy}`,
    }),
  );
  await search(page);
  const tile = page.waitForResponse((r) => r.url().includes('/tiles/') && r.status() < 300);
  await page.getByRole('button', { name: 'Voir sur la carte' }).click();
  await tile;
  await expect(page.locator('maillage-widget .map')).toHaveClass(/night/); // as the widget, whatever the device
});

test('the frame works as copied, is found where one is, and tells its height and nothing else', async ({
  page,
  context,
  demo,
  partner,
}) => {
  // prettier-ignore
  const { origin } = new URL(partner.url);
  await context.grantPermissions(['geolocation'], { origin });
  await page.goto(demo + 'integrer?level=1');
  const frame = await code(page, 'frame').innerText();
  expect(frame).toContain(`src="${demo}widget?level=1"`);
  const policy = await code(page, 'framePolicy').innerText();
  const place = await (await page.request.get(`${demo}api/v1/places?q=Sarvielle&limit=1`)).json();
  const [longitude, latitude] = place.features[0].geometry.coordinates;
  await context.setGeolocation({ longitude, latitude });

  partner.put('listen.js', {
    body: `heard = []; addEventListener('message', ({ origin, data }) => heard.push({ origin, data }));`,
    type: 'text/javascript',
  });
  const body = pageOf(frame, '<script src="listen.js"></script>');
  await page.goto(partner.put('frame', { body, policy: `default-src 'none'; script-src 'self'; ${policy}` }));
  const inside = page.frameLocator('iframe').locator('maillage-widget');
  const asked = page.waitForRequest((r) => r.url().includes('/liste'));
  await inside.getByRole('button', { name: 'Autour de moi' }).click();
  expect(new URLSearchParams((await asked).postData()!).get('lat')).toMatch(/^\d+\.\d{1,3}$/);
  await expect(answer(inside).getByRole('heading', { level: 2 })).toBeVisible();
  const heard = () => page.evaluate<{ origin: string; data: { type: string; height: number } }[]>('heard');
  await expect.poll(async () => (await heard()).length).toBeGreaterThan(1);
  for (const { origin, data } of await heard()) {
    expect(origin).toBe(new URL(demo).origin);
    expect(Object.keys(data)).toEqual(['type', 'height']);
    expect(data.type).toBe('maillage:height');
  }
  const last = (await heard()).at(-1)!.data.height;
  expect(last).toBeGreaterThan((await heard())[0]!.data.height);
  await axe(page);
});

test('who writes in the frame before its script is there goes on where they were', async ({ page, demo }) => {
  const asked: string[] = [];
  page.on('request', (r) => asked.push(new URL(r.url()).pathname));
  let come = () => {};
  const script = new Promise<void>((go) => (come = go));
  await page.route('**/assets/embed-*.js', (route) => script.then(() => route.continue()));
  await page.goto(demo + 'widget', { waitUntil: 'commit' });
  await page.getByRole('searchbox').pressSequentially('Sarv');
  come();
  const own = page.getByRole('combobox', { name: 'Adresse, commune ou code postal' });
  await expect(own).toBeFocused();
  await expect(own).toHaveValue('Sarv');
  await page.keyboard.type('ielle');
  await expect(page.getByRole('option').first()).toBeVisible();
  expect(asked.filter((path) => path.includes('formulaire'))).toEqual([]);
});

test('the link leads to the page that is set', async ({ page, demo, partner }) => {
  await page.goto(demo + 'integrer?publics=jeunes');
  await page.goto(partner.put('link', { body: pageOf(await code(page, 'link').innerText()) }));
  await page.getByRole('link', { name: "Trouver une structure d'orientation" }).click();
  await expect(page.getByLabel('Je suis')).toHaveValue('jeunes');
});

test('two widgets live in a page that reads from right to left, and leave nothing else in it', async ({
  page,
  demo,
  partner,
}) => {
  // prettier-ignore
  const one = '<maillage-widget id="one" lang="en" publics="jeunes" limit="1" map="no"></maillage-widget>';
  const two = '<maillage-widget id="two" theme="dark" accessible="oui"></maillage-widget>';
  const script = `<script type="module" src="${demo}widget.js"></script>`;
  await page.goto(partner.put('empty', { body: pageOf('') }));
  const before = await page.evaluate(() => Object.getOwnPropertyNames(window));
  await page.goto(partner.put('two', { body: pageOf(script + one + script + two, '', 'lang="fr" dir="rtl"') }));
  const [first, second] = [page.locator('#one'), page.locator('#two')];
  await field(first).pressSequentially('sa');
  const last = first.getByRole('listbox').getByRole('option').last();
  await expect(last).toBeVisible();
  const onTop = await last.evaluate((option) => {
    const { x, y, height } = option.getBoundingClientRect();
    return document.elementFromPoint(x + 9, y + height / 2)!.id;
  });
  expect(onTop, 'the list of the first lies over the second').toBe('one');
  await search(first);
  await search(second);
  await expect(first.locator('.found > li')).toHaveCount(await first.locator('.found').count());
  await expect(first.getByRole('button', { name: 'See on the map' })).toHaveCount(0);
  await expect(first.getByLabel('I am')).toHaveCount(0);
  await expect(second.getByLabel('Je suis')).toBeVisible();
  const after = await page.evaluate(() => Object.getOwnPropertyNames(window));
  expect(after.filter((name) => !before.includes(name) && !/^(one|two)$/.test(name))).toEqual([]);
  await axe(page);

  // A colour is put on what stands. Other settings draw the widget anew, and the question that stands is asked again; the reader is not moved.
  const stood = await answer(second).elementHandle();
  await second.evaluate((e) => e.setAttribute('accent', '#b00040'));
  await expect(second.getByRole('button', { name: 'Chercher' })).toHaveCSS('background-color', 'rgb(176, 0, 64)');
  expect(await stood!.evaluate((e) => e.isConnected)).toBe(true);
  const again = page.waitForRequest((r) => r.url().includes('/liste'));
  await second.evaluate((e) => {
    e.setAttribute('publics', 'cadres');
    e.setAttribute('mode', 'walk');
    e.setAttribute('reseaux-porteurs', 'apec,mission-locale');
  });
  const body = new URLSearchParams((await again).postData()!);
  expect(Object.fromEntries(body)).toMatchObject({
    publics: 'cadres',
    mode: 'walk',
    accessible: 'true',
    reseaux_porteurs: 'apec,mission-locale',
    q: 'Sarvielle',
  });
  await expect(second.getByLabel('Je suis')).toHaveCount(0);
  await expect(answer(second)).toBeVisible();
  await expect(answer(second).getByRole('heading', { level: 2 })).not.toBeFocused();
  await second.evaluate((e) => e.parentElement!.append(e)); // moved: it begins anew
  await expect(field(second)).toHaveValue('');
});

test('a service that does not answer is told inside, and the page goes on', async ({ page, demo, partner, watch }) => {
  watch.expectStatus(503);
  let answerForm = () => {};
  const waited = new Promise<void>((go) => (answerForm = go));
  await page.route('**/widget/formulaire*', (route) => waited.then(() => route.fulfill({ status: 503 })));
  const snippet = `<script type="module" src="${demo}widget.js"></script><maillage-widget><a href="${demo}">Ailleurs</a></maillage-widget>`;
  await page.goto(partner.put('silent', { body: pageOf(snippet) }));
  const inside = page.getByRole('link', { name: 'Ailleurs' });
  await expect(page.getByText('La recherche arrive')).toBeVisible();
  await expect(inside).toBeVisible();
  answerForm();
  await expect(page.getByText('La recherche ne répond pas')).toBeVisible();
  await expect(inside).toBeVisible();
  await expect(page.getByRole('link', { name: /ouvrez sa page/ })).toHaveAttribute('href', demo);
  await page.unroute('**/widget/formulaire*');
  await page.route('**/liste*', (route) => route.fulfill({ status: 503 }));
  await page.reload();
  await search(page);
  await expect(answer(page)).toContainText(/pas répond|ne répond pas|n'est pas arrivée/);
});

test('a setting that is none is told to who sets it, before anybody searches', async ({ page, demo, partner }) => {
  await page.goto(demo + 'integrer?publics=jeune');
  const words = /publics=jeune n'est pas accepté.+jeunes/;
  await expect(page.locator('maillage-widget')).toContainText(words);
  await page.goto(partner.put('wrong', { body: pageOf(await code(page, 'script').innerText()) }));
  await expect(page.locator('maillage-widget')).toContainText(words);
  await expect(page.getByRole('link', { name: "Trouver une structure d'orientation" })).toBeVisible();
  await page.goto(demo + 'widget?publics=jeune');
  await expect(page.getByText(words)).toHaveCount(1);
  await axe(page);
});

test('a page that refuses workers is told that it has no map', async ({ page, browser, demo, partner }) => {
  await page.goto(demo + 'integrer?map=non');
  const [snippet, policy] = await Promise.all(['script', 'policy'].map((name) => code(page, name).innerText()));
  const body = pageOf(snippet!.replace(' map="non"', ''));
  const context = await browser.newContext({ locale: 'fr-FR' }); // not watched: the refusal is written on the console
  const foreign = await context.newPage();
  await foreign.goto(partner.put('workless', { body, policy: `default-src 'none'; ${policy}` }));
  await search(foreign);
  await foreign.getByRole('button', { name: 'Voir sur la carte' }).click();
  await expect(foreign.getByText('La carte ne peut pas être affichée ici')).toBeVisible();
  await expect(foreign.locator('.found > li').first()).toBeVisible();
  await context.close();
});

test('what a page or a browser lacks costs no more than it must', async ({ page, demo, partner }) => {
  const snippet = `<script type="module" src="${demo}widget.js"></script><maillage-widget><a href="${demo}">Ailleurs</a></maillage-widget>`;
  const url = partner.put('lacking', { body: pageOf(snippet) });
  await page.addInitScript(() => {
    const types = (globalThis as unknown as { trustedTypes: { createPolicy: () => void } }).trustedTypes;
    types.createPolicy = () => {
      throw new TypeError('refused'); // as where a page admits other names
    };
    HTMLCanvasElement.prototype.getContext = () => null;
  });
  await page.goto(url);
  await search(page);
  await expect(page.getByRole('link', { name: 'Ailleurs' })).toBeHidden();
  const button = page.getByRole('button', { name: 'Voir sur la carte' });
  await button.click();
  await expect(page.getByText('La carte ne peut pas être affichée ici')).toBeVisible();
  await expect(button).toBeFocused(); // to try again
  await axe(page);
  await page.addInitScript(() => delete (AbortSignal as { any?: unknown }).any);
  await page.goto(url);
  await page.waitForFunction(() =>
    performance.getEntriesByType('resource').some((r) => r.name.includes('/assets/widget')),
  );
  await expect(page.getByRole('link', { name: 'Ailleurs' })).toBeVisible();
  await expect(page.getByRole('combobox')).toHaveCount(0);
});

test('whatever colour a partner has, its words are read', async ({ page, demo, partner }) => {
  const snippet = `<script type="module" src="${demo}widget.js"></script><maillage-widget></maillage-widget>`;
  await page.goto(partner.put('colours', { body: pageOf(snippet) }));
  const widget = page.locator('maillage-widget');
  await expect(field(widget)).toBeVisible();
  const worst = await widget.evaluate((host: HTMLElement) => {
    const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
    const luminance = (colour: string) => {
      paint.fillStyle = colour;
      paint.fillRect(0, 0, 1, 1);
      const [r, g, b] = [...paint.getImageData(0, 0, 1, 1).data]
        .map((v) => v / 255)
        .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
    };
    const contrast = (a: string, b: string) => {
      const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
      return (high! + 0.05) / (low! + 0.05);
    };
    const box = host.shadowRoot!.querySelector('.box')!;
    const [submit, around] = [...host.shadowRoot!.querySelectorAll('button')];
    let worst = { contrast: 21, at: '' };
    for (const theme of ['light', 'dark'])
      for (let i = 0; i < 125; i++) {
        const accent = `rgb(${(i % 5) * 63} ${(Math.floor(i / 5) % 5) * 63} ${Math.floor(i / 25) * 63})`;
        host.style.colorScheme = theme;
        host.style.setProperty('--maillage-accent', accent);
        const button = getComputedStyle(submit!);
        const paper = getComputedStyle(box).backgroundColor;
        for (const [what, ratio] of [
          ['words of the button', contrast(button.color, button.backgroundColor)],
          ['words on paper', contrast(getComputedStyle(around!).color, paper)],
        ] as const)
          if (ratio < worst.contrast) worst = { contrast: ratio, at: `${what}, ${accent}, ${theme}` };
      }
    return worst;
  });
  expect(worst.contrast, worst.at).toBeGreaterThan(4.5);
});

test('the widget weighs less than 15 kB before its map, and loads nothing of it', async ({ page, demo, partner }) => {
  const scripts: Promise<number>[] = [];
  page.on('requestfinished', (r) => {
    if (r.resourceType() === 'script') scripts.push(r.sizes().then((sizes) => sizes.responseBodySize));
  });
  const snippet = `<script type="module" src="${demo}widget.js"></script><maillage-widget></maillage-widget>`;
  await page.goto(partner.put('light', { body: pageOf(snippet) }));
  await search(page);
  const weight = (await Promise.all(scripts)).reduce((sum, bytes) => sum + bytes, 0);
  console.log(`the widget: ${weight} bytes in ${scripts.length} files`);
  expect(weight).toBeGreaterThan(1_000);
  expect(weight).toBeLessThan(15_000);
});

test('the configurator reads well, keeps its settings in its address, and finds a commune', async ({ page, demo }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(demo + 'integrer');
  await expect(field(page.locator('maillage-widget'))).toBeVisible();
  await fits(page, '320 px');
  await axe(page);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: 'dark' });
  const territory = page.getByLabel('Territoire');
  await territory.press('ArrowDown');
  await page.keyboard.press('ArrowDown'); // past the communes: a choice leads nowhere by itself
  await expect(territory).toHaveValue(/^departement:/);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Tab');
  await page.keyboard.type('sarviel');
  await expect(page.getByRole('listbox', { name: 'Lieux proposés' }).getByRole('option').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(territory).toBeFocused(); // the field that had it is gone
  await expect(code(page, 'script')).toContainText(/territoire="commune:\w{5}"/);
  await page.getByLabel('La couleur de votre site').check();
  await page.getByLabel('Proposer la carte').uncheck();
  await expect(code(page, 'policy')).not.toContainText('worker-src');
  await axe(page);
  await page.goto(page.url());
  await expect(page.locator('maillage-widget')).toHaveAttribute('territoire', /^commune:\w{5}$/);
  await expect(page.locator('maillage-widget')).toHaveAttribute('accent', '#0b5d66');
  await expect(page.locator('maillage-widget')).toHaveAttribute('map', 'non');
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page).toHaveURL(/lang=en.*territoire=commune/);
  await expect(page.locator('maillage-widget')).toHaveAttribute('map', 'non');
  await page.goto(demo + 'widget?lang=en&theme=dark');
  await search(page.locator('maillage-widget'));
  await axe(page);
});

test('the frame works without a script, in a tab of its own', async ({ browser, demo }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(demo + 'widget?publics=jeunes');
  await page.getByLabel('Adresse').fill('Sarvielle');
  const opened = context.waitForEvent('page');
  await page.getByRole('button', { name: 'Chercher (nouvel onglet)' }).click();
  const answered = await opened;
  await expect(answered.locator('#answer-title')).toBeVisible();
  await expect(answered.getByLabel('Je suis')).toHaveValue('jeunes');
  await context.close();
});
