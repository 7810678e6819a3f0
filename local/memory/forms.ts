import type { FormRecord } from '../../lambdas/core/forms/form.ts'
import { isEnded } from '../../lambdas/core/forms/form-state.ts'
import type { FormCondition, Forms } from '../../lambdas/core/forms/forms.ts'
import type { Tables } from './tables.ts'

const meetsCondition = (form: FormRecord, condition: FormCondition): boolean =>
  !isEnded(form) &&
  condition.states.includes(form.state) &&
  condition.generation === form.generation &&
  (condition.visitorHash === undefined || condition.visitorHash === form.visitorHash) &&
  (condition.unboundOrBoundTo === undefined || [undefined, condition.unboundOrBoundTo].includes(form.visitorHash)) &&
  (condition.notExpiredAt === undefined || condition.notExpiredAt < form.expiresAt)

export const memoryForms = ({ forms, keys }: Tables): Forms => ({
  async add(form, openKey) {
    forms.put(form.formId, form)
    keys.put(openKey.keyHash, openKey)
  },

  async change(formId, condition, change) {
    const form = forms.get(formId)
    if (form === undefined || !meetsCondition(form, condition)) return undefined
    forms.put(formId, applyChange(form, change))
    return form
  },

  async listByConversation({ siteId, conversationId }, { limit, after }) {
    const rest = forms
      .all()
      .filter((form) => form.siteId === siteId && form.conversationId === conversationId)
      .filter((form) => after === undefined || form.formId > after)
    const page = rest.slice(0, limit)
    const last = page.at(-1)
    return rest.length > page.length && last !== undefined ? { forms: page, next: last.formId } : { forms: page }
  },

  async end(formId, closedAt) {
    const form = forms.get(formId)
    if (form !== undefined) forms.put(formId, { ...form, closedAt: form.closedAt ?? closedAt })
  },

  async erase(formId, erasedAt) {
    const form = forms.get(formId)
    if (form === undefined || form.erasedAt !== undefined || form.submissionId !== undefined) return
    if (form.sentAt <= erasedAt) forms.put(formId, { ...form, erasedAt })
  },
})

/** `undefined` removes. What must be there is never removed by any step. */
function applyChange(form: FormRecord, change: Parameters<Forms['change']>[2]): FormRecord {
  const { state, generation, expiresAt, locale, settings, sentAt, ...optional } = change
  return {
    ...form,
    ...optional,
    state: state ?? form.state,
    generation: generation ?? form.generation,
    expiresAt: expiresAt ?? form.expiresAt,
    locale: locale ?? form.locale,
    settings: settings ?? form.settings,
    sentAt: sentAt ?? form.sentAt,
  }
}
