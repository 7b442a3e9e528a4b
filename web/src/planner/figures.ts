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

  /**
   * Shows new figures. Whoever stood on a link of the old ones stands on the same of the new, or on what follows.
   * While the target moves, no part gets shorter than it was, so that nothing jumps under the hand, and what is
   * out of sight is not laid out: that of fifty rows takes longer than all the rest.
   */
  show(html: string, moving: boolean): void {
    const follow = this.followed();
    const scrolled = this.element.querySelector('.scroll')?.scrollLeft ?? 0;
    const boxes = moving ? this.parts.map((part) => part.getBoundingClientRect()) : [];
    this.element.innerHTML = html;
    this.parts.forEach((part, i) => boxes[i] && hold(part, boxes[i]));
    if (scrolled) this.element.querySelector('.scroll')?.scrollTo({ left: scrolled, behavior: 'instant' });
    follow?.()?.focus({ preventScroll: true });
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

  /** The panel and the table. */
  private get parts(): HTMLElement[] {
    return [...this.element.querySelectorAll<HTMLElement>('.panel, .table')];
  }

  /** How to find, in new figures, what follows on what has the focus in these; null where nothing of them has it. */
  private followed(): (() => HTMLElement | null) | null {
    const old = document.activeElement;
    if (!(old instanceof HTMLElement) || !old.id || !this.element.contains(old)) return null;
    const choices = `.${old.closest('section')?.className} [data-choose]`;
    const listed = this.element.querySelectorAll(choices).length;
    return () => {
      const more = old.dataset.more && this.element.querySelectorAll<HTMLElement>(choices)[listed];
      const letGo = this.find(`territory-${old.dataset.choose}`);
      return this.find(old.id) || more || letGo || this.find('headline');
    };
  }

  private find(id: string): HTMLElement | null {
    return this.element.querySelector<HTMLElement>(`#${CSS.escape(id)}`);
  }
}

/** Gives a part the room of the one it replaces. */
function hold(part: HTMLElement, { height, top, bottom }: DOMRect): void {
  part.style.minHeight = `${height}px`;
  if (bottom < 0 || top > innerHeight) part.style.contentVisibility = 'hidden';
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
