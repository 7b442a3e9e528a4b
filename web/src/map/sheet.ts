import text from '../map.css';

let sheet: CSSStyleSheet | undefined;

/** Gives the map's style sheet to the page, or to the shadow root, that an element stands in. It is made of a script: no policy of a host forbids it. */
export function adoptSheet(element: HTMLElement): void {
  const root = element.getRootNode() as Document | ShadowRoot;
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}
