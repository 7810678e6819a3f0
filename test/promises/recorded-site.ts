/** A site whose calls are recorded in a history. It survives a restart of the service. */
import { createSealingKey } from '../../widgets/shared/agent-sealing-key.ts'
import type { Service } from '../kit/service.ts'
import { clientOf, newSite, type OpenedForm, type SentForm } from '../kit/site.ts'
import type { CardAnswers } from './card-answers.ts'
import type { HistoryEvent } from './history.ts'
import { recordedClient } from './recorded-client.ts'

/** The longest that a site may set, so that no key expires during a race on a slow machine. */
const longKeyLifetimes = { openKeySeconds: 3_600, submitKeySeconds: 120, retrieveKeySeconds: 120 }

export const newRecordedSite = async (service: Service, fetch = globalThis.fetch) => {
  const history: HistoryEvent[] = []
  const site = await newSite(service, { client: recordedClient(clientOf(service, fetch), history) })
  const administrator = await site.signIn('administrator', 'root')
  await administrator.reply('patch-site', { body: longKeyLifetimes })
  const { sealingKey } = await createSealingKey()
  const sendCardForm = (conversationId: string): Promise<SentForm> =>
    site.sendForm({ conversationId, templateId: 'card-payment', sealingKey })
  return {
    ...site,
    history,
    sendCardForm,
    openCardForm: async (conversationId: string): Promise<OpenedForm> =>
      site.openForm(await sendCardForm(conversationId)),
    submitWith: ({ formId, visitorSecret }: OpenedForm, submitKey: string, typed: CardAnswers) =>
      site.visitor.call('submit-form', { body: { formId, visitorSecret, submitKey, ...typed } }),
  }
}
export type RecordedSite = Awaited<ReturnType<typeof newRecordedSite>>
