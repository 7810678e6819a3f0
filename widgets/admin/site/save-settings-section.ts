/**
 * Saves a part of the settings of the site and leaves the rest, on condition that the site is still as it was read a moment before: a
 * page that sent what it once read would bring back what somebody has taken away since, a permission among it.
 */
import type { SiteSettings, SiteSettingsChange } from '../../../contracts/site-settings.ts'
import { getSite } from '../../../contracts/steps/get-site.ts'
import { patchSite } from '../../../contracts/steps/patch-site.ts'
import { type Form, type Note, showRefusal } from '../form/form.ts'
import { messages } from '../messages/en.ts'
import type { Service } from '../service.ts'

export interface SettingsSection {
  /** What somebody else has changed of this part since it was shown; by then it is shown as they made it. */
  mergeConcurrentChanges(current: SiteSettings): readonly Note[]
  /** The part as it is to be. */
  changeOf(current: SiteSettings): SiteSettingsChange
}

/** How often it is read again because somebody saved another part between the reading and the writing. */
const attempts = 5

/** What was saved. Nothing when nothing was, which the form tells. */
export const saveSettingsSection = async (
  service: Service,
  form: Form,
  section: SettingsSection,
): Promise<SiteSettings | undefined> => {
  for (let attempt = 1; ; attempt++) {
    const current = await service.call(getSite, { path: {}, body: {} })
    if (current.outcome !== 'done') return refuse(form, current)
    const changes = section.mergeConcurrentChanges(current.value)
    if (changes.length > 0) {
      form.showSummary(messages.meanwhile.heading, changes)
      return undefined
    }
    const { etag } = current
    const body = section.changeOf(current.value)
    const saved = await service.call(patchSite, { path: {}, body, ...(etag !== undefined && { ifMatch: etag }) })
    if (saved.outcome === 'done') {
      form.showErrors([])
      return saved.value
    }
    const isChangedMeanwhile = saved.outcome === 'refused' && saved.code === 'changed-meanwhile'
    if (!isChangedMeanwhile || attempt === attempts) return refuse(form, saved)
  }
}

const refuse = (form: Form, reply: Parameters<typeof showRefusal>[1]): undefined => {
  showRefusal(form, reply)
  return undefined
}
