/**
 * Saves one section of the site's settings. If another administrator has changed this section, shows the changes and saves
 * nothing. If only another section has changed, tries again. The other sections stay unchanged. If the page sent old values back,
 * it would undo changes by another administrator, for example the removal of a permission.
 */
import type { SiteSettings, SiteSettingsChange } from '../../../contracts/site-settings.ts'
import { getSite } from '../../../contracts/steps/get-site.ts'
import { patchSite } from '../../../contracts/steps/patch-site.ts'
import { type Form, type SummaryNote, showRefusal } from '../form/form.ts'
import { messages } from '../messages/current.ts'
import type { Service } from '../service.ts'

export interface SettingsSection {
  /** Shows concurrent changes to this section by another administrator, and returns a note for each change. */
  mergeConcurrentChanges(current: SiteSettings): readonly SummaryNote[]
  /** Returns the change to save. */
  changeOf(current: SiteSettings): SiteSettingsChange
}

/** The maximum number of attempts. An attempt fails if the site changes between the read and the write. */
const attempts = 5

/** Returns the saved settings. If nothing was saved, returns undefined, and the form shows why. */
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
