/** For each step, a request in a state in which permitted callers succeed. */
import type { Permission } from '../../contracts/permissions.ts'
import type { StepName } from '../../contracts/protocol.ts'
import { SiteSettings } from '../../contracts/site-settings.ts'
import { bankAnswers, type Caller, newVisitorSecret, type OpenedForm, type Site, unknownKey } from '../kit/site.ts'

export interface PreparedRequest {
  readonly path: string
  readonly body?: object
  /** The visitor's own proof, for a visitor's step; other callers send a value of the same shape. */
  readonly proof?: { readonly right: object; readonly wrong: object }
  /** The one-time key, if any: issued to the given caller. */
  readonly keyFor?: (caller: Caller) => Promise<object>
}

export type PrepareRequest = (stage: PermissionContext) => Promise<PreparedRequest>

export interface PermissionContext {
  readonly site: Site
  readonly administrator: Caller
  /** A conversation of the agent whose form it is. */
  conversation(): Promise<string>
}

const template = {
  defaultLocale: 'en',
  title: { en: 'A' },
  questions: [
    { id: 'a', type: 'text' as const, label: { en: 'A' }, required: false, masked: false, offTheRecord: false },
  ],
}

const openedForm = async ({ site, conversation }: PermissionContext): Promise<OpenedForm> =>
  await site.openForm({ conversationId: await conversation() })

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
      proof: {
        right: { ...rest, visitorSecret: form.visitorSecret },
        wrong: { ...rest, visitorSecret: newVisitorSecret() },
      },
    }
  }

const formRequest =
  (method: 'sent' | 'submitted', suffix = '', body?: object): PrepareRequest =>
  async ({ site, conversation }) => {
    const to = { conversationId: await conversation() }
    const { formId } = await (method === 'sent' ? site.sendForm(to) : site.submitForm(to))
    return { path: `/v1/forms/${formId}${suffix}`, ...(body && { body }) }
  }

const conversationRequest =
  (path: (conversationId: string) => string, body?: object): PrepareRequest =>
  async ({ site, conversation }) => {
    const conversationId = await conversation()
    await site.submitForm({ conversationId })
    return { path: path(conversationId), ...(body && { body }) }
  }

const staticRequest =
  (path: string, body?: object): PrepareRequest =>
  async () => ({ path, ...(body && { body }) })

export const profiles: Record<string, Permission[]> = {
  senior: ['secure-form:use', 'secure-form:view-history'],
  trainee: [],
}

export const preparedRequests: Readonly<Record<StepName, PrepareRequest>> = {
  'put-conversation': conversationRequest((id) => `/v1/conversations/${id}`, { agentId: 'agent-7' }),
  'close-conversation': conversationRequest((id) => `/v1/conversations/${id}/close`, {}),
  'send-form': conversationRequest((id) => `/v1/conversations/${id}/forms`, { templateId: 'bank-account' }),
  'list-forms': conversationRequest((id) => `/v1/conversations/${id}/forms`),
  'get-form': formRequest('submitted'),
  'resend-form': formRequest('sent', '/resend', {}),
  'cancel-form': formRequest('sent', '/cancel', {}),
  'issue-retrieve-key': formRequest('submitted', '/retrieve-key', {}),
  'open-form': async ({ site, conversation }) => {
    const { openKey } = await site.sendForm({ conversationId: await conversation() })
    const visitorSecret = newVisitorSecret()
    const stranger = `sfo_${unknownKey()}`
    return {
      path: '/v1/visitor/open',
      proof: { right: { openKey, visitorSecret }, wrong: { openKey: stranger, visitorSecret } },
    }
  },
  'resume-form': visitorRequest('/v1/visitor/resume'),
  'extend-form': visitorRequest('/v1/visitor/extend'),
  'report-progress': visitorRequest('/v1/visitor/progress', async () => ({ questions: { iban: 'valid' } })),
  'issue-submit-key': visitorRequest('/v1/visitor/submit-key'),
  'submit-form': visitorRequest('/v1/visitor/submit', async ({ site }, form) => ({
    submitKey: await site.issueSubmitKey(form),
    answers: bankAnswers,
  })),
  'decline-form': visitorRequest('/v1/visitor/decline'),
  'retrieve-submission': async ({ site, conversation }) => {
    const { formId, submissionId } = await site.submitForm({ conversationId: await conversation() })
    const senders = await site.issueRetrieveKey({ formId })
    return {
      path: `/v1/submissions/${submissionId}/retrieve`,
      // Uses the sender's live key, because only the sender can get one.
      async keyFor(caller) {
        const { reply } = await site.attempt.issueRetrieveKey({ formId }, caller)
        return { retrieveKey: reply?.retrieveKey ?? senders }
      },
    }
  },
  'list-history': conversationRequest((id) => `/v1/history/conversations/${id}`),
  'view-history': async ({ site, conversation }) => {
    const { submissionId } = await site.submitForm({ conversationId: await conversation() })
    return { path: `/v1/history/submissions/${submissionId}/view`, body: { reason: 'to see who may' } }
  },
  erase: async ({ site, conversation }) => {
    const conversationId = await conversation()
    await site.submitForm({ conversationId })
    return { path: '/v1/erasures', body: { conversationId } }
  },
  'preview-erasure': async ({ site, conversation }) => {
    const conversationId = await conversation()
    await site.submitForm({ conversationId })
    return { path: '/v1/erasure-previews', body: { conversationId } }
  },
  'get-erasure': async ({ site, conversation, administrator }) => {
    const conversationId = await conversation()
    await site.submitForm({ conversationId })
    const { erasureId } = await administrator.reply('erase', { body: { conversationId } })
    return { path: `/v1/erasures/${erasureId}` }
  },
  'list-audit': conversationRequest((id) => `/v1/audit?conversationId=${id}`),
  'list-templates': staticRequest('/v1/templates'),
  'get-template': staticRequest('/v1/templates/bank-account'),
  'put-template': staticRequest('/v1/templates/spare', template),
  'delete-template': async ({ administrator }) => {
    await administrator.reply('put-template', { path: { templateId: 'spare' }, body: template })
    return { path: '/v1/templates/spare' }
  },
  'get-site': staticRequest('/v1/site'),
  'put-site': staticRequest('/v1/site', { ...SiteSettings.parse({ siteId: 'ignored', name: 'A' }), profiles }),
  'patch-site': staticRequest('/v1/site', { profiles }),
  'list-people': staticRequest('/v1/people'),
  'put-person': staticRequest('/v1/people/another-person', { enabled: true }),
  'issue-events-ticket': staticRequest('/v1/events/ticket', {}),
  'get-session': staticRequest('/v1/session'),
  'stay-signed-in': staticRequest('/v1/session/stay', {}),
  'sign-out': staticRequest('/v1/session/sign-out', {}),
  'get-openapi': staticRequest('/v1/openapi.json'),
}
