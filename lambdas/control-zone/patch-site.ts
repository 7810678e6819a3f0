/**
 * patch-site: changes the settings that the request names. Profiles are merged by name. `null` removes a profile, or the branding.
 */
import { SiteSettings } from '../../contracts/site-settings.ts'
import { patchSite as step } from '../../contracts/steps/patch-site.ts'
import { done, type Outcome, refused } from '../core/outcome.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import { type ChangeSitePorts, changeSite } from './change-site.ts'

export const patchSite =
  (ports: ChangeSitePorts) =>
  async ({ principal, ifMatch, body }: SignedInRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> =>
    await changeSite(ports)({
      principal,
      ifMatch,
      anyOf: step.anyOf,
      applyTo(before) {
        const profiles = SiteSettings.shape.profiles.safeParse(merged(before.profiles, body.profiles ?? {}))
        // After merging, the site may have more profiles than allowed.
        if (!profiles.success) return refused('not-valid', { errors: [{ field: 'profiles', code: 'bad-format' }] })
        const { branding = before.branding, ...changes } = body
        const { branding: _, ...kept } = before
        return done({
          ...kept,
          ...changes,
          ...(branding && { branding }),
          siteId: before.siteId,
          profiles: profiles.data,
        })
      },
    })

const merged = (before: object, changes: object): object =>
  Object.fromEntries(Object.entries({ ...before, ...changes }).filter(([, permissions]) => permissions !== null))
