import type { Plan } from './plan';

/**
 * The outlines of the white zones. They are cut where a target lies, which lasts seconds in a large region: figures
 * do not wait for them, and they are asked for once a question, however its answer is sorted.
 */
export class Outlines {
  private question = ''; // whose outlines are drawn, or asked for
  private asked = new AbortController();

  constructor(
    private readonly root: string,
    private readonly draw: (zones: GeoJSON.FeatureCollection | null) => void,
  ) {}

  /** Draws none, and gives up those that were asked for. */
  clear(): void {
    this.asked.abort();
    this.question = '';
    this.draw(null);
  }

  /** Draws those of a plan once they are there; none until then. */
  async show(plan: Plan): Promise<void> {
    const question = plan.question.toString();
    if (question === this.question) return;
    this.clear();
    this.question = question;
    const { signal } = (this.asked = new AbortController());
    try {
      const answer = await fetch(`${this.root}api/v1/gaps?${question}&f=geojson`, { signal });
      if (!answer.ok) throw new Error(`no outlines: ${answer.status}`);
      this.draw((await answer.json()) as GeoJSON.FeatureCollection);
    } catch {
      if (!signal.aborted) this.question = ''; // colours tell where the zones are; the next change asks again
    }
  }
}
