/** Installs the packages of a group unless they are installed. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import * as z from 'zod/mini'
import { additions, deploymentPackages, type PackageGroup } from './package-groups.ts'
import { runNpm } from './run-npm.ts'

const root = resolve(import.meta.dirname, '../..')

/** The message is one sentence that names the command which repeats the installation. */
export class InstallFailure extends Error {
  override readonly name = 'InstallFailure'
}

export interface PackagePorts {
  /** Returns the version of an installed package. */
  readonly installedVersion: (name: string) => string | undefined
  /** Runs npm in the root of the project, and returns its exit code. */
  readonly runNpm: (args: readonly string[]) => number
  /** Prints a line for the person who runs the command. */
  readonly print: (line: string) => void
}

const Manifest = z.object({ version: z.string(), devDependencies: z.optional(z.record(z.string(), z.string())) })
const readManifest = (path: string) => Manifest.parse(JSON.parse(readFileSync(join(root, path), 'utf8')))

const thisMachine: PackagePorts = {
  installedVersion(name) {
    const path = join('node_modules', name, 'package.json')
    return existsSync(join(root, path)) ? readManifest(path).version : undefined
  },
  runNpm,
  print: (line) => console.error(line),
}

/** Returns the version in a specifier. `npm:typescript@7.0.2` is an alias: the folder contains version 7.0.2. */
const versionIn = (specifier: string): string => specifier.slice(specifier.lastIndexOf('@') + 1)

/**
 * Installs the group from the lockfile, which stays as it is, and says so first. Does nothing if each package of the group is
 * installed in the pinned version.
 * @throws {InstallFailure} if npm fails
 */
export const ensurePackages = (group: PackageGroup, ports: PackagePorts = thisMachine): void => {
  const pinned = Object.entries(readManifest('package.json').devDependencies ?? {})
  const needed = group === 'development' ? pinned : pinned.filter(([name]) => isForDeployment(name))
  if (needed.every(([name, specifier]) => ports.installedVersion(name) === versionIn(specifier))) return
  const { contents, megabytes } = additions[group]
  ports.print(
    `This needs packages that npm start does not: ${contents}, about ${megabytes} MB. Installing them into node_modules ...`,
  )
  // npm installs the packages that it is given as dependencies, and --no-save leaves package.json and the lockfile alone.
  const asDependencies = ['--save-prod', ...needed.map(([name, specifier]) => `${name}@${specifier}`)]
  const choice = group === 'development' ? ['--include=dev'] : asDependencies
  if (ports.runNpm(['install', '--no-save', '--no-audit', '--no-fund', ...choice]) !== 0) {
    throw new InstallFailure(`npm could not install them. To try again: npm run packages -- ${group}`)
  }
}

const isForDeployment = (name: string): boolean => deploymentPackages.some((each) => each === name)
