/** What Trusted Types give: strings that a page's policy lets pass. */
interface Policy {
  createHTML(text: string): string;
  createScriptURL(url: string): string;
}

interface Policies {
  createPolicy(name: string, rules: Policy): Policy;
}

let policy: Policy | undefined;

/**
 * The policy of ours, where the browser knows Trusted Types. A page that requires them allows it by its name:
 * trusted-types maillage.
 */
function ours(): Policy | undefined {
  policy ??= (globalThis as { trustedTypes?: Policies }).trustedTypes?.createPolicy('maillage', {
    createHTML: (text) => text,
    createScriptURL: (url) => url,
  });
  return policy;
}

/** Lets the service's own HTML pass. */
export const trusted = (html: string): string => ours()?.createHTML(html) ?? html;

/** Lets the address of a script of the service pass. */
export const trustedURL = (url: string): string => ours()?.createScriptURL(url) ?? url;
