import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The resource types in the templates of a folder. */
export const resourceTypesIn = (folder: string): ReadonlySet<string> =>
  new Set(
    globSync('*.template.json', { cwd: folder }).flatMap((file) => {
      const { Resources } = JSON.parse(readFileSync(join(folder, file), 'utf8'))
      return Object.values<{ Type: string }>(Resources).map(({ Type }) => Type)
    }),
  )
