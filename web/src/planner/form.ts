import { Plan } from './plan';

/** How a change came: while a finger is still on the slider, or for good. */
export type Change = 'moving' | 'settled';

/** The names that links of the figures set, and no field does. */
const shown = ['sort', 'chosen', 'rows', 'zones'];

/** The form, whose every change is told at once: its button is not needed. */
export class PlanForm {
  private readonly slider: HTMLInputElement;
  private readonly minutes: HTMLInputElement;
  /** What the fields said before anyone touched them, for addresses that do not tell. */
  private readonly first: FormData;

  constructor(
    readonly element: HTMLFormElement,
    private readonly tell: (change: Change) => void,
  ) {
    this.slider = element.querySelector('#slide')!;
    this.minutes = element.querySelector('#target')!;
    this.first = new FormData(element);
    for (const hidden of [this.slider, element.querySelector<HTMLElement>('#paint')!]) hidden.hidden = false;
    element.querySelector<HTMLElement>('[type=submit]')!.hidden = true;
    this.slider.addEventListener('input', () => this.slid());
    this.slider.addEventListener('change', () => this.tell('settled'));
    this.minutes.addEventListener('input', () => this.typed());
    element.addEventListener('change', ({ target }) => {
      if (target !== this.slider && target !== this.minutes) this.tell('settled');
    });
    element.addEventListener('submit', (event) => {
      event.preventDefault();
      this.tell('settled');
    });
    this.mark();
  }

  /** The plan of the fields as they stand, and of what another plan shows. */
  read(from: Plan): Plan {
    const values = new URLSearchParams();
    for (const [name, value] of new FormData(this.element)) {
      if (name !== 'lang' && !shown.includes(name)) values.append(name, String(value));
    }
    for (const name of shown) values.set(name, from.get(name));
    return new Plan(values);
  }

  /** Sets the fields to an address; those it does not tell, as they were at first. */
  write(values: URLSearchParams): void {
    for (const field of this.element.elements) {
      if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement) || !field.name) continue;
      const given = values.getAll(field.name).flatMap((value) => [value, ...value.split(',')]);
      const wanted = values.has(field.name) ? given : this.first.getAll(field.name).map(String);
      if (field instanceof HTMLInputElement && ['checkbox', 'radio'].includes(field.type)) {
        field.checked = wanted.includes(field.value);
      } else field.value = wanted[0] ?? '';
    }
    this.mark();
  }

  private slid(): void {
    this.minutes.value = this.slider.value;
    this.mark();
    this.tell('moving');
  }

  private typed(): void {
    if (!this.minutes.validity.valid) return; // half a number: the field says what it wants
    this.mark();
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
