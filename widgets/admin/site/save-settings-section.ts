/**
 * Saves a part of the settings of the site over what the whole is at that moment. The contract replaces all of them at once, and
 * a page that sent what it once read would bring back what somebody has taken away since, a permission among it.
 *
 * Two people who press at the same moment may still meet between the reading and the writing; one of them is then too late.
 */
import type { SiteSettings, SiteSettingsDraft } from '../../../contracts/site-settings.ts'
import { getSite } from '../../../contracts/steps/get-site.ts'
import { putSite } from '../../../contracts/steps/put-site.ts'
import { type Form, type Note, showRefusal } from '../form/form.ts'
import { messages } from '../messages/en.ts'
import type { Service } from '../service.ts'

export interface SettingsSection {
  /** What somebody else has changed of this part since it was shown; by then it is shown as they made it. */
  mergeConcurrentChanges(current: SiteSettings): readonly Note[]
  /** The whole as it is to be. */
  applyTo(current: SiteSettings): SiteSettingsDraft
}

/** What was saved. Nothing when nothing was, which the form tells. */
export const saveSettingsSection = async (
  service: Service,
  form: Form,
  section: SettingsSection,
): Promise<SiteSettings | undefined> => {
  const current = await service.call(getSite, { path: {}, body: {} })
  if (current.outcome !== 'done') return refuse(form, current)
  const changes = section.mergeConcurrentChanges(current.value)
  if (changes.length > 0) {
    form.showSummary(messages.meanwhile.heading, changes)
    return undefined
  }
  const saved = await service.call(putSite, { path: {}, body: section.applyTo(current.value) })
  if (saved.outcome !== 'done') return refuse(form, saved)
  form.showErrors([])
  return saved.value
}

const refuse = (form: Form, reply: Parameters<typeof showRefusal>[1]): undefined => {
  showRefusal(form, reply)
  return undefined
}
