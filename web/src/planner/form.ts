import { Plan, usual } from './plan';

/** How a change came: while the target still moves, or for good. */
export type Change = 'moving' | 'settled';

/** The names that links of the figures set, and no field does. */
const shown = ['sort', 'chosen', 'rows', 'zones'];

/** The form, whose every change is told at once: its button is not needed. */
export class PlanForm {
  private readonly slider: HTMLInputElement;
  private readonly minutes: HTMLInputElement;
  private resting = 0; // timer

  constructor(
    readonly element: HTMLFormElement,
    private readonly tell: (change: Change) => void,
  ) {
    this.slider = element.querySelector('#slide')!;
    this.minutes = element.querySelector('#target')!;
    for (const hidden of [this.slider, element.querySelector<HTMLElement>('#paint')!]) hidden.hidden = false;
    element.querySelector<HTMLElement>('[type=submit]')!.hidden = true;
    this.slider.addEventListener('input', () => this.slid());
    this.slider.addEventListener('change', () => this.rest());
    this.minutes.addEventListener('input', () => this.typed());
    element.addEventListener('change', ({ target }) => {
      if (target !== this.slider && target !== this.minutes) this.settle();
    });
    element.addEventListener('submit', (event) => {
      event.preventDefault();
      this.settle();
    });
    this.mark();
  }

  /** The plan of the fields as they stand, and of what another plan shows. */
  read(from: Plan): Plan {
    const values = new URLSearchParams();
    for (const [name, value] of new FormData(this.element)) {
      if (name !== 'lang' && !shown.includes(name)) values.append(name, String(value));
    }
    if (!this.minutes.validity.valid) values.set('target', from.get('target')); // half a number
    for (const name of shown) values.set(name, from.get(name));
    return new Plan(values);
  }

  /** Sets the fields to an address that a plan has written: what it does not tell is as usual. */
  write(values: URLSearchParams): void {
    for (const field of this.element.elements) {
      if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement) || !field.name) continue;
      const wanted = values.has(field.name) ? values.getAll(field.name) : [usual.get(field.name) ?? ''];
      if (field instanceof HTMLInputElement && ['checkbox', 'radio'].includes(field.type)) {
        field.checked = wanted.includes(field.value);
      } else field.value = wanted[0]!;
    }
    this.mark();
  }

  private slid(): void {
    this.minutes.value = this.slider.value;
    this.move();
  }

  private typed(): void {
    if (!this.minutes.validity.valid) return; // half a number: the field says what it wants
    this.move();
    this.rest();
  }

  private move(): void {
    clearTimeout(this.resting);
    this.mark();
    this.tell('moving');
  }

  /** The target comes to rest, unless it moves on at once, as it does under a key that is held. */
  private rest(): void {
    clearTimeout(this.resting);
    this.resting = window.setTimeout(() => this.settle(), 150);
  }

  private settle(): void {
    clearTimeout(this.resting);
    this.tell('settled');
  }

  /** Puts the slider where the number is; its track turns colour there, as the map does. */
  private mark(): void {
    this.slider.value = this.minutes.value;
    const { min, max, value } = this.slider;
    const at = (Number(value) - Number(min)) / (Number(max) - Number(min));
    this.slider.style.setProperty('--at', String(at));
  }
}
