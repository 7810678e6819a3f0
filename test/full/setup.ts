/** Starts what the selected tests need, and lists what is unavailable. In CI that is a failure. */
import type { TestProject } from 'vitest/node'
import { needsServices } from '../vitest/missing-dependencies.ts'
import { startServices } from './services.ts'

export async function setup({ vitest }: TestProject) {
  if (!vitest.state.getPaths().some(needsServices)) return undefined
  const { env, unavailable, stop } = await startServices()
  Object.assign(process.env, env)
  return async () => {
    await stop()
    for (const { name, why } of unavailable) console.log(`\n${name} is not available: ${why}`)
    if (process.env.CI === 'true' && unavailable.length > 0) process.exitCode = 1
  }
}
