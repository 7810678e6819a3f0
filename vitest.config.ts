import { defineConfig } from 'vitest/config'

const seconds = 1000
const endToEnd = ['test/**/*.e2e.test.ts']
const full = ['test/**/*.full.test.ts']

/**
 * Three groups by what a test needs: Node alone, a running server or browser, and services that only `npm run test:full`
 * starts. `npx vitest run <path>` looks in all of them.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    // Files share the modules of their worker: loading the AWS SDK once for each file took three quarters of the CPU time.
    isolate: false,
    setupFiles: ['test/property-seed.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: [...endToEnd, ...full],
          testTimeout: 20 * seconds,
          hookTimeout: 20 * seconds,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          // Some files of the agent panel share a browser that the first of them closes.
          isolate: true,
          include: endToEnd,
          exclude: full,
          testTimeout: 60 * seconds,
          hookTimeout: 60 * seconds,
        },
      },
      {
        extends: true,
        test: { name: 'full', isolate: true, include: full, testTimeout: 60 * seconds, hookTimeout: 60 * seconds },
      },
    ],
  },
})
