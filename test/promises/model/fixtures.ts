/** The fixtures of every run: two sites, their agents, three visitors, three conversations, one template. */
import { AgentId, ConversationId, SiteId, TemplateId } from '../../../contracts/identifiers.ts'
import { VisitorSecret } from '../../../contracts/one-time-key.ts'
import { SealingKey } from '../../../contracts/sealing.ts'
import { SiteSettings } from '../../../contracts/site-settings.ts'
import { Template } from '../../../contracts/template.ts'
import type { MachinePrincipal, PersonPrincipal } from '../../../lambdas/core/people/principal.ts'

export const issuer = 'https://sign-in.example'

/** The second has the shortest lifetimes that a site may set, so that its expiries come in another order. */
export const sites = [
  SiteSettings.parse({ siteId: 'acme', name: 'Acme', profiles: { 'no-forms': [] } }),
  SiteSettings.parse({
    siteId: 'other',
    name: 'Other',
    openKeySeconds: 600,
    submitKeySeconds: 5,
    retrieveKeySeconds: 120,
    formMinutes: 5,
    idleMinutes: 2,
    profiles: { 'no-forms': [] },
  }),
]

const agentOf = (siteId: string, subject: string, profile = 'agent') => ({
  siteId: SiteId.parse(siteId),
  subject: AgentId.parse(subject),
  profile,
})
export type Agent = ReturnType<typeof agentOf>

/** The same name at two sites is two people. */
export const agents: readonly [Agent, ...Agent[]] = [
  agentOf('acme', 'agent-1'),
  agentOf('acme', 'agent-2'),
  agentOf('other', 'agent-1'),
  agentOf('acme', 'agent-3', 'no-forms'),
]

const visitorOf = (name: string, letter: string) => ({ name, secret: VisitorSecret.parse(`${letter.repeat(42)}A`) })
export type Visitor = ReturnType<typeof visitorOf>
export const visitors: readonly [Visitor, ...Visitor[]] = [
  visitorOf('ann', 'a'),
  visitorOf('bob', 'b'),
  visitorOf('cat', 'c'),
]

const conversationOf = (siteId: string, conversationId: string) => ({
  siteId: SiteId.parse(siteId),
  conversationId: ConversationId.parse(conversationId),
})
export type Conversation = ReturnType<typeof conversationOf>
export const conversations: readonly [Conversation, ...Conversation[]] = [
  conversationOf('acme', 'c-1'),
  conversationOf('acme', 'c-2'),
  conversationOf('other', 'c-1'),
]

/** One stored answer and one off the record. */
export const templateId = TemplateId.parse('door-code')
export const template = Template.parse({
  templateId,
  version: 1,
  defaultLocale: 'en',
  title: { en: 'Door code' },
  questions: [
    {
      id: 'name',
      type: 'text',
      label: { en: 'Name' },
      required: true,
      masked: false,
      offTheRecord: false,
      maxLength: 40,
    },
    { id: 'code', type: 'pin', label: { en: 'Code' }, required: false, masked: true, offTheRecord: true },
  ],
})

/** The generator of P-256 (SEC 2), a valid public key for a service that never uses it. */
export const sealingKey = SealingKey.parse(
  Buffer.from(
    '046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296' +
      '4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5',
    'hex',
  ).toString('base64url'),
)

export const sealedCode = { enc: sealingKey, ciphertext: Buffer.alloc(48, 7).toString('base64url') }

/** One sign-in of an agent; the first is number 1. */
export const principalOf = (agent: Agent, signIn: number, signedInAt: number): PersonPrincipal => ({
  kind: 'person',
  siteId: agent.siteId,
  issuer,
  subject: agent.subject,
  profile: agent.profile,
  sessionHash: `${agent.siteId}/${agent.subject}/${signIn}`,
  signedInAt,
})

export const chatBackend = (siteId: SiteId): MachinePrincipal => ({
  kind: 'machine',
  siteId,
  issuer,
  clientId: 'chat',
  agentsOf: issuer,
  scopes: ['sealform/conversations'],
})
