import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const workspaces = '{contracts,backend,frontend,sandbox}';
const alias = { '@': fileURLToPath(new URL('./frontend/src', import.meta.url)) };

export default defineConfig({
  test: {
    // Integration tests wait about as much as they compute: one worker more than cores.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: [`${workspaces}/**/*.spec.{ts,tsx}`],
          exclude: ['**/node_modules/**', '**/dist/**', '**/*.int.spec.ts'],
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'int',
          include: [`${workspaces}/**/*.int.spec.ts`],
          exclude: ['**/node_modules/**', '**/dist/**'],
          globalSetup: ['backend/test/support/global-setup.ts'],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
