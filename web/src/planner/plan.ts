/** The names that ask a question, as the API has them; the others say how its answer is shown. */
const asks = [
  'mode',
  'level',
  'publics',
  'reseaux_porteurs',
  'accessible',
  'eligible',
  'season',
  'territoire',
  'group',
];
/** What an address need not say. */
export const usual = new Map([
  ['group', 'all'],
  ['paint', 'cells'],
  ['sort', '-uncovered'],
]);

/**
 * What the page shows, as the query of its address: the fields of the form, and
 * what was chosen in the figures (sort, chosen, rows, zones). It holds no position.
 */
export class Plan {
  constructor(private readonly values: URLSearchParams) {}

  /** The plan with some values in the place of its own; null takes one away. */
  with(changes: Record<string, string | null>): Plan {
    const next = new URLSearchParams(this.values);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) next.delete(name);
      else next.set(name, value);
    }
    return new Plan(next);
  }

  get(name: string): string {
    return this.values.get(name) ?? '';
  }

  get target(): number {
    return Number(this.values.get('target') ?? 30);
  }

  /** As the page's address writes it: what is usual is left out. */
  get query(): string {
    const out = new URLSearchParams();
    for (const [name, value] of this.values) {
      if (value !== '' && usual.get(name) !== value && name !== 'lang') out.append(name, value);
    }
    return out.toString();
  }

  /** Whom it is about and how they travel, but for the target: what a cell's time depends on. */
  get filters(): URLSearchParams {
    return this.only(asks);
  }

  /** The same and the target: what the white zones depend on. */
  get question(): URLSearchParams {
    return this.only([...asks, 'target']);
  }

  /** The same, by territory, but for the target: what a territory's times depend on. */
  get territories(): URLSearchParams {
    return this.only([...asks, 'by']);
  }

  private only(names: string[]): URLSearchParams {
    const out = new URLSearchParams();
    for (const [name, value] of this.values) {
      if (value !== '' && names.includes(name) && usual.get(name) !== value) out.append(name, value);
    }
    return out;
  }
}
