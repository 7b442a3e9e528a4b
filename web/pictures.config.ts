import { defineConfig } from '@playwright/test';
import base from './playwright.config';

/** Takes the pictures of docs/img: make screenshots. */
export default defineConfig(base, { testMatch: '*.pictures.ts', timeout: 60_000 });
