import type { Lang, Say } from '../say';
import { Figures, type Wish } from './figures';
import { PlanForm, type Change } from './form';
import { Latest } from './latest';
import { Outlines } from './outlines';
import { Plan } from './plan';
import { Stage } from './stage';
import { Waiting } from './waiting';

/** The page as a whole: one plan, and all that shows it. */
export class Planner {
  private plan: Plan;
  private readonly root: string;
  private readonly asked: string; // "&lang=en" where the address says it
  private readonly form: PlanForm;
  private readonly figures: Figures;
  private readonly stage: Stage;
  private readonly outlines: Outlines;
  private readonly waiting: Waiting;
  private readonly work: Latest;
  private readonly told = document.createElement('p');
  private readonly share = document.createElement('output');
  private moving = false; // the target has not come to rest
  private telling = 0; // timers
  private keeping = 0;

  constructor(
    form: HTMLFormElement,
    private readonly lang: Lang,
    private readonly say: Say,
  ) {
    const here = new URLSearchParams(location.search);
    this.root = new URL('.', form.action).href;
    this.asked = here.has('lang') ? `&lang=${lang}` : '';
    const element = document.querySelector<HTMLElement>('#figures')!;
    this.form = new PlanForm(form, (change) => this.changed(change));
    this.plan = this.form.read(new Plan(here));
    this.figures = new Figures(element, (wish) => this.wish(wish));
    this.work = new Latest((signal) => this.refresh(signal));
    this.waiting = new Waiting(
      element,
      say,
      () => this.stop(),
      () => void this.work.now(),
    );
    this.stage = new Stage({
      element: document.querySelector<HTMLElement>('#stage')!,
      root: this.root,
      lang: this.lang,
      chooseZone: (rank) => this.choose(this.figures.zone(rank)),
      chooseTerritory: (code) => this.choose(code),
    });
    this.outlines = new Outlines(this.root, (zones) => this.stage.outline(zones));
    this.told.className = 'unseen';
    this.told.setAttribute('role', 'status');
    this.share.setAttribute('aria-live', 'off'); // told has the whole sentence
    form.querySelector('.target')!.append(this.share);
    element.before(this.told);
  }

  /** Shows what the page came with, then the map. */
  begin(): void {
    this.showShare();
    this.record(true);
    addEventListener('popstate', () => this.back());
    void this.outlines.show(this.plan);
    this.stage.mark(this.figures.chosen, this.plan.get('by'));
    void this.stage.load(() => this.plan);
  }

  private changed(change: Change): void {
    this.plan = this.form.read(this.plan);
    this.stage.turn(this.plan.target);
    this.moving = change === 'moving';
    if (change === 'moving') void this.work.soon();
    else {
      this.keep();
      void this.work.now();
    }
  }

  private wish(wish: Wish): void {
    this.plan = this.plan.with(wish);
    this.moving = false;
    this.keep();
    void this.work.now();
  }

  /** Chooses what was pressed on the map; what is chosen is let go. */
  private choose(key: string): void {
    this.wish({ chosen: key === this.plan.get('chosen') ? '' : key });
  }

  private back(): void {
    clearTimeout(this.keeping);
    if (location.search === this.search) return; // only the fragment is another
    const here = new URLSearchParams(location.search);
    this.form.write(here);
    this.plan = this.form.read(new Plan(here));
    if (location.search !== this.search) return location.reload(); // it asks for what this page has no field for
    this.moving = false;
    this.record(true);
    void this.work.now();
  }

  /** The query of the page's address, as a plan writes it. */
  private get search(): string {
    return `?${this.plan.query}${this.asked}`;
  }

  /** Keeps the plan in the page's address, once it rests. */
  private keep(): void {
    clearTimeout(this.keeping);
    this.keeping = window.setTimeout(
      () => this.record(withoutTarget(this.search) === withoutTarget(location.search)),
      250,
    );
  }

  /** Writes the plan into the page's address, and into the link to the other language. */
  private record(sameView: boolean): void {
    const next = this.search;
    if (next !== location.search) history[sameView ? 'replaceState' : 'pushState'](null, '', next);
    const other = document.querySelector<HTMLAnchorElement>('.top a[hreflang]');
    if (other) other.href = `${this.root}planifier?${this.plan.query}&lang=${other.hreflang}`;
  }

  /**
   * Asks for the figures of the plan, and shows them with the map's colours. While the target moves, the colours
   * alone tell where the white zones are, and the first rows how territories fare: to cut outlines into tiles, or to
   * lay out thousands of rows, would take longer than all the rest.
   */
  private async refresh(signal: AbortSignal): Promise<void> {
    const [plan, moving] = [this.plan, this.moving];
    this.waiting.begin();
    try {
      const asked = performance.now();
      const [html] = await Promise.all([
        this.ask(moving ? plan.with({ rows: null, zones: null }) : plan, signal),
        this.stage.paint(plan, signal),
      ]);
      if (signal.aborted) return;
      const answered = performance.now();
      if (moving) this.outlines.clear();
      else void this.outlines.show(plan);
      this.figures.show(html, moving);
      this.stage.mark(this.figures.chosen, plan.get('by'));
      this.waiting.end();
      this.showShare();
      this.tell();
      note('answer', asked, answered);
      note('apply', answered, performance.now());
    } catch {
      if (signal.aborted) return;
      this.waiting.fail(
        this.say(
          'Les chiffres n’ont pas pu être demandés : ceux d’avant sont affichés.',
          'The figures could not be asked for: those of before are shown.',
        ),
      );
    }
  }

  private async ask(plan: Plan, signal: AbortSignal): Promise<string> {
    const answer = await fetch(`${this.root}planifier/tableau?${plan.query}${this.asked}`, { signal });
    const said = answer.ok || answer.status === 422; // a refusal says in words what is wrong; a proxy's page, nothing
    if (!said || !answer.headers.get('Content-Type')?.startsWith('text/html'))
      throw new Error(`no figures: ${answer.status}`);
    return answer.text();
  }

  private stop(): void {
    this.work.stop();
    this.waiting.fail(
      this.say('Calcul arrêté : les chiffres d’avant sont affichés.', 'Stopped: the figures of before are shown.'),
    );
  }

  /** The headline's share beside the slider, where a phone shows nothing else of it. */
  private showShare(): void {
    this.share.textContent = this.figures.headline.share;
  }

  /** Tells screen readers the headline once the slider rests. */
  private tell(): void {
    clearTimeout(this.telling);
    this.telling = window.setTimeout(() => (this.told.textContent = this.figures.headline.sentence), 600);
  }
}

/** A view is the same wherever the slider stands: going back leads to another view. */
function withoutTarget(query: string): string {
  const values = new URLSearchParams(query);
  values.delete('target');
  values.sort();
  return values.toString();
}

/** Leaves how long a part of a change lasted where the bench reads it. */
function note(part: string, start: number, end: number): void {
  performance.clearMeasures(part);
  performance.measure(part, { start, end });
}
