import * as z from 'zod/mini'
import { SiteSettings } from '../../../contracts/site-settings.ts'

/** A site's settings with their revision. The revision is the number of changes, and is absent for a new site. */
export const SiteRecord = z.extend(SiteSettings, { revision: z.optional(z.int()) })
export type SiteRecord = z.infer<typeof SiteRecord>
