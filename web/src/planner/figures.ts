/** What a link of the figures asks for. */
export type Wish = { sort: string } | { chosen: string } | { rows: string } | { zones: string };

/** What is chosen, as the figures mark it. */
export interface Chosen {
  zone: number | null;
  territory: { code: string; bounds: string | null } | null;
}

/** The figures: the server's own words, put in the place of those before. */
export class Figures {
  constructor(
    private readonly element: HTMLElement,
    wish: (wish: Wish) => void,
  ) {
    element.addEventListener('click', (event) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
      const wanted = link && !event.ctrlKey && !event.metaKey && !event.shiftKey && wishOf(link);
      if (!wanted) return;
      event.preventDefault();
      wish(wanted);
    });
  }

  /** Shows new figures. Whoever stood on a link of the old ones stands on the same of the new. */
  show(html: string): void {
    const focused = this.element.contains(document.activeElement) ? document.activeElement!.id : '';
    const scrolled = this.element.querySelector('.scroll')?.scrollLeft ?? 0;
    this.element.innerHTML = html;
    if (scrolled) this.element.querySelector('.scroll')!.scrollLeft = scrolled;
    if (focused) this.find(focused)?.focus({ preventScroll: true });
  }

  /** The key of the zone with a rank, listed or not. */
  zone(rank: number): string {
    const cells = this.element.querySelector<HTMLElement>('[data-cells]')?.dataset.cells ?? '';
    return `zone-${cells.split(' ')[rank - 1] ?? ''}`;
  }

  get chosen(): Chosen {
    const zone = this.element.querySelector<HTMLElement>('li.chosen')?.dataset.rank;
    const row = this.element.querySelector<HTMLElement>('tr.chosen')?.dataset;
    return {
      zone: zone ? Number(zone) : null,
      territory: row?.code ? { code: row.code, bounds: row.bounds ?? null } : null,
    };
  }

  /** The share of the headline, and its whole sentence. */
  get headline(): { share: string; sentence: string } {
    const text = (selector: string) => this.element.querySelector(selector)?.textContent ?? '';
    return { share: text('#headline strong'), sentence: `${text('#headline')}. ${text('.beyond')}.` };
  }

  private find(id: string): HTMLElement | null {
    return this.element.querySelector<HTMLElement>(`#${CSS.escape(id)}`);
  }
}

/** Links of the figures lead to the page with something changed: what that is. */
function wishOf(link: HTMLAnchorElement): Wish | null {
  const to = new URL(link.href).searchParams;
  if (link.dataset.sort !== undefined) return { sort: to.get('sort') ?? '' };
  if (link.dataset.choose !== undefined) return { chosen: to.get('chosen') ?? '' };
  if (link.dataset.more === 'rows') return { rows: 'all' };
  if (link.dataset.more === 'zones') return { zones: 'all' };
  return null;
}
