/**
 * Links within the page lead to their place without writing it into the address,
 * which holds the question; the link to the other language takes the question along.
 */
export function keepFragment(): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
    if (!link || event.defaultPrevented) return;
    if (link.hreflang) {
      link.search = inLanguage(link.hreflang); // what the page was opened with may be another question
      link.hash = location.hash;
    }
    const id = /^#([\w-]+)$/.exec(link.getAttribute('href')!)?.[1];
    const place = id ? document.getElementById(id) : null;
    if (!place) return;
    event.preventDefault();
    place.focus();
    place.scrollIntoView();
  });
}

/** The query of the page as its address now is, in a language; what says where somebody is has no place in it. */
function inLanguage(lang: string): string {
  const query = new URLSearchParams(location.search);
  for (const name of ['q', 'lat', 'lon']) query.delete(name);
  query.set('lang', lang);
  return query.toString();
}
