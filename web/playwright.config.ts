import { defineConfig } from '@playwright/test';

/** The pages' tests, in the Chromium that the machine has: Playwright downloads none. */
export default defineConfig({
  testDir: 'test',
  outputDir: 'test-results',
  timeout: 60_000, // a map is drawn without a graphics card here
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  reporter: [['line']],
  globalSetup: './test/serve.ts',
  use: {
    launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] },
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
  },
});
