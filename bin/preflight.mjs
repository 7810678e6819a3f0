/**
 * `node bin/preflight.mjs <program> [arguments]`: checks what every command needs, and runs the program in this process.
 * If something is missing, it prints one sentence and exits with 1.
 *
 * It is plain JavaScript without the syntax of newer versions, because it also has to run on an outdated Node.
 */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const neededNode = 24
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'))

/** Returns true if the folder contains the pinned version. Another version is left over from an earlier checkout. */
const isInstalled = ([name, version]) => {
  const path = join('node_modules', name, 'package.json')
  return existsSync(join(root, path)) && read(path).version === version
}

const { arch, platform, versions } = process

/** Node's report names the version of glibc. On a system with another libc, such as Alpine with musl, it names none. */
const hasGlibc = () => platform === 'linux' && process.report.getReport().header.glibcVersionRuntime !== undefined

/** Whether a package of `optionalDependencies` contains a Node that runs here. */
const npmBringsNode = () =>
  platform === 'linux' ? ['arm64', 'x64'].includes(arch) && hasGlibc() : platform === 'win32' && arch === 'x64'

const systemName = () => {
  if (platform === 'linux' && !hasGlibc()) return 'Linux without glibc'
  return `${{ darwin: 'macOS', linux: 'Linux', win32: 'Windows' }[platform] || platform} on ${arch}`
}

function whatIsMissing() {
  const isOld = Number(versions.node.split('.')[0]) < neededNode
  const sentence = `Sealform needs Node ${neededNode} or newer, and this is Node ${versions.node}`
  if (isOld && !npmBringsNode()) {
    return `${sentence}: install it from https://nodejs.org or with your package manager, because npm install has no Node for ${systemName()}.`
  }
  if (!Object.entries(read('package.json').dependencies).every(isInstalled)) return 'Run npm install first.'
  return isOld ? `${sentence}: run npm install again with --include=optional, which brings it.` : undefined
}

const missing = whatIsMissing()
if (missing !== undefined) {
  console.error(missing)
  process.exitCode = 1
} else {
  const program = resolve(root, process.argv[2])
  process.argv.splice(1, 2, program)
  // Node exits with 13 if the program itself waits for something that can no longer happen. Here it would exit with 0.
  let isOver = false
  process.on('exit', (code) => {
    if (!isOver && code === 0) process.exitCode = 13
  })
  import(pathToFileURL(program).href).then(() => {
    isOver = true
  })
}
