import * as z from 'zod/mini'
import { SiteId } from '../../../contracts/identifiers.ts'
import { Template } from '../../../contracts/template.ts'

/** A template version as stored: the latest version with its `enabled` flag, or an immutable earlier one. */
export const TemplateRecord = z.strictObject({ siteId: SiteId, template: Template, enabled: z.boolean() })
export type TemplateRecord = z.infer<typeof TemplateRecord>
