import { defineConfig } from 'vitest/config'
import { skipFilesWithMissingDependencies } from './test/vitest/missing-dependencies.ts'
import { summaryReporter } from './test/vitest/reporter.ts'

// npm sets both for its scripts and for npx, because .npmrc omits packages. They would change React, and what npm does in a test.
process.env.NODE_ENV = 'test'
delete process.env.npm_config_omit

const seconds = 1000
const endToEnd = ['test/**/*.e2e.test.ts']
const full = ['test/**/*.full.test.ts']
const deployed = ['test/emulated-aws/deployed.full.test.ts']
const withServers = { testTimeout: 60 * seconds, hookTimeout: 60 * seconds }

/** What all projects share. */
const shared = {
  pool: 'forks',
  maxWorkers: 2,
  // Files share the modules of their worker: loading the AWS SDK once for each file took three quarters of the CPU time.
  isolate: false,
  setupFiles: ['test/property-seed.ts'],
} as const

/**
 * Four groups by what a test needs: Node alone, a running server or browser, services that the set-up of the group starts, and an
 * emulated AWS account. `npx vitest run <path>` looks in all of them.
 */
export default defineConfig(({ mode }) => {
  const plugins = [skipFilesWithMissingDependencies()]
  const project = <Options extends object>(options: Options) => ({ plugins, test: { ...shared, ...options } })
  return {
    test: {
      reporters: ['default', summaryReporter()],
      globalSetup: 'test/vitest/setup.ts',
      projects: [
        project({
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: [...endToEnd, ...full],
          testTimeout: 20 * seconds,
          hookTimeout: 20 * seconds,
        }),
        project({ name: 'e2e', include: endToEnd, ...withServers }),
        project({
          name: 'full',
          include: full,
          exclude: deployed,
          globalSetup: 'test/full/setup.ts',
          env: mode === 'nightly' ? { NIGHTLY: 'on', RACE_ROUNDS: '10', BENCH_RATIOS: 'on' } : {},
          ...withServers,
        }),
        project({
          name: 'deployed',
          include: deployed,
          globalSetup: 'test/emulated-aws/setup.ts',
          // After all others: it uses the whole machine for minutes.
          sequence: { groupOrder: 1 },
          ...withServers,
        }),
      ],
    },
  }
})
