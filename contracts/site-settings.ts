/** What an administrator may set for their site: lifetimes, limits, profiles, the origins that may embed the pages. */
import * as z from 'zod/mini'
import { ProfileName, SiteId } from './identifiers.ts'
import { permissions } from './permissions.ts'
import { isPlainLine } from './plain-text.ts'
import { isWebOrigin } from './web-origin.ts'

/** A whole number between two bounds, both allowed; absent means the default. */
const setting = (minimum: number, maximum: number, byDefault: number) =>
  z._default(z.int().check(z.minimum(minimum), z.maximum(maximum)), byDefault)

const numericSettings = {
  openKeySeconds: setting(10, 3_600, 300),
  submitKeySeconds: setting(5, 120, 30),
  retrieveKeySeconds: setting(5, 120, 60),
  formMinutes: setting(1, 1_440, 30),
  holdingSeconds: setting(5, 120, 60),
  retentionMonths: setting(1, 13, 13),
  idleMinutes: setting(1, 15, 15),
  failedSignIns: setting(3, 10, 3),
  sendsPerMinute: setting(1, 60_000, 600),
}

const Name = z.string().check(z.minLength(1), z.maxLength(200), z.refine(isPlainLine))

/** What a site is called until somebody names it: its id, with a capital. */
export const defaultSiteName = (siteId: SiteId): string => siteId.charAt(0).toUpperCase() + siteId.slice(1)

const settings = {
  ...numericSettings,
  embeddingOrigins: z._default(
    z.array(z.string().check(z.maxLength(300), z.refine(isWebOrigin))).check(z.maxLength(100)),
    [],
  ),
  profiles: z._default(
    z
      .record(ProfileName, z.array(z.enum(permissions)).check(z.maxLength(permissions.length)))
      .check(z.refine((profiles) => Object.keys(profiles).length <= 100)),
    {},
  ),
}

/** `siteId` is taken from the token; here it is ignored, so that what was read can be put back. */
export const SiteSettingsDraft = z.strictObject({
  siteId: z.optional(z.string()),
  name: z.optional(Name),
  ...settings,
})
export type SiteSettingsDraft = z.infer<typeof SiteSettingsDraft>

export const SiteSettings = z.strictObject({ siteId: SiteId, name: Name, ...settings })
export type SiteSettings = z.infer<typeof SiteSettings>
