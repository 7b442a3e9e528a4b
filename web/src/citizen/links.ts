/**
 * Links within the page lead to their place without writing it into the address,
 * which holds the question; the link to the other language takes the question along.
 */
export function keepFragment(): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
    if (!link || event.defaultPrevented) return;
    if (link.hasAttribute('hreflang')) link.hash = location.hash;
    const id = /^#([\w-]+)$/.exec(link.getAttribute('href')!)?.[1];
    const place = id ? document.getElementById(id) : null;
    if (!place) return;
    event.preventDefault();
    place.focus();
    place.scrollIntoView();
  });
}
