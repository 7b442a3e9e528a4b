import text from '../map.css';

const sheets = new Map<boolean, CSSStyleSheet>();

/**
 * Gives the map's style sheet to the page, or to the shadow root, that an element stands in. It is made of a script: no
 * policy of a host forbids it. In a shadow root the page is a stranger's, who may have made of 1rem what they like:
 * there, sizes count from the text around the map.
 */
export function adoptSheet(element: HTMLElement): void {
  const root = element.getRootNode() as Document | ShadowRoot;
  const foreign = root instanceof ShadowRoot;
  let sheet = sheets.get(foreign);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(foreign ? text.replace(/(?<=\d)rem\b/g, 'em') : text);
    sheets.set(foreign, sheet);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}
