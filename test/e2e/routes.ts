/** Every route that asks for a token, with a body that its schema takes, and who may use it. */

import type { Reply } from '../kit/http-client.ts'
import type { Scene } from './scene.ts'
import { wholeSite } from './whole-site.ts'

export type Caller = 'agent' | 'agent-manager' | 'administrator' | 'nobody' | 'chat-backend'

export interface Route {
  readonly step: string
  readonly method: string
  readonly path: string
  readonly body?: object
  readonly allowedCallers: readonly Caller[]
}

const placeholderId = '00000000-0000-4000-8000-000000000000'
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
    allowedCallers: ['chat-backend'],
  },
  {
    step: 'close-conversation',
    method: 'POST',
    path: '/v1/conversations/nowhere/close',
    body: {},
    allowedCallers: ['chat-backend'],
  },
  {
    step: 'send-form',
    method: 'POST',
    path: '/v1/conversations/nowhere/forms',
    body: { templateId: 'bank-account' },
    allowedCallers: ['agent'],
  },
  {
    step: 'list-forms',
    method: 'GET',
    path: '/v1/conversations/nowhere/forms',
    allowedCallers: ['agent', 'agent-manager'],
  },
  { step: 'get-form', method: 'GET', path: `/v1/forms/${placeholderId}`, allowedCallers: ['agent', 'agent-manager'] },
  {
    step: 'resend-form',
    method: 'POST',
    path: `/v1/forms/${placeholderId}/resend`,
    body: {},
    allowedCallers: ['agent'],
  },
  {
    step: 'cancel-form',
    method: 'POST',
    path: `/v1/forms/${placeholderId}/cancel`,
    body: {},
    allowedCallers: ['agent'],
  },
  {
    step: 'issue-retrieve-key',
    method: 'POST',
    path: `/v1/forms/${placeholderId}/retrieve-key`,
    body: {},
    allowedCallers: ['agent'],
  },
  {
    step: 'retrieve-submission',
    method: 'POST',
    path: `/v1/submissions/${placeholderId}/retrieve`,
    body: { retrieveKey: 'sfr_x' },
    allowedCallers: ['agent'],
  },
  { step: 'list-templates', method: 'GET', path: '/v1/templates', allowedCallers: ['agent', 'administrator'] },
  { step: 'get-template', method: 'GET', path: '/v1/templates/nowhere', allowedCallers: ['agent', 'administrator'] },
  {
    step: 'put-template',
    method: 'PUT',
    path: '/v1/templates/made-here',
    body: template,
    allowedCallers: ['administrator'],
  },
  { step: 'delete-template', method: 'DELETE', path: '/v1/templates/nowhere', allowedCallers: ['administrator'] },
  { step: 'get-site', method: 'GET', path: '/v1/site', allowedCallers: ['administrator'] },
  { step: 'put-site', method: 'PUT', path: '/v1/site', body: wholeSite, allowedCallers: ['administrator'] },
  { step: 'patch-site', method: 'PATCH', path: '/v1/site', body: { name: 'A' }, allowedCallers: ['administrator'] },
  { step: 'list-people', method: 'GET', path: '/v1/people', allowedCallers: ['administrator'] },
  {
    step: 'put-person',
    method: 'PUT',
    path: '/v1/people/nobody',
    body: { enabled: true },
    allowedCallers: ['administrator'],
  },
  { step: 'list-audit', method: 'GET', path: '/v1/audit?conversationId=nowhere', allowedCallers: ['administrator'] },
  // Nobody's until an administrator turns it on.
  { step: 'list-history', method: 'GET', path: '/v1/history/conversations/nowhere', allowedCallers: [] },
  {
    step: 'view-history',
    method: 'POST',
    path: `/v1/history/submissions/${placeholderId}/view`,
    body: { reason: 'to see what happens' },
    allowedCallers: [],
  },
  {
    step: 'erase',
    method: 'POST',
    path: '/v1/erasures',
    body: { conversationId: 'nowhere' },
    allowedCallers: ['administrator'],
  },
  { step: 'get-erasure', method: 'GET', path: `/v1/erasures/${placeholderId}`, allowedCallers: ['administrator'] },
  { step: 'issue-events-ticket', method: 'POST', path: '/v1/events/ticket', body: {}, allowedCallers: ['agent'] },
  { step: 'stay-signed-in', method: 'POST', path: '/v1/session/stay', body: {}, allowedCallers: people },
  { step: 'sign-out', method: 'POST', path: '/v1/session/sign-out', body: {}, allowedCallers: people },
]

export const requestRoute = (scene: Scene, { method, path, body }: Route, token?: string): Promise<Reply> =>
  scene.request(method, path, { token, ...(body !== undefined && { body }) })
