/**
 * One form, from the chat backend, the agent and the visitor. Run it while `npx sealform start` is running:
 * `node journey.ts http://127.0.0.1:8787`
 */
import { randomBytes } from 'node:crypto'
import { CallFailure, type CallResult, createClient, createSealingKey, withFingerprint } from 'sealform/client'

const [, , origin = 'http://127.0.0.1:8787'] = process.argv

/** The local run signs in everyone. In a deployment, use the token endpoint of your issuer. */
const tokenOf = (subject: string, profile: string) => async (): Promise<string | undefined> => {
  const response = await fetch(`${origin}/dev/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ siteId: 'acme', subject, profile }),
  })
  return response.ok ? (await response.json()).accessToken : undefined
}

const replyOf = async <Reply>(call: Promise<CallResult<Reply>>): Promise<Reply> => {
  const { reply, problem } = await call
  if (problem !== undefined) throw new Error(`refused: ${problem.code}`)
  return reply
}

const backend = createClient({ origin, accessToken: tokenOf('chat', 'chat-backend') })
const agent = createClient({ origin, accessToken: tokenOf('agent-7', 'agent') })
const visitor = createClient({ origin })

const conversationId = `chat-${process.pid}`
await replyOf(backend.putConversation({ conversationId, body: { agentId: 'agent-7' } }))

// The agent's events arrive over a WebSocket.
const events: string[] = []
const listening = new AbortController()
const submitted = Promise.withResolvers<void>()
const connected = Promise.withResolvers<void>()
agent.connectEvents({
  signal: listening.signal,
  onConnected: () => connected.resolve(),
  onDisconnected: (failures) => console.error(`connecting again after ${failures} failures`),
  onRefused: ({ code }) => connected.reject(new Error(code)),
  onEvent({ event }) {
    events.push(event)
    if (event === 'form-submitted') submitted.resolve()
  },
})
await connected.promise

// The agent sends a form without off-the-record questions.
const templateId = 'bank-account'
const sent = await replyOf(agent.sendForm({ conversationId, body: { templateId, locale: 'en' } }))

// The visitor answers it. Usually a page of the service does this.
const visitorSecret = randomBytes(32).toString('base64url')
const { formId } = await replyOf(visitor.openForm({ body: { openKey: sent.openKey, visitorSecret } }))
const { submitKey } = await replyOf(visitor.issueSubmitKey({ body: { formId, visitorSecret } }))
const answers = { 'account-holder': 'Ada Lovelace', iban: 'DE89370400440532013000', 'may-use-account': 'yes' }
const { submissionId } = await replyOf(visitor.submitForm({ body: { formId, visitorSecret, submitKey, answers } }))
await submitted.promise

// The agent retrieves the answers, once.
const { retrieveKey } = await replyOf(agent.issueRetrieveKey({ formId }))
const { answers: retrieved } = await replyOf(agent.retrieveSubmission({ submissionId, body: { retrieveKey } }))
const again = await agent.retrieveSubmission({ submissionId, body: { retrieveKey } })

// A form with an off-the-record question needs a key of the agent's tab, and the link its fingerprint.
const template = await replyOf(agent.getTemplate({ templateId: 'card-payment' }))
const { sealingKey, fingerprint } = await createSealingKey()
const body = { templateId: template.templateId, templateVersion: template.version, locale: 'en', sealingKey }
const card = await replyOf(agent.sendForm({ conversationId, body }))
const link = withFingerprint(card.link, await fingerprint({ template, locale: 'en' }))

await replyOf(backend.closeConversation({ conversationId }))
listening.abort()

// A service that cannot be reached is a CallFailure, not a refusal.
const unreachable = await createClient({ origin: 'http://127.0.0.1:9' })
  .getOpenapi()
  .catch((failure: unknown) => (failure instanceof CallFailure ? failure.code : 'another error'))

const outcome = { answers: Object.keys(retrieved), again: again.problem?.code, events, link, unreachable }
console.log(JSON.stringify(outcome))
