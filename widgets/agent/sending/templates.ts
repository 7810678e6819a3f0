/** Fetches the site's templates: the templates that can be sent, and the versions that earlier forms use. */
import type { TemplateId } from '../../../contracts/identifiers.ts'
import type { LocalisedText } from '../../../contracts/localised.ts'
import { getTemplate } from '../../../contracts/steps/get-template.ts'
import { listTemplates } from '../../../contracts/steps/list-templates.ts'
import type { Template } from '../../../contracts/template.ts'
import type { Reply } from '../../shared/api-client.ts'
import type { Access } from '../sign-in/access.ts'

export interface OfferedTemplate {
  readonly templateId: TemplateId
  readonly title: LocalisedText
}

export interface Templates {
  /** Lists all enabled templates, the suggested one first. */
  listEnabled(): Promise<Reply<readonly OfferedTemplate[]>>
  /**
   * Returns the given version of a template. Without `version`, returns the latest version, which is fetched each time. Other
   * versions are cached.
   */
  get(templateId: TemplateId, version?: number): Promise<Reply<Template>>
}

export const createTemplates = (access: Access, suggested?: TemplateId): Templates => {
  const rank = ({ templateId }: OfferedTemplate) => (templateId === suggested ? 0 : 1)
  const versions = new Map<string, Template>()
  return {
    async listEnabled() {
      const all: OfferedTemplate[] = []
      let cursor: string | undefined
      do {
        const query = { limit: '100', ...(cursor === undefined ? {} : { cursor }) }
        const page = await access.call(listTemplates, { path: {}, body: {}, query })
        if (page.outcome !== 'done') return page
        all.push(...page.value.templates.filter(({ enabled }) => enabled))
        cursor = page.value.cursor
      } while (cursor !== undefined)
      return { outcome: 'done', value: all.toSorted((one, other) => rank(one) - rank(other)) }
    },
    async get(templateId, version) {
      const known = versions.get(`${templateId} ${version}`)
      if (known !== undefined) return { outcome: 'done', value: known }
      const query: Record<string, string> = version === undefined ? {} : { version: String(version) }
      const reply = await access.call(getTemplate, { path: { templateId }, body: {}, query })
      if (reply.outcome === 'done') versions.set(`${templateId} ${reply.value.version}`, reply.value)
      return reply
    },
  }
}
