import { hasMap, parameterOf, queryOf, type Attribute, type Settings } from '../widget/settings';

/** The codes of a widget with some settings, by what they are for. */
export interface Codes {
  /** The element and its script. */
  script: string;
  /** The page in a frame. */
  frame: string;
  link: string;
  /** What a host's Content-Security-Policy must allow for the element. */
  policy: string;
  /** What is added where the host requires Trusted Types. */
  trustedTypes: string;
  /** And for the frame. */
  framePolicy: string;
  /** What a host's Permissions-Policy must allow for "around me" in the frame. */
  permissions: string;
}

/** How high a frame is before it tells how high it should be, in pixels: the form and three structures. */
const frameHeight = 720;

/** Writes the codes of a widget of the service at root; title says in words what it does. */
export function codesOf(root: string, settings: Settings, title: string): Codes {
  const { origin } = new URL(root);
  const pairs = Object.entries(settings) as [Attribute, string][];
  const attributes = pairs.map(([name, value]) => ` ${name}="${escape(value)}"`).join('');
  const link = `<a href="${escape(withQuery(root, linkQuery(settings)))}">${escape(title)}</a>`;
  const all = new URLSearchParams(pairs.map(([name, value]) => [parameterOf(name), value]));
  return {
    script: [
      `<script type="module" src="${escape(root)}widget.js"></script>`,
      `<maillage-widget${attributes}>`,
      `  ${link}`,
      `</maillage-widget>`,
    ].join('\n'),
    frame:
      `<iframe src="${escape(withQuery(root + 'widget', all))}" title="${escape(title)}"\n` +
      `  width="100%" height="${frameHeight}" frameborder="0" loading="lazy" allow="geolocation"></iframe>`,
    link,
    policy: policyOf(origin, hasMap(settings)),
    trustedTypes: 'trusted-types maillage',
    framePolicy: `frame-src ${origin}`,
    permissions: `geolocation=(self "${origin}")`,
  };
}

/** Scripts and questions go to the service; MapLibre's workers start from a blob that imports the service's script. */
function policyOf(origin: string, map: boolean): string {
  return [`script-src ${origin}`, `connect-src ${origin}`, ...(map ? [`worker-src ${origin} blob:`] : [])].join('; ');
}

/** A link to the service's page says what narrows the question, and the language. */
function linkQuery(settings: Settings): URLSearchParams {
  const query = queryOf(settings);
  if (settings.lang) query.set('lang', settings.lang);
  return query;
}

/** An address with a query, in which the signs that may stand there as they are do. */
function withQuery(address: string, query: URLSearchParams): string {
  const text = query.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
  return text ? `${address}?${text}` : address;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
