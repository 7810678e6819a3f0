import type { SiteId, TemplateId } from '../../../contracts/identifiers.ts'
import type { Template } from '../../../contracts/template.ts'
import type { Records } from '../records/records.ts'

/** Reads versions of templates. A version never changes, so each process reads it once. */
export interface TemplateVersions {
  /** Returns nothing if the version does not exist. Throws `storage-failed` and `stored-item-malformed`. */
  read(ref: { siteId: SiteId; templateId: TemplateId; version: number }): Promise<Template | undefined>
}

/** A template has up to about 100 KB, so the cache has up to about 10 MB. */
const maxVersions = 100

/** Returns a reader that remembers the last versions that it has read. */
export const templateVersions = (records: Pick<Records, 'read'>): TemplateVersions => {
  const known = new Map<string, Template>()
  return {
    async read(ref) {
      const name = JSON.stringify([ref.siteId, ref.templateId, ref.version])
      const template = known.get(name) ?? (await records.read({ template: ref })).template?.template
      if (template === undefined) return undefined
      // The oldest entry of a map comes first.
      known.delete(name)
      known.set(name, template)
      const [oldest] = known.keys()
      if (known.size > maxVersions && oldest !== undefined) known.delete(oldest)
      return template
    },
  }
}
