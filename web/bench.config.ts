import { defineConfig } from '@playwright/test';
import tests from './playwright.config';

/** The pages' benches: figures to be read, on a machine that does nothing else. `make bench-pages` runs them. */
export default defineConfig({ ...tests, testMatch: '*.bench.ts', workers: 1, fullyParallel: false, timeout: 120_000 });
