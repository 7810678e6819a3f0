import * as z from 'zod/mini'
import { SiteSettings } from '../../../contracts/site-settings.ts'

/** The settings with the number of times they were changed; absent of a site as it began. */
export const SiteRecord = z.extend(SiteSettings, { revision: z.optional(z.int()) })
export type SiteRecord = z.infer<typeof SiteRecord>
