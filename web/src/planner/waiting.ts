import type { Say } from '../say';

/** What lasts no longer than this is not worth a word, milliseconds. */
const patience = 400;

/** Says that figures are being computed, where that lasts, and lets one stop it. */
export class Waiting {
  private readonly box = document.createElement('div');
  private readonly bar = document.createElement('progress');
  private readonly words = document.createElement('span');
  private readonly button = document.createElement('button');
  private timer = 0;

  constructor(
    private readonly figures: HTMLElement,
    private readonly say: Say,
    stop: () => void,
    again: () => void,
  ) {
    this.box.className = 'waiting';
    this.box.setAttribute('role', 'status');
    this.button.type = 'button';
    this.button.addEventListener('click', () => (this.stopped ? again() : stop()));
    this.box.append(this.bar, this.words, this.button);
    this.box.hidden = true;
    figures.before(this.box);
  }

  private get stopped(): boolean {
    return this.button.dataset.then === 'again';
  }

  /** A computation begins. */
  begin(): void {
    clearTimeout(this.timer);
    this.figures.setAttribute('aria-busy', 'true');
    this.timer = window.setTimeout(() => {
      this.show(this.say('Calcul en cours…', 'Computing…'), this.say('Arrêter', 'Stop'), 'stop', true);
    }, patience);
  }

  /** It is done. */
  end(): void {
    this.rest();
    if (this.box.contains(document.activeElement)) this.figures.querySelector<HTMLElement>('#headline')?.focus();
    this.box.hidden = true;
  }

  /** It did not come to its end: the figures in sight are those of before. */
  fail(words: string): void {
    this.rest();
    this.show(words, this.say('Recommencer', 'Try again'), 'again', false);
  }

  private rest(): void {
    clearTimeout(this.timer);
    this.figures.removeAttribute('aria-busy');
  }

  private show(words: string, action: string, then: string, moving: boolean): void {
    this.words.textContent = words;
    this.button.textContent = action;
    this.button.dataset.then = then;
    this.bar.setAttribute('aria-label', words);
    this.bar.hidden = !moving;
    this.box.hidden = false;
  }
}
