import type { TemplateRecord } from '../../lambdas/core/templates/template-record.ts'
import type { Templates } from '../../lambdas/core/templates/templates.ts'
import type { Chains } from './audit.ts'
import { keyOf, type Tables } from './tables.ts'

export const memoryTemplates = ({ templates }: Tables, chains: Chains): Templates => {
  const putVersion = (row: TemplateRecord): void => {
    const { siteId, template } = row
    for (const version of [template.version, 'latest'] as const) {
      templates.put(keyOf.template(siteId, template.templateId, version), row)
    }
  }
  return {
    async list(siteId, { limit, after }) {
      const rest = templates
        .where((row) => row.siteId === siteId)
        // The latest version is stored under its number and under `latest`. Only the row under `latest` states whether
        // the template is enabled.
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

    async add(siteId, draft) {
      if (templates.has(keyOf.template(siteId, draft.templateId, 'latest'))) return false
      putVersion({ siteId, template: { ...draft, version: 1 }, enabled: true })
      return true
    },

    async addVersion(siteId, draft, { event, ifLatest }) {
      const latest = templates.get(keyOf.template(siteId, draft.templateId, 'latest'))
      if (ifLatest !== undefined && latest?.template.version !== ifLatest) return undefined
      const template = { ...draft, version: (latest?.template.version ?? 0) + 1 }
      chains.linkToDay(event)
      putVersion({ siteId, template, enabled: true })
      return structuredClone(template)
    },

    async disable(siteId, templateId, { event, ifLatest }) {
      const key = keyOf.template(siteId, templateId, 'latest')
      const latest = templates.get(key)
      if (latest === undefined) return false
      if (ifLatest !== undefined && latest.template.version !== ifLatest) return false
      chains.linkToDay(event)
      templates.put(key, { ...latest, enabled: false })
      return true
    },
  }
}
