import type { Bounds, MaillageMap } from '../map/types';
import type { Lang } from '../say';
import type { Chosen } from './figures';
import type { Plan } from './plan';

/** What the stage is made with, and whom it tells what is pressed. */
export interface StageOptions {
  element: HTMLElement;
  root: string;
  lang: Lang;
  chooseZone: (rank: number) => void;
  chooseTerritory: (code: string) => void;
}

/** The planner's map: painted by cell or by territory, with the white zones' outlines. It comes after the figures. */
export class Stage {
  private map: MaillageMap | null = null;
  private painted = '';
  private wanted = ''; // painted, or soon
  private target = 0;
  private zones: GeoJSON.FeatureCollection | null = null;
  private chosen: Chosen = { zone: null, territory: null };

  constructor(private readonly o: StageOptions) {}

  /** Loads the map and shows the plan of then. Where it cannot be, it says so itself. */
  async load(plan: () => Plan): Promise<void> {
    const { element, root, lang } = this.o;
    const { createMap } = await import('../map/main');
    const sources = [...document.querySelectorAll('.cited > span')].map((span) => span.textContent).join(' · ');
    try {
      this.map = await createMap({ container: element, root, lang, sources });
    } catch {
      return;
    }
    this.map.onTerritory((code) => this.o.chooseTerritory(code));
    this.drawZones();
    await this.paint(plan()).catch(() => {}); // unpainted until the next change
    this.mark(this.chosen, plan().get('by'));
  }

  /** Moves the turn of the colours: nothing is asked for. */
  turn(target: number): void {
    this.target = target;
    this.map?.setTarget(target);
  }

  /** Paints what a plan is about, if it is not painted yet. */
  async paint(plan: Plan, signal?: AbortSignal): Promise<void> {
    if (!this.map) return;
    const territories = plan.get('paint') === 'territories';
    const key = territories ? `territories?${plan.territories}` : `cells?${plan.filters}`;
    this.wanted = key;
    if (key === this.painted) {
      if (plan.target !== this.target) this.turn(plan.target);
      return;
    }
    if (territories) {
      const minutes = await this.ask(plan.territories, signal);
      if (key !== this.wanted) return; // another was asked for meanwhile
      this.map.showTerritories(plan.get('by'), minutes, plan.target);
    } else this.map.showCells(plan.filters, plan.target);
    this.painted = key;
    this.target = plan.target;
  }

  /** Draws the outlines of the white zones; null: none. */
  outline(zones: GeoJSON.FeatureCollection | null): void {
    if (zones === this.zones) return; // none before, none now
    this.zones = zones;
    this.drawZones();
  }

  /** Marks what is chosen, and brings it into sight where it was not chosen before. */
  mark(chosen: Chosen, by: string): void {
    const before = this.chosen;
    this.chosen = chosen;
    this.map?.chooseZone(chosen.zone);
    const { code = null, bounds = null } = chosen.territory ?? {};
    const seen = code !== null && code === before.territory?.code;
    this.map?.chooseTerritory(by, code, bounds && !seen ? (bounds.split(',').map(Number) as Bounds) : undefined);
  }

  private drawZones(): void {
    this.map?.showZones(this.zones, this.o.chooseZone);
  }

  /** The median time of each territory, which does not depend on the target. */
  private async ask(question: URLSearchParams, signal?: AbortSignal): Promise<Map<string, number | null>> {
    const answer = await fetch(`${this.o.root}api/v1/coverage?${question}`, { signal: signal ?? null });
    if (!answer.ok) throw new Error(`no times: ${answer.status}`);
    const { rows } = (await answer.json()) as {
      rows: { code?: string; median_minutes: number | null; people: number }[];
    };
    return new Map(rows.filter((r) => r.code && r.people > 0).map((r) => [r.code!, r.median_minutes]));
  }
}
