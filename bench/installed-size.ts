/** The disk space of the packages that the README's first command installs. */
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'

const Lockfile = z.object({ packages: z.record(z.string(), z.object({ dev: z.optional(z.boolean()) })) })

/** The packages of npm that contain Node itself. */
const isNode = (path: string) => /^node_modules\/node-(linux|win)-/.test(path)

/**
 * Returns the disk space in bytes of all packages in package-lock.json that are not for development, without Node.
 * Packages for other systems are not on this disk.
 * @param root the folder of package-lock.json
 */
export const installedSize = (root: string): number => {
  const { packages } = Lockfile.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')))
  // A package inside another one is bundled with it, or belongs to it alone.
  const outermost = (path: string) => packages[/^node_modules\/(@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? path]
  return Object.keys(packages)
    .filter((path) => path !== '' && outermost(path)?.dev !== true && packages[path]?.dev !== true && !isNode(path))
    .reduce((sum, path) => sum + sizeOfPackage(join(root, path)), 0)
}

/** The size of a folder, without packages inside of it: the lockfile lists them separately. */
const sizeOfPackage = (folder: string): number => {
  if (!existsSync(folder)) return 0
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules')
    .reduce((sum, entry) => {
      const path = join(folder, entry.name)
      return sum + (entry.isDirectory() ? sizeOfPackage(path) : lstatSync(path).blocks * 512)
    }, 0)
}
