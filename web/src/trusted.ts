/** What Trusted Types give: strings that a page's policy lets pass. */
interface Policy {
  createHTML(text: string): string;
}

interface Policies {
  createPolicy(name: string, rules: Policy): Policy;
}

let policy: Policy | undefined;

/**
 * Lets the service's own HTML pass where a page requires Trusted Types; such a page allows the
 * policy by its name: trusted-types maillage. Where none are required, the text passes as it is.
 */
export function trusted(html: string): string {
  policy ??= (globalThis as { trustedTypes?: Policies }).trustedTypes?.createPolicy('maillage', {
    createHTML: (text) => text,
  });
  return policy?.createHTML(html) ?? html;
}
