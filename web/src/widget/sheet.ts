import answer from '../answer.css';
import places from '../places/places.css';
import own from './widget.css';

let sheet: CSSStyleSheet | undefined;

/**
 * Dresses a shadow root. A constructed sheet is no inline style: pages whose policy refuses those accept it.
 * Sizes count from the widget's own text, not from the page's, which may have made of 1rem what it likes.
 */
export function dress(shadow: ShadowRoot): void {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync((places + answer + own).replace(/(?<=\d)rem\b/g, 'em'));
  }
  if (!shadow.adoptedStyleSheets.includes(sheet)) shadow.adoptedStyleSheets.push(sheet);
}
