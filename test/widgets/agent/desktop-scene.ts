/** What surrounds the panel: the site, its chat backend, and the visitor, all over HTTP. */
import { randomUUID } from 'node:crypto'
import { contextHash } from '../../../contracts/form-context.ts'
import { QuestionId } from '../../../contracts/identifiers.ts'
import { openForm } from '../../../contracts/steps/open-form.ts'
import { sealAnswer } from '../../../widgets/shared/seal-answer.ts'
import { newScene, newSecret } from '../../e2e/scene.ts'
import { sendRequest, textField } from '../../kit/http-client.ts'

/** Good answers to the shipped template `card-payment`. The number is one of those that are published for tests. */
export const cardAnswers = {
  'cardholder-name': 'Ada Lovelace',
  'card-number': '4111 1111 1111 1111',
  'card-expiry': '05/39',
  'postal-code': '1010',
} as const
export const securityCode = '737'

export interface ServedDesktop {
  readonly local: { readonly origin: string }
  readonly desktopOrigin: string
}

export type DesktopScene = Awaited<ReturnType<typeof newDesktopScene>>

const targetOf = ({ local }: ServedDesktop) => ({
  origin: local.origin,
  newSiteId: async () => `site-${randomUUID().slice(0, 8)}`,
  close: async () => {},
  async token(wanted: object) {
    return textField(await sendRequest(local, 'POST', '/dev/token', { body: wanted }), 'accessToken')
  },
})

/** A site that the desktop may frame the pages of, with a conversation of agent-7. */
export const newDesktopScene = async (stage: ServedDesktop, settings: object = {}) => {
  const scene = await newScene(targetOf(stage))
  const administrator = await scene.token('administrator', 'admin')
  const put = await scene.request('PATCH', '/v1/site', {
    token: administrator,
    body: { siteId: scene.siteId, name: 'Acme', embeddingOrigins: [stage.desktopOrigin], ...settings },
  })
  if (put.status !== 200) throw new Error(`the site was not set up: ${put.status}`)

  /** What the visitor's browser does with the link that the chat carried. */
  const openLink = async (link: string) => {
    const [openKey = ''] = new URL(link).hash.slice(1).split('.')
    const visitorSecret = newSecret()
    const form = openForm.reply.parse((await scene.open(openKey, visitorSecret)).body)
    return { form, formId: form.formId, openKey, visitorSecret, conversationId: scene.conversationId }
  }
  type Opened = Awaited<ReturnType<typeof openLink>>
  const report = ({ formId, visitorSecret }: Opened, questions: object) =>
    scene.post('/v1/visitor/progress', { formId, visitorSecret, questions })
  const seal = async ({ form, formId }: Opened, id: string, answer: string) =>
    sealAnswer(answer, {
      sealingKey: form.sealingKey ?? '',
      formId,
      templateVersion: form.template.version,
      questionId: QuestionId.parse(id),
      contextHash: form.context && (await contextHash(form.context)),
    })
  const submit = async (form: Opened, answers: object, sealed: Readonly<Record<string, string>> = {}) => {
    const sealedAnswers: Record<string, unknown> = {}
    for (const [id, answer] of Object.entries(sealed)) sealedAnswers[id] = await seal(form, id, answer)
    const more = Object.keys(sealed).length === 0 ? {} : { sealedAnswers }
    return textField(await scene.submitWith(form, await scene.submitKeyFor(form), answers, more), 'submissionId')
  }
  return {
    ...scene,
    administrator,
    openLink,
    report,
    submit,
    submitCard: (form: Opened) => submit(form, cardAnswers, { 'card-verification-code': securityCode }),
    decline: ({ formId, visitorSecret }: Opened) => scene.post('/v1/visitor/decline', { formId, visitorSecret }),
  }
}
