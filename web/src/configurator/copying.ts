import type { Say } from '../say';

/** A code that is shown, and copied by a button. */
export interface Shown {
  write(code: string): void;
}

/** Fills a box with a code and the button that copies it; told says aloud what was done. */
export function showCode(box: HTMLElement, say: Say, told: HTMLElement): Shown {
  const pre = document.createElement('pre');
  const code = document.createElement('code');
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = say('Copier', 'Copy');
  button.setAttribute('aria-label', say(`Copier : ${box.dataset.title}`, `Copy: ${box.dataset.title}`));
  pre.append(code);
  box.append(pre, button);
  let timer: ReturnType<typeof setTimeout> | undefined;

  button.addEventListener('click', () => {
    void copy(code).then((copied) => {
      const words = copied
        ? say('Copié', 'Copied')
        : say('Sélectionné : copiez avec Ctrl+C', 'Selected: copy with Ctrl+C');
      button.textContent = words;
      told.textContent = words;
      clearTimeout(timer);
      timer = setTimeout(() => {
        button.textContent = say('Copier', 'Copy');
        told.textContent = '';
      }, 3_000);
    });
  });
  return { write: (text) => (code.textContent = text) };
}

/** Copies a text, or, where the browser does not let a page do so, selects it. */
async function copy(code: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(code.textContent ?? '');
    return true;
  } catch {
    getSelection()?.selectAllChildren(code);
    return false;
  }
}
