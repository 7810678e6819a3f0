import type { FormRecord } from '../../lambdas/core/forms/form.ts'
import { formPositionOf, isPositionOf } from '../../lambdas/core/forms/form-position.ts'
import { isEnded } from '../../lambdas/core/forms/form-state.ts'
import { type FormCondition, type Forms, withChange } from '../../lambdas/core/forms/forms.ts'
import { type Chains, macOf } from './audit.ts'
import { keyOf, type Tables } from './tables.ts'

const meetsCondition = (form: FormRecord, condition: FormCondition): boolean =>
  !isEnded(form) &&
  condition.states.includes(form.state) &&
  condition.generation === form.generation &&
  (condition.visitorHash === undefined || condition.visitorHash === form.visitorHash) &&
  (condition.unboundOrBoundTo === undefined || [undefined, condition.unboundOrBoundTo].includes(form.visitorHash)) &&
  (condition.notExpiredAt === undefined || condition.notExpiredAt < form.expiresAt)

export const memoryForms = (tables: Tables, chains: Chains): Forms => {
  const { forms, keys } = tables
  const isAssigned = ({ sender, ...form }: FormRecord): boolean => {
    const conversation = tables.conversations.get(keyOf.conversation(form))
    const isTheirs = conversation?.agentId === sender.subject && conversation.agentIssuer === sender.issuer
    return conversation?.state === 'active' && isTheirs
  }
  return {
    async send(form, { openKey, ...onRecord }) {
      if (!isAssigned(form)) return undefined
      const chainPlace = chains.link(onRecord.event)
      forms.put(form.formId, form)
      keys.put(openKey.keyHash, { ...openKey, chainPlace, ...macOf(onRecord, chainPlace) })
      return form
    },

    async resend(form, condition, change, { openKey, ...onRecord }) {
      const stored = forms.get(form.formId)
      if (stored === undefined || !meetsCondition(stored, condition) || !isAssigned(stored)) return undefined
      const chainPlace = chains.link(onRecord.event)
      forms.put(form.formId, withChange(stored, { ...change, chainPlace }))
      keys.put(openKey.keyHash, { ...openKey, chainPlace, ...macOf(onRecord, chainPlace) })
      return withChange(form, { ...change, chainPlace })
    },

    async change(form, condition, change, onRecord) {
      const stored = forms.get(form.formId)
      if (stored === undefined || !meetsCondition(stored, condition)) return undefined
      const chainPlace = onRecord && chains.link(onRecord.event)
      const all = chainPlace === undefined ? change : { ...change, chainPlace, ...macOf(onRecord ?? {}, chainPlace) }
      forms.put(form.formId, withChange(stored, all))
      return withChange(form, all)
    },

    async listByConversation({ siteId, conversationId }, { limit, after, sender }) {
      const rest = forms
        .where((form) => form.siteId === siteId && form.conversationId === conversationId)
        .map((form) => ({ form, place: formPositionOf(form) }))
        .filter(({ place }) => isPositionOf(place, sender) && (after === undefined || place > after))
        .sort((one, other) => (one.place < other.place ? -1 : 1))
      const page = rest.slice(0, limit)
      const last = page.at(-1)
      return {
        forms: page.map(({ form }) => form),
        ...(rest.length > page.length && last !== undefined && { next: last.place }),
      }
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
  }
}
