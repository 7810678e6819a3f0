import type * as z from 'zod/mini'
import { SiteSettings } from '../../../contracts/site-settings.ts'

export const SiteRecord = SiteSettings
export type SiteRecord = z.infer<typeof SiteRecord>
