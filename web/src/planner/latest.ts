/** Does a piece of work again and again, so that the last asked for is the last done. */
export class Latest {
  private running: AbortController | null = null;
  private again = false;

  constructor(private readonly work: (signal: AbortSignal) => Promise<void>) {}

  /** Begins anew at once: what is under way is given up. */
  now(): Promise<void> {
    this.stop();
    return this.run();
  }

  /** Begins when what is under way is done: one at a time, however often it is asked for. */
  async soon(): Promise<void> {
    if (this.running) this.again = true;
    else await this.run();
  }

  /** Gives up what is under way. */
  stop(): void {
    this.again = false;
    this.running?.abort();
    this.running = null;
  }

  private async run(): Promise<void> {
    const mine = (this.running = new AbortController());
    try {
      await this.work(mine.signal);
    } finally {
      if (this.running === mine) {
        this.running = null;
        if (this.again) {
          this.again = false;
          await this.run();
        }
      }
    }
  }
}
