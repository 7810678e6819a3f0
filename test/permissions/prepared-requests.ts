/** For each step, a request in a state in which permitted callers succeed. */
import type { StepName } from '../../contracts/protocol.ts'
import { bankAnswers, newSecret, type OpenedForm, type Scene } from '../e2e/scene.ts'
import { wholeSite } from '../e2e/whole-site.ts'
import { textField } from '../kit/http-client.ts'

export interface PreparedRequest {
  readonly path: string
  readonly body?: object
  /** The visitor's own proof, for a visitor's step; other callers send a value of the same shape. */
  readonly proof?: { readonly right: object; readonly wrong: object }
  /** The one-time key, if any: issued to the given caller. */
  readonly keyFor?: (token: string | undefined) => Promise<object>
}

export type PrepareRequest = (stage: PermissionContext) => Promise<PreparedRequest>

export interface PermissionContext {
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

const openedForm = async ({ scene, conversation }: PermissionContext): Promise<OpenedForm> =>
  await scene.opened({}, { to: await conversation() })

/** A visitor's step, with the secret of their page as proof. */
const visitorRequest =
  (
    path: string,
    more: (stage: PermissionContext, form: OpenedForm) => Promise<object> = async () => ({}),
  ): PrepareRequest =>
  async (stage) => {
    const form = await openedForm(stage)
    const rest = { formId: form.formId, ...(await more(stage, form)) }
    return {
      path,
      proof: { right: { ...rest, visitorSecret: form.visitorSecret }, wrong: { ...rest, visitorSecret: newSecret() } },
    }
  }

const formRequest =
  (method: 'sent' | 'submitted', suffix = '', body?: object): PrepareRequest =>
  async ({ scene, conversation }) => {
    const { formId } = await (method === 'sent'
      ? scene.sent({}, { to: await conversation() })
      : scene.submitted({ to: await conversation() }))
    return { path: `/v1/forms/${formId}${suffix}`, ...(body && { body }) }
  }

const conversationRequest =
  (path: (conversationId: string) => string, body?: object): PrepareRequest =>
  async ({ scene, conversation }) => {
    const to = await conversation()
    await scene.submitted({ to })
    return { path: path(to), ...(body && { body }) }
  }

const staticRequest =
  (path: string, body?: object): PrepareRequest =>
  async () => ({ path, ...(body && { body }) })

export const profiles = {
  senior: ['secure-form:use', 'secure-form:view-history'],
  trainee: [],
} as const

export const preparedRequests: Readonly<Record<StepName, PrepareRequest>> = {
  'put-conversation': conversationRequest((id) => `/v1/conversations/${id}`, { agentId: 'agent-7' }),
  'close-conversation': conversationRequest((id) => `/v1/conversations/${id}/close`, {}),
  'send-form': conversationRequest((id) => `/v1/conversations/${id}/forms`, { templateId: 'bank-account' }),
  'list-forms': conversationRequest((id) => `/v1/conversations/${id}/forms`),
  'get-form': formRequest('submitted'),
  'resend-form': formRequest('sent', '/resend', {}),
  'cancel-form': formRequest('sent', '/cancel', {}),
  'issue-retrieve-key': formRequest('submitted', '/retrieve-key', {}),
  'open-form': async ({ scene, conversation }) => {
    const { openKey } = await scene.sent({}, { to: await conversation() })
    const visitorSecret = newSecret()
    const stranger = `sfo_${newSecret()}`
    return {
      path: '/v1/visitor/open',
      proof: { right: { openKey, visitorSecret }, wrong: { openKey: stranger, visitorSecret } },
    }
  },
  'resume-form': visitorRequest('/v1/visitor/resume'),
  'extend-form': visitorRequest('/v1/visitor/extend'),
  'report-progress': visitorRequest('/v1/visitor/progress', async () => ({ questions: { iban: 'valid' } })),
  'issue-submit-key': visitorRequest('/v1/visitor/submit-key'),
  'submit-form': visitorRequest('/v1/visitor/submit', async ({ scene }, form) => ({
    submitKey: await scene.submitKeyFor(form),
    answers: bankAnswers,
  })),
  'decline-form': visitorRequest('/v1/visitor/decline'),
  'retrieve-submission': async ({ scene, conversation }) => {
    const { formId, submissionId } = await scene.submitted({ to: await conversation() })
    const senders = textField(await scene.issueRetrieveKey(formId), 'retrieveKey')
    return {
      path: `/v1/submissions/${submissionId}/retrieve`,
      // Uses the sender's live key, because only the sender can get one.
      async keyFor(token) {
        const issued = token === undefined ? undefined : await scene.issueRetrieveKey(formId, token)
        return { retrieveKey: issued?.status === 201 ? textField(issued, 'retrieveKey') : senders }
      },
    }
  },
  'list-history': conversationRequest((id) => `/v1/history/conversations/${id}`),
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
    const erasureId = textField(await scene.post('/v1/erasures', { conversationId }, administrator), 'erasureId')
    return { path: `/v1/erasures/${erasureId}` }
  },
  'list-audit': conversationRequest((id) => `/v1/audit?conversationId=${id}`),
  'list-templates': staticRequest('/v1/templates'),
  'get-template': staticRequest('/v1/templates/bank-account'),
  'put-template': staticRequest('/v1/templates/spare', template),
  'delete-template': async ({ scene, administrator }) => {
    await scene.request('PUT', '/v1/templates/spare', { token: administrator, body: template })
    return { path: '/v1/templates/spare' }
  },
  'get-site': staticRequest('/v1/site'),
  'put-site': staticRequest('/v1/site', { ...wholeSite, profiles }),
  'patch-site': staticRequest('/v1/site', { profiles }),
  'list-people': staticRequest('/v1/people'),
  'put-person': staticRequest('/v1/people/another-person', { enabled: true }),
  'issue-events-ticket': staticRequest('/v1/events/ticket', {}),
  'stay-signed-in': staticRequest('/v1/session/stay', {}),
  'sign-out': staticRequest('/v1/session/sign-out', {}),
  'get-openapi': staticRequest('/v1/openapi.json'),
}
