import { attributes, settingsOf } from './settings';
import { dress } from './sheet';
import { createView, type View } from './view';
import { langOf, type Lang } from '../say';

let made = 0; // so that several of a page are told apart

/**
 * <maillage-widget>: one field, the first structures that answer it, the way to all of them. Its attributes are those
 * of settings.ts. All of it stands in a shadow root, out of reach of the page's styles; whatever fails is said inside.
 * What the page put inside it shows until the form stands.
 */
class MaillageWidget extends HTMLElement {
  static readonly observedAttributes: readonly string[] = attributes;

  readonly #shadow = this.attachShadow({ mode: 'open' });
  #view: View | undefined;
  #stale = false;
  readonly #nth = ++made;

  connectedCallback(): void {
    dress(this.#shadow);
    this.#draw();
  }

  disconnectedCallback(): void {
    this.#view?.remove();
    this.#view = undefined;
  }

  /** Attributes come one by one: what they change together is drawn once. A colour is put on what is drawn. */
  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (!this.#view || this.#stale || before === after) return;
    if (name === 'accent') return this.#view.paint(settingsOf(this).accent);
    this.#stale = true;
    queueMicrotask(() => {
      this.#stale = false;
      if (this.#view) this.#draw();
    });
  }

  /** Draws a new view, in which the question that stood is asked again. */
  #draw(): void {
    const first = this.#view?.question();
    this.#view?.remove();
    const held = document.activeElement;
    this.#view = createView({
      served: this.#served(),
      settings: settingsOf(this),
      lang: this.#lang(),
      nth: this.#nth,
      first,
      answered: (detail) => {
        this.dispatchEvent(new CustomEvent('maillage:answer', { detail, bubbles: true, composed: true }));
      },
    });
    this.#shadow.replaceChildren(this.#view.element);
    if (this.#shadow.contains(held)) (held as HTMLElement).focus(); // who had begun in what was served goes on
  }

  /** What stands inside where that is the form itself, as the frame's page says of its own: it is taken once, as it is. */
  #served(): DocumentFragment | undefined {
    if (!this.hasAttribute('data-served')) return undefined;
    this.removeAttribute('data-served');
    const served = document.createDocumentFragment();
    served.append(...this.childNodes);
    return served;
  }

  #lang(): Lang {
    return langOf(this.closest('[lang]')?.getAttribute('lang') ?? document.documentElement.lang);
  }
}

/** Defines the element, unless another script of the page has. A browser too old for it shows what the page put inside. */
export function define(): void {
  if (!customElements.get('maillage-widget') && isNew()) customElements.define('maillage-widget', MaillageWidget);
}

/** Whether the browser knows the youngest of what is used here. */
function isNew(): boolean {
  return 'adoptedStyleSheets' in document && 'any' in AbortSignal && CSS.supports('color', 'light-dark(#000, #fff)');
}
