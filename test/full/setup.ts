/** Starts what the selected tests need, and lists what is unavailable. In CI that is a failure. */
import type { TestProject } from 'vitest/node'
import { needsBrowsers, needsServices } from '../vitest/missing-dependencies.ts'
import { findBrowsers } from './browsers.ts'
import { startServices } from './services.ts'

export async function setup({ vitest, config }: TestProject) {
  const files = vitest.state.getPaths()
  const services = files.some(needsServices) ? await startServices({ nightly: config.env.NIGHTLY === 'on' }) : undefined
  const browsers = files.some(needsBrowsers) ? findBrowsers() : undefined
  Object.assign(process.env, services?.env, browsers?.env)
  const unavailable = [...(services?.unavailable ?? []), ...(browsers?.unavailable ?? [])]
  return async () => {
    await services?.stop()
    for (const { name, why } of unavailable) console.log(`\n${name} is not available: ${why}`)
    if (process.env.CI === 'true' && unavailable.length > 0) process.exitCode = 1
  }
}
