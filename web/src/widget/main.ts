/** What widget.js loads: the element, and nothing else of a page's. */
import { define } from './element';

define();
