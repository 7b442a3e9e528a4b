/** Shows the field of a moment only where another moment than now is chosen. What it returns looks again. */
export function followLater(form: HTMLFormElement): () => void {
  const when = form.elements.namedItem('quand');
  const at = form.elements.namedItem('at');
  if (!(when instanceof HTMLSelectElement) || !(at instanceof HTMLInputElement)) return () => {};
  const box = at.closest<HTMLElement>('.later');
  const follow = () => {
    at.required = when.value === 'plus-tard';
    if (box) box.hidden = !at.required;
  };
  when.addEventListener('change', follow);
  follow();
  return follow;
}
