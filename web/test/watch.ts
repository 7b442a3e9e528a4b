import type { BrowserContext, ConsoleMessage, Page, Request, Response } from '@playwright/test';

/** A degree with two decimals or more: a place. Addresses of pages and the state of history may not hold one. */
const position = /\d\.\d{2}/;

/** Watches the pages of a test, and notes what none may do. */
export class Watch {
  private readonly faults: string[] = [];
  private readonly allowed = new Set<string>();
  private readonly statuses = new Set([422]); // the service's word for a question it cannot answer
  private readonly pending: Promise<void>[] = [];

  private constructor(private readonly context: BrowserContext) {}

  /** Watches whatever happens in a context, in which pages may ask the given addresses only. */
  static async over(context: BrowserContext, urls: string[]): Promise<Watch> {
    const watch = new Watch(context);
    for (const url of urls) watch.allow(url);
    await context.addInitScript(confess);
    context.on('request', (r) => watch.pending.push(watch.request(r)));
    context.on('response', (r) => watch.pending.push(watch.response(r)));
    context.on('console', (m) => watch.console(m));
    context.on('weberror', (e) => watch.note(`an error that nobody caught: ${e.error().message}`));
    return watch;
  }

  /** Lets pages ask another server too, one that the test itself started: a partner's site. */
  allow(url: string): void {
    this.allowed.add(new URL(url).origin);
  }

  /** Lets the server answer so: browsers write each refusal on the console. */
  expectStatus(status: number): void {
    this.statuses.add(status);
  }

  /** All that was seen, once the pages are looked at a last time. */
  async end(): Promise<string[]> {
    await Promise.all(this.context.pages().map((page) => this.look(page)));
    const kept = await this.context.storageState({ indexedDB: true });
    for (const cookie of kept.cookies) this.note(`a cookie is kept: ${cookie.name}`);
    for (const o of kept.origins) this.note(`something is stored for ${o.origin}: ${JSON.stringify(o)}`);
    await Promise.all(this.pending);
    return this.faults;
  }

  private note(fault: string): void {
    this.faults.push(fault);
  }

  private async request(r: Request): Promise<void> {
    const url = new URL(r.url());
    if (url.protocol === 'data:' || url.protocol === 'blob:' || url.protocol === 'about:') return;
    if (!this.allowed.has(url.origin)) this.note(`a request to another host: ${url.href}`);
    if (r.isNavigationRequest() && position.test(url.pathname + url.search)) {
      this.note(`a position in the address of a page: ${url.href}`);
    }
    const headers = await r.allHeaders().catch(() => r.headers()); // a page may be gone before they are known
    if (headers.cookie) this.note(`a cookie is sent to ${url.href}`);
    if (position.test(headers.referer ?? '')) this.note(`a position in the referrer of ${url.href}`);
  }

  private async response(r: Response): Promise<void> {
    const headers = await r.allHeaders().catch(() => r.headers());
    if (headers['set-cookie']) this.note(`a cookie is set by ${r.url()}`);
  }

  private console(m: ConsoleMessage): void {
    if (m.type() !== 'error') return;
    const status = /^Failed to load resource.* status of (\d+)/.exec(m.text())?.[1];
    if (status && this.statuses.has(Number(status))) return;
    this.note(`on the console: ${m.text()} (${m.location().url})`);
  }

  private async look(page: Page): Promise<void> {
    if (page.isClosed() || page.url() === 'about:blank') return;
    const caches = await page.evaluate(() => self.caches?.keys() ?? []);
    if (caches.length > 0) this.note(`a cache is kept: ${caches.join(', ')}`);
    const url = new URL(page.url());
    if (position.test(url.pathname + url.search)) this.note(`a position in the address of a page: ${url.href}`);
  }
}

/**
 * Runs in every page before its own scripts, and says on the console whatever
 * they keep or put in the history that they must not. The console is watched.
 */
function confess(): void {
  const tell = (what: string) => console.error(`kept by the page: ${what}`);
  const set = Storage.prototype.setItem;
  Storage.prototype.setItem = function (key, value) {
    tell(`storage ${key}=${value}`);
    set.call(this, key, value);
  };
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (name, version) {
    tell(`database ${name}`);
    return open.call(this, name, version);
  };
  for (const verb of ['pushState', 'replaceState'] as const) {
    const write = history[verb];
    history[verb] = function (state, unused, url) {
      const { pathname, search } = new URL(url ?? '', document.baseURI);
      if (/\d\.\d{2}/.test(pathname + search)) tell(`a position in the address: ${url}`);
      if (/\d\.\d{2}/.test(JSON.stringify(state ?? null))) tell(`a position in the history: ${JSON.stringify(state)}`);
      write.call(this, state, unused, url);
    };
  }
}
