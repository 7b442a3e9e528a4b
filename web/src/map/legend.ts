import { duration, number, sayIn, type Lang, type Say } from '../say';
import type { Painting } from './painting';
import { paletteOf } from './palette';
import { classesOf, rampOf, type Class } from './ramp';

/** What the colours mean: a scale in minutes at a glance, and each in words when it is unfolded. */
export class Legend {
  private readonly element = document.createElement('details');
  private readonly name = document.createTextNode('');
  private readonly scale = document.createElement('span');
  private readonly list = document.createElement('ul');
  private readonly say: Say;

  constructor(
    private readonly lang: Lang,
    container: HTMLElement,
  ) {
    this.say = sayIn(lang);
    const title = document.createElement('summary');
    this.scale.className = 'map-scale';
    this.scale.setAttribute('aria-hidden', 'true');
    title.append(this.name, this.scale);
    this.element.className = 'map-legend';
    this.element.append(title, this.list);
    this.element.hidden = true;
    container.append(this.element);
  }

  /** Shows the classes of what is painted; null: nothing is. */
  show(painting: Painting | null, night: boolean): void {
    this.element.hidden = painting === null;
    if (painting === null) return;
    const { target, by } = painting;
    this.name.data =
      by === 'cells'
        ? this.say('Temps d’accès', 'Access time')
        : this.say('Temps d’accès médian', 'Median access time');
    const classes = classesOf(target, night);
    this.scale.replaceChildren(...classes.map((c) => this.step(c, target)));
    const rows = (within: boolean) =>
      classes.filter((c) => c.within === within).map((c) => row(c.colour, this.words(c)));
    const turn = document.createElement('li');
    turn.className = 'map-turn';
    turn.textContent = `${this.say('Cible :', 'Target:')} ${this.time(target)}`;
    const none = row(rampOf(night).unreachable, this.say('aucun accès', 'no access'));
    none.firstElementChild!.classList.add('hatched');
    this.element.style.setProperty('--hatch', rampOf(night).hatch);
    const nobody = row(paletteOf(night).land, this.say('personne n’y habite', 'nobody lives there'));
    this.list.replaceChildren(...rows(true), turn, ...rows(false), none, ...(by === 'cells' ? [nobody] : []));
  }

  /** One step of the scale: its colour, and at its end its minutes. */
  private step({ to, colour }: Class, target: number): HTMLElement {
    const step = swatch(colour);
    if (to === Infinity) return step;
    const end = document.createElement('span');
    end.textContent = to < 60 && to !== target ? this.figure(to) : this.time(to);
    step.classList.toggle('target', to === target);
    step.append(end);
    return step;
  }

  private words({ from, to }: Class): string {
    const [a, b] = [this.time(from), this.time(to)];
    if (from === 0) return this.say(`jusqu’à ${b}`, `up to ${b}`);
    if (to === Infinity) return this.say(`plus de ${a}`, `over ${a}`);
    const start = to < 60 ? this.figure(from) : a;
    return this.say(`de ${start} à ${b}`, `${start} to ${b}`);
  }

  /** A time to the tenth, where a target of halves asks for it. */
  private time(minutes: number): string {
    return minutes < 60 ? `${this.figure(minutes)}\u202fmin` : duration(this.lang, minutes);
  }

  private figure(minutes: number): string {
    return number(this.lang, minutes, Number.isInteger(minutes) ? 0 : 1);
  }
}

function row(colour: string, words: string): HTMLElement {
  const item = document.createElement('li');
  item.append(swatch(colour), words);
  return item;
}

function swatch(colour: string): HTMLElement {
  const patch = document.createElement('span');
  patch.className = 'map-swatch';
  patch.style.backgroundColor = colour;
  return patch;
}
