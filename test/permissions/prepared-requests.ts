/** For each step, something that it can be asked of, in the state in which it is granted to whoever may. */
import type { StepName } from '../../contracts/protocol.ts'
import { textIn } from '../e2e/http-client.ts'
import { bankAnswers, newSecret, type OpenedForm, type Scene } from '../e2e/scene.ts'

export interface Prepared {
  readonly path: string
  readonly body?: object
  /** What the visitor alone has, for a step of theirs; everybody else sends something of the same shape. */
  readonly proof?: { readonly right: object; readonly wrong: object }
  /** Whose key it is, where there is one: made for who asks, if they are given one. */
  readonly keyFor?: (token: string | undefined) => Promise<object>
}

export type Prepare = (stage: Stage) => Promise<Prepared>

export interface Stage {
  readonly scene: Scene
  readonly administrator: string
  /** A conversation of the agent whose form it is. */
  conversation(): Promise<string>
}

const template = {
  defaultLocale: 'en',
  title: { en: 'A' },
  questions: [{ id: 'a', type: 'text', label: { en: 'A' }, required: false, masked: false, offTheRecord: false }],
}

const opened = async ({ scene, conversation }: Stage): Promise<OpenedForm> =>
  await scene.opened({}, { to: await conversation() })

/** A step of a visitor, whose proof is the secret of their page. */
const ofVisitor =
  (path: string, more: (stage: Stage, form: OpenedForm) => Promise<object> = async () => ({})): Prepare =>
  async (stage) => {
    const form = await opened(stage)
    const rest = { formId: form.formId, ...(await more(stage, form)) }
    return {
      path,
      proof: { right: { ...rest, visitorSecret: form.visitorSecret }, wrong: { ...rest, visitorSecret: newSecret() } },
    }
  }

const ofForm =
  (method: 'sent' | 'submitted', suffix = '', body?: object): Prepare =>
  async ({ scene, conversation }) => {
    const { formId } = await (method === 'sent'
      ? scene.sent({}, { to: await conversation() })
      : scene.submitted({ to: await conversation() }))
    return { path: `/v1/forms/${formId}${suffix}`, ...(body && { body }) }
  }

const ofConversation =
  (path: (conversationId: string) => string, body?: object): Prepare =>
  async ({ scene, conversation }) => {
    const to = await conversation()
    await scene.submitted({ to })
    return { path: path(to), ...(body && { body }) }
  }

const fixed =
  (path: string, body?: object): Prepare =>
  async () => ({ path, ...(body && { body }) })

export const profiles = {
  senior: ['secure-form:use', 'secure-form:view-history'],
  trainee: [],
} as const

export const prepared: Readonly<Record<StepName, Prepare>> = {
  'put-conversation': ofConversation((id) => `/v1/conversations/${id}`, { agentId: 'agent-7' }),
  'close-conversation': ofConversation((id) => `/v1/conversations/${id}/close`, {}),
  'send-form': ofConversation((id) => `/v1/conversations/${id}/forms`, { templateId: 'bank-account' }),
  'list-forms': ofConversation((id) => `/v1/conversations/${id}/forms`),
  'get-form': ofForm('submitted'),
  'resend-form': ofForm('sent', '/resend', {}),
  'cancel-form': ofForm('sent', '/cancel', {}),
  'issue-retrieve-key': ofForm('submitted', '/retrieve-key', {}),
  'open-form': async ({ scene, conversation }) => {
    const { openKey } = await scene.sent({}, { to: await conversation() })
    const visitorSecret = newSecret()
    const stranger = `sfo_${newSecret()}`
    return {
      path: '/v1/visitor/open',
      proof: { right: { openKey, visitorSecret }, wrong: { openKey: stranger, visitorSecret } },
    }
  },
  'resume-form': ofVisitor('/v1/visitor/resume'),
  'extend-form': ofVisitor('/v1/visitor/extend'),
  'report-progress': ofVisitor('/v1/visitor/progress', async () => ({ questions: { iban: 'valid' } })),
  'issue-submit-key': ofVisitor('/v1/visitor/submit-key'),
  'submit-form': ofVisitor('/v1/visitor/submit', async ({ scene }, form) => ({
    submitKey: await scene.submitKeyFor(form),
    answers: bankAnswers,
  })),
  'decline-form': ofVisitor('/v1/visitor/decline'),
  'retrieve-submission': async ({ scene, conversation }) => {
    const { formId, submissionId } = await scene.submitted({ to: await conversation() })
    const senders = textIn(await scene.issueRetrieveKey(formId), 'retrieveKey')
    return {
      path: `/v1/submissions/${submissionId}/retrieve`,
      // Of the sender's live key, who may have one of their own makes no use.
      async keyFor(token) {
        const issued = token === undefined ? undefined : await scene.issueRetrieveKey(formId, token)
        return { retrieveKey: issued?.status === 201 ? textIn(issued, 'retrieveKey') : senders }
      },
    }
  },
  'list-history': ofConversation((id) => `/v1/history/conversations/${id}`),
  'view-history': async ({ scene, conversation }) => {
    const { submissionId } = await scene.submitted({ to: await conversation() })
    return { path: `/v1/history/submissions/${submissionId}/view`, body: { reason: 'to see who may' } }
  },
  erase: async ({ scene, conversation }) => {
    const conversationId = await conversation()
    await scene.submitted({ to: conversationId })
    return { path: '/v1/erasures', body: { conversationId } }
  },
  'get-erasure': async ({ scene, conversation, administrator }) => {
    const conversationId = await conversation()
    await scene.submitted({ to: conversationId })
    const erasureId = textIn(await scene.post('/v1/erasures', { conversationId }, administrator), 'erasureId')
    return { path: `/v1/erasures/${erasureId}` }
  },
  'list-audit': ofConversation((id) => `/v1/audit?conversationId=${id}`),
  'list-templates': fixed('/v1/templates'),
  'get-template': fixed('/v1/templates/bank-account'),
  'put-template': fixed('/v1/templates/spare', template),
  'delete-template': async ({ scene, administrator }) => {
    await scene.request('PUT', '/v1/templates/spare', { token: administrator, body: template })
    return { path: '/v1/templates/spare' }
  },
  'get-site': fixed('/v1/site'),
  'put-site': fixed('/v1/site', { name: 'A', profiles }),
  'list-people': fixed('/v1/people'),
  'put-person': fixed('/v1/people/somebody', { enabled: true }),
  'issue-events-ticket': fixed('/v1/events/ticket', {}),
  'stay-signed-in': fixed('/v1/session/stay', {}),
  'sign-out': fixed('/v1/session/sign-out', {}),
  'get-openapi': fixed('/v1/openapi.json'),
}
