/** The page inside a partner's frame: a widget with the settings of its address, which tells how high it is. */
import { define } from './element';
import { settingsIn } from './settings';

const widget = document.querySelector('maillage-widget')!;
const settings = settingsIn(new URLSearchParams(location.search));
for (const [name, value] of Object.entries(settings)) widget.setAttribute(name, value);
if (settings.theme) document.documentElement.dataset.theme = settings.theme;
if (widget.querySelector('form')) define(); // the page says why there is none

/** Tells the page around how many pixels show everything, and nothing else: whoever holds the frame may hear it. */
new ResizeObserver(() => {
  const height = Math.ceil(document.body.getBoundingClientRect().height);
  parent.postMessage({ type: 'maillage:height', height }, '*');
}).observe(document.body);
