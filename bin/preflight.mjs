// Says in one sentence what is missing before anything else runs, and nothing when all is well.
// Plain JavaScript of the oldest Node that can start it (20), because it is what finds the Node that is too old.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const neededNode = 24
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'))

/** `npm:typescript@7.0.2` is an alias: what lies in the folder is version 7.0.2. */
const versionOf = (specifier) => specifier.slice(specifier.lastIndexOf('@') + 1)

/** Every version is pinned exactly, so a folder that holds another one is left over from an earlier checkout. */
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
