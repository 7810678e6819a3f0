import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { ensurePackages, InstallFailure } from '../../../tools/packages/ensure-packages.ts'
import { deploymentPackages, type PackageGroup } from '../../../tools/packages/package-groups.ts'

const Package = z.object({ devDependencies: z.record(z.string(), z.string()) })
const { devDependencies } = Package.parse(
  JSON.parse(readFileSync(resolve(import.meta.dirname, '../../../package.json'), 'utf8')),
)
const pinned = new Map(Object.entries(devDependencies).map(([name, given]) => [name, given.replace(/^npm:.*@/, '')]))

/** Calls it where only `installed` is installed. Returns the calls of npm and the lines that it prints. */
const ensure = (group: PackageGroup, installed: ReadonlyMap<string, string>, exitCode = 0) => {
  const calls: (readonly string[])[] = []
  const printed: string[] = []
  const ports = {
    installedVersion: (name: string) => installed.get(name),
    runNpm: (args: readonly string[]) => {
      calls.push(args)
      return exitCode
    },
    print: (line: string) => void printed.push(line),
  }
  ensurePackages(group, ports)
  return { calls, printed }
}

const forDeployment = new Map([...pinned].filter(([name]) => deploymentPackages.some((each) => each === name)))
const never = ['install', '--no-save', '--no-audit', '--no-fund']

describe('the packages of a command', () => {
  test('are not installed again if all have the pinned version', () => {
    for (const group of ['deployment', 'development'] as const) {
      expect(ensure(group, pinned)).toEqual({ calls: [], printed: [] })
    }
    expect(ensure('deployment', forDeployment)).toEqual({ calls: [], printed: [] })
  })

  test('for development are all of devDependencies', () => {
    const { calls, printed } = ensure('development', forDeployment)
    expect(calls).toEqual([[...never, '--include=dev']])
    expect(printed).toEqual([expect.stringMatching(/^This needs packages that npm start does not: .+ about \d+ MB\. /)])
  })

  test('for deployment are those in the list, in their pinned versions', () => {
    const { calls, printed } = ensure('deployment', new Map())
    const specifiers = [...forDeployment].map(([name, version]) => `${name}@${version}`)
    expect(calls).toEqual([[...never, '--save-prod', ...specifiers]])
    expect(specifiers).toHaveLength(deploymentPackages.length)
    expect(printed).toHaveLength(1)
  })

  test('are installed again if one has another version', () => {
    expect(ensure('deployment', new Map([...forDeployment, ['aws-cdk', '1.0.0']])).calls).toHaveLength(1)
  })

  test('lead to one sentence with the command to repeat if npm fails', () => {
    const failed = new InstallFailure('npm could not install them. To try again: npm run packages -- deployment')
    expect(() => ensure('deployment', new Map(), 1)).toThrow(failed)
  })
})
