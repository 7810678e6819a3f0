/** The settings of a site that its administrators may change: lifetimes, limits, profiles, embedding origins. */
import * as z from 'zod/mini'
import { ProfileName, SiteId } from './identifiers.ts'
import { builtInProfiles, permissions } from './permissions.ts'
import { isPlainLine, plainLinePattern } from './plain-text.ts'
import { Theme } from './theme.ts'
import { isWebOrigin, originPattern } from './web-origin.ts'

/** Returns the schema of an integer setting between two inclusive bounds. A new site has the default. */
const setting = (minimum: number, maximum: number, byDefault: number) =>
  z._default(z.int().check(z.minimum(minimum), z.maximum(maximum)), byDefault)

/** For each number: the inclusive bounds, and the value that a new site has. */
export const numericBounds = {
  openKeySeconds: [10, 3_600, 300],
  submitKeySeconds: [5, 120, 30],
  retrieveKeySeconds: [5, 120, 60],
  formMinutes: [1, 1_440, 30],
  holdingSeconds: [5, 120, 60],
  retentionMonths: [1, 13, 13],
  idleMinutes: [1, 15, 15],
  failedSignIns: [3, 10, 3],
  sendsPerMinute: [1, 60_000, 600],
} as const

const numericSettings = {
  openKeySeconds: setting(...numericBounds.openKeySeconds),
  submitKeySeconds: setting(...numericBounds.submitKeySeconds),
  retrieveKeySeconds: setting(...numericBounds.retrieveKeySeconds),
  formMinutes: setting(...numericBounds.formMinutes),
  holdingSeconds: setting(...numericBounds.holdingSeconds),
  retentionMonths: setting(...numericBounds.retentionMonths),
  idleMinutes: setting(...numericBounds.idleMinutes),
  failedSignIns: setting(...numericBounds.failedSignIns),
  sendsPerMinute: setting(...numericBounds.sendsPerMinute),
}

const Name = z
  .string()
  .check(z.minLength(1), z.maxLength(200), z.refine(isPlainLine), z.meta({ pattern: plainLinePattern }))

/** The name of a site until an administrator sets one: its id, capitalised. */
export const defaultSiteName = (siteId: SiteId): string => siteId.charAt(0).toUpperCase() + siteId.slice(1)

/** The maximum number of profiles of a site, not counting the built-in ones. */
const maxProfiles = 100

const hasRoom = (profiles: object, most: number): boolean =>
  Object.keys(profiles).filter((name) => !Object.hasOwn(builtInProfiles, name)).length <= most

const Permissions = z.array(z.enum(permissions)).check(z.maxLength(permissions.length))

const settings = {
  ...numericSettings,
  embeddingOrigins: z._default(
    z
      .array(z.string().check(z.maxLength(300), z.refine(isWebOrigin), z.meta({ pattern: originPattern.source })))
      .check(z.maxLength(100)),
    [],
  ),
  profiles: z._default(
    z.record(ProfileName, Permissions).check(z.refine((profiles) => hasRoom(profiles, maxProfiles))),
    {},
  ),
}

type Required<Settings> = {
  [Name in keyof Settings]: Settings[Name] extends z.ZodMiniDefault<infer Setting> ? Setting : Settings[Name]
}

/** Removes the defaults from these schemas, so that every setting is required. */
function required<const Settings extends Readonly<Record<string, z.ZodMiniDefault>>>(
  given: Settings,
): Required<Settings>
function required(given: Readonly<Record<string, z.ZodMiniDefault>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(given).map(([name, setting]) => [name, setting.def.innerType]))
}

const requiredSettings = required(settings)

/**
 * A site id in the body. The service ignores it and uses the site id in the token. It is accepted, so that a client can
 * send back the settings that it has read.
 */
const ignoredSiteId = z.optional(z.string())

/** The look of the site's forms. The accent and the logo of a template take precedence. Absent until an administrator sets it. */
const branding = z.optional(Theme)

/**
 * The body of put-site. Every field is required, so that no setting is reset because a client omits it. A field that is
 * added in a later version must be optional here. It keeps its value if an older client omits it.
 */
export const SiteSettingsDraft = z.strictObject({ siteId: ignoredSiteId, name: Name, ...requiredSettings, branding })
export type SiteSettingsDraft = z.infer<typeof SiteSettingsDraft>

/**
 * The body of patch-site: any subset of the fields. Profiles are merged by name. `null` removes a profile, or the branding.
 */
export const SiteSettingsChange = z.partial(
  z.strictObject({
    siteId: ignoredSiteId,
    name: Name,
    ...requiredSettings,
    profiles: z
      .record(ProfileName, z.nullable(Permissions))
      .check(z.refine((profiles) => hasRoom(profiles, 2 * maxProfiles))),
    branding: z.nullable(Theme),
  }),
)
export type SiteSettingsChange = z.infer<typeof SiteSettingsChange>

export const SiteSettings = z.strictObject({ siteId: SiteId, name: Name, ...settings, branding })
export type SiteSettings = z.infer<typeof SiteSettings>
