// Prints the first missing prerequisite in one sentence, or nothing if all prerequisites are met.
// It is plain JavaScript that even Node 20 can run, because this script reports an outdated Node.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const neededNode = 24
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'))

/** Returns the version in a specifier. `npm:typescript@7.0.2` is an alias: the folder contains version 7.0.2. */
const versionOf = (specifier) => specifier.slice(specifier.lastIndexOf('@') + 1)

/**
 * Returns true if the folder contains the pinned version. A folder with another version is left over from an earlier
 * checkout.
 */
const isInstalled = ([name, specifier]) => {
  const path = join('node_modules', name, 'package.json')
  return existsSync(join(root, path)) && read(path).version === versionOf(specifier)
}

function whatIsMissing() {
  const { dependencies, devDependencies } = read('package.json')
  const needed = process.argv.includes('--with-development') ? { ...dependencies, ...devDependencies } : dependencies
  if (!Object.entries(needed).every(isInstalled)) return 'Run npm install first.'
  const [major] = process.versions.node.split('.')
  if (Number(major) < neededNode) {
    return `Sealform needs Node ${neededNode} or newer, and the Node on this path is ${process.versions.node}: install it from https://nodejs.org, then run npm install again.`
  }
  return undefined
}

const missing = whatIsMissing()
if (missing !== undefined) {
  console.error(missing)
  process.exitCode = 1
}
