import type { SiteId } from '../../contracts/identifiers.ts'
import type { Template } from '../../contracts/template.ts'
import type { Templates } from '../../lambdas/core/templates/templates.ts'
import { keyOf, type Tables } from './tables.ts'

export const memoryTemplates = ({ templates }: Tables): Templates => {
  function addVersion(siteId: SiteId, draft: Omit<Template, 'version'>): Promise<Template>
  function addVersion(
    siteId: SiteId,
    draft: Omit<Template, 'version'>,
    ifLatest: number | undefined,
  ): Promise<Template | undefined>
  async function addVersion(siteId: SiteId, draft: Omit<Template, 'version'>, ifLatest?: number) {
    const latest = templates.get(keyOf.template(siteId, draft.templateId, 'latest'))
    if (ifLatest !== undefined && latest?.template.version !== ifLatest) return undefined
    const template = { ...draft, version: (latest?.template.version ?? 0) + 1 }
    const row = { siteId, template, enabled: true }
    templates.put(keyOf.template(siteId, draft.templateId, template.version), row)
    templates.put(keyOf.template(siteId, draft.templateId, 'latest'), row)
    return structuredClone(template)
  }
  return {
    async list(siteId, { limit, after }) {
      const rest = templates
        .where((row) => row.siteId === siteId)
        // The latest version is stored twice; the row under `latest` has the switch.
        .map((row) => templates.get(keyOf.template(siteId, row.template.templateId, 'latest')) ?? row)
        .filter(
          (row, at, rows) => rows.findIndex((other) => other.template.templateId === row.template.templateId) === at,
        )
        .filter((row) => after === undefined || row.template.templateId > after)
        .sort((one, other) => (one.template.templateId < other.template.templateId ? -1 : 1))
      const page = rest.slice(0, limit)
      const last = page.at(-1)
      return rest.length > page.length && last !== undefined
        ? { templates: page, next: last.template.templateId }
        : { templates: page }
    },

    addVersion,

    async disable(siteId, templateId, ifLatest) {
      const key = keyOf.template(siteId, templateId, 'latest')
      const latest = templates.get(key)
      if (latest === undefined) return false
      if (ifLatest !== undefined && latest.template.version !== ifLatest) return false
      templates.put(key, { ...latest, enabled: false })
      return true
    },
  }
}
