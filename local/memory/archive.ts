import type { Archive } from '../../lambdas/audit/archive.ts'
import type { Clock } from '../../lambdas/core/clock.ts'

export interface MemoryArchive extends Archive {
  /** The objects by name, which a test may change. */
  readonly objects: Map<string, { text: string; storedAt: number }>
}

/** An archive in the memory of this process. */
export const memoryArchive = (clock: Clock): MemoryArchive => {
  const objects: MemoryArchive['objects'] = new Map()
  return {
    objects,
    async putOnce(name, text) {
      if (objects.has(name)) return false
      objects.set(name, { text, storedAt: clock.now() })
      return true
    },
    async read(name) {
      return objects.get(name)?.text
    },
    async list(folder) {
      const below = [...objects.keys()].filter((name) => name.startsWith(folder)).sort()
      const folders = below.flatMap((name) => {
        const end = name.indexOf('/', folder.length)
        return end < 0 ? [] : [name.slice(0, end + 1)]
      })
      const here = below.filter((name) => !name.includes('/', folder.length))
      return {
        folders: [...new Set(folders)],
        objects: here.map((name) => ({ name, storedAt: objects.get(name)?.storedAt ?? 0 })),
      }
    },
  }
}
