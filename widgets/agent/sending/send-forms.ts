/**
 * Sends and resends forms. The tab generates the key, the service creates the link, and the desktop's chat sends the link to the
 * visitor.
 */
import type { FormView } from '../../../contracts/form-view.ts'
import type { ConversationId, FormId, Locale, QuestionId } from '../../../contracts/identifiers.ts'
import { bestLocale, textFor } from '../../../contracts/localised.ts'
import type { RequestedContext } from '../../../contracts/requested-context.ts'
import { SealingKey } from '../../../contracts/sealing.ts'
import { resendForm } from '../../../contracts/steps/resend-form.ts'
import { sendForm } from '../../../contracts/steps/send-form.ts'
import type { Template } from '../../../contracts/template.ts'
import { createSealingKey } from '../../shared/agent-sealing-key.ts'
import type { Reply } from '../../shared/api-client.ts'
import type { AgentFrameMessage } from '../../shared/frame-messages.ts'
import { withFingerprint } from '../../shared/visitor-link.ts'
import type { TabKeys } from '../answers/tab-keys.ts'
import type { Access } from '../sign-in/access.ts'

export interface SendPorts {
  readonly access: Access
  readonly conversationId: ConversationId
  /** The language for forms that the desktop has set, if any. */
  readonly visitorLocale: Locale | undefined
  readonly keys: TabKeys
  readonly postToDesktop: (message: AgentFrameMessage) => void
}

export interface FormToSend {
  readonly template: Template
  readonly locale: Locale
  readonly only?: readonly QuestionId[] | undefined
  readonly follows?: FormId | undefined
  /** What the form is for. */
  readonly context?: RequestedContext | undefined
}

/**
 * Creates the functions that send and resend forms. Generates a key for every form, even for a form without off-the-record
 * questions. The fingerprint covers the questions of the template that the agent has seen. If another version is the latest, the
 * service refuses with `conflict`.
 */
export const createFormSender = ({ access, conversationId, visitorLocale, keys, postToDesktop }: SendPorts) => {
  const postLink = (formId: FormId, { template, locale }: FormToSend, link: string) => {
    const { templateId, title, defaultLocale } = template
    const sentTitle = textFor(title, locale, defaultLocale).slice(0, 200)
    postToDesktop({ sealform: 'v1', message: 'event', event: 'sent', formId, templateId, title: sentTitle, link })
  }
  return {
    async send(form: FormToSend): Promise<Reply<FormId>> {
      const { template, locale, only, follows, context } = form
      const key = await createSealingKey()
      const body = {
        templateId: template.templateId,
        templateVersion: template.version,
        locale,
        sealingKey: SealingKey.parse(key.sealingKey),
        ...(only && { only: [...only] }),
        ...(follows && { follows }),
        ...(context && { context }),
      }
      const sent = await access.call(sendForm, { path: { conversationId }, body })
      if (sent.outcome !== 'done') return sent
      const { formId, link } = sent.value
      keys.add(formId, key, { locale, only, context })
      postLink(formId, form, withFingerprint(link, await key.fingerprint({ template, locale, only, context })))
      return { outcome: 'done', value: formId }
    },

    /**
     * Resends a form. `template` must be the form's own version. Keeps the new key even if the reply is lost, because the service
     * may have stored the key.
     */
    async sendAgain(form: FormView, template: Template): Promise<Reply<FormId>> {
      const { formId } = form
      const key = await createSealingKey()
      const { locale, only, context } = keys.sentFromTab(formId) ?? {
        locale: bestLocale(template.title, visitorLocale, template.defaultLocale),
        only: form.only,
        context: form.context,
      }
      const body = { sealingKey: SealingKey.parse(key.sealingKey), locale }
      const sent = await access.call(resendForm, { path: { formId }, body })
      if (sent.outcome === 'refused') return sent
      keys.add(formId, key)
      if (sent.outcome === 'unclear') return sent
      const fingerprint = await key.fingerprint({ template, locale, only, context })
      postLink(formId, { template, locale }, withFingerprint(sent.value.link, fingerprint))
      return { outcome: 'done', value: formId }
    },
  }
}
