/** Every route that asks for a token, with a body that its schema takes, and who may use it. */

import type { Reply } from './http-client.ts'
import type { Scene } from './scene.ts'

export type Caller = 'agent' | 'agent-manager' | 'administrator' | 'nobody' | 'chat-backend'

export interface Route {
  readonly step: string
  readonly method: string
  readonly path: string
  readonly body?: object
  readonly may: readonly Caller[]
}

const nowhere = '00000000-0000-4000-8000-000000000000'
const template = {
  defaultLocale: 'en',
  title: { en: 'A' },
  questions: [{ id: 'a', type: 'text', label: { en: 'A' }, required: false, masked: false, offTheRecord: false }],
}
const people: readonly Caller[] = ['agent', 'agent-manager', 'administrator', 'nobody']

/** None of them names anything that is there, so that nothing but who asks decides. */
export const routesWithToken: readonly Route[] = [
  {
    step: 'put-conversation',
    method: 'PUT',
    path: '/v1/conversations/new',
    body: { agentId: 'agent-7' },
    may: ['chat-backend'],
  },
  {
    step: 'close-conversation',
    method: 'POST',
    path: '/v1/conversations/nowhere/close',
    body: {},
    may: ['chat-backend'],
  },
  {
    step: 'send-form',
    method: 'POST',
    path: '/v1/conversations/nowhere/forms',
    body: { templateId: 'bank-account' },
    may: ['agent'],
  },
  { step: 'list-forms', method: 'GET', path: '/v1/conversations/nowhere/forms', may: ['agent', 'agent-manager'] },
  { step: 'get-form', method: 'GET', path: `/v1/forms/${nowhere}`, may: ['agent', 'agent-manager'] },
  { step: 'resend-form', method: 'POST', path: `/v1/forms/${nowhere}/resend`, body: {}, may: ['agent'] },
  { step: 'cancel-form', method: 'POST', path: `/v1/forms/${nowhere}/cancel`, body: {}, may: ['agent'] },
  { step: 'issue-retrieve-key', method: 'POST', path: `/v1/forms/${nowhere}/retrieve-key`, body: {}, may: ['agent'] },
  {
    step: 'retrieve-submission',
    method: 'POST',
    path: `/v1/submissions/${nowhere}/retrieve`,
    body: { retrieveKey: 'sfr_x' },
    may: ['agent'],
  },
  { step: 'list-templates', method: 'GET', path: '/v1/templates', may: ['agent', 'administrator'] },
  { step: 'get-template', method: 'GET', path: '/v1/templates/nowhere', may: ['agent', 'administrator'] },
  { step: 'put-template', method: 'PUT', path: '/v1/templates/made-here', body: template, may: ['administrator'] },
  { step: 'delete-template', method: 'DELETE', path: '/v1/templates/nowhere', may: ['administrator'] },
  { step: 'get-site', method: 'GET', path: '/v1/site', may: ['administrator'] },
  { step: 'put-site', method: 'PUT', path: '/v1/site', body: { name: 'A' }, may: ['administrator'] },
  { step: 'list-people', method: 'GET', path: '/v1/people', may: ['administrator'] },
  { step: 'put-person', method: 'PUT', path: '/v1/people/nobody', body: { enabled: true }, may: ['administrator'] },
  { step: 'list-audit', method: 'GET', path: '/v1/audit?conversationId=nowhere', may: ['administrator'] },
  // Nobody's until an administrator turns it on.
  { step: 'list-history', method: 'GET', path: '/v1/history/conversations/nowhere', may: [] },
  {
    step: 'view-history',
    method: 'POST',
    path: `/v1/history/submissions/${nowhere}/view`,
    body: { reason: 'to see what happens' },
    may: [],
  },
  {
    step: 'erase',
    method: 'POST',
    path: '/v1/erasures',
    body: { conversationId: 'nowhere' },
    may: ['administrator'],
  },
  { step: 'get-erasure', method: 'GET', path: `/v1/erasures/${nowhere}`, may: ['administrator'] },
  { step: 'issue-events-ticket', method: 'POST', path: '/v1/events/ticket', body: {}, may: ['agent'] },
  { step: 'stay-signed-in', method: 'POST', path: '/v1/session/stay', body: {}, may: people },
  { step: 'sign-out', method: 'POST', path: '/v1/session/sign-out', body: {}, may: people },
]

export const askRoute = (scene: Scene, { method, path, body }: Route, token?: string): Promise<Reply> =>
  scene.request(method, path, { token, ...(body !== undefined && { body }) })
