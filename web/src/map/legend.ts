import { duration, sayIn, type Lang, type Say } from '../say';
import { classesOf, rampOf, type Class } from './ramp';

/** What the colours mean, in words with their minutes. */
export class Legend {
  private readonly element = document.createElement('details');
  private readonly list = document.createElement('ul');
  private readonly say: Say;

  constructor(
    private readonly lang: Lang,
    container: HTMLElement,
  ) {
    this.say = sayIn(lang);
    const title = document.createElement('summary');
    title.textContent = this.say('Temps d’accès', 'Access time');
    this.element.className = 'legend';
    this.element.open = container.clientWidth >= 480;
    this.element.append(title, this.list);
    this.element.hidden = true;
    container.append(this.element);
  }

  /** Shows the classes of a target; null: nothing is painted. */
  show(target: number | null, night: boolean): void {
    this.element.hidden = target === null;
    if (target === null) return;
    const rows = classesOf(target, night).map((c) => this.row(c.colour, this.words(c, target), c.within));
    const none = this.row(rampOf(night).unreachable, this.say('aucun accès', 'no access'), false);
    none.firstElementChild!.classList.add('hatched');
    this.element.style.setProperty('--hatch', rampOf(night).hatch);
    this.list.replaceChildren(...rows, none);
  }

  private row(colour: string, words: string, within: boolean): HTMLElement {
    const item = document.createElement('li');
    const swatch = document.createElement('span');
    swatch.className = 'swatch';
    swatch.style.backgroundColor = colour;
    item.className = within ? 'within' : 'beyond';
    item.append(swatch, words);
    return item;
  }

  private words({ from, to }: Class, target: number): string {
    const [a, b] = [duration(this.lang, from), duration(this.lang, to)];
    const cible = this.say(', la cible', ', the target');
    if (from === 0) return this.say(`jusqu’à ${b}`, `up to ${b}`) + (to === target ? cible : '');
    if (to === Infinity) return this.say(`plus de ${a}`, `over ${a}`);
    return this.say(`de ${a} à ${b}`, `${a} to ${b}`) + (to === target ? cible : '');
  }
}
