/** Every outcome of a caller's sign-in, for every step of people or the chat backend. */
import { randomUUID } from 'node:crypto'
import { protocol, type StepName } from '../../contracts/protocol.ts'
import { inactivityLimitMs } from '../../lambdas/core/people/inactivity.ts'
import { minutes } from '../../lambdas/core/time.ts'
import { stepNames } from '../../lib/grants.ts'
import { signIn } from './callers.ts'
import { siteSettings, template } from './journeys.ts'
import type { RecordedService, StepCall } from './recorded-service.ts'

const conversationId = 'chat-of-sign-ins'

/** Requests that the schema of each step accepts, with ids that do not exist: the caller is checked first. */
const requests: Partial<Readonly<Record<StepName, StepCall>>> = {
  'put-conversation': { path: { conversationId }, body: { agentId: 'agent-7' } },
  'close-conversation': { path: { conversationId } },
  'send-form': { path: { conversationId }, body: { templateId: 'bank-account' } },
  'list-forms': { path: { conversationId } },
  'get-form': { path: { formId: randomUUID() } },
  'resend-form': { path: { formId: randomUUID() } },
  'cancel-form': { path: { formId: randomUUID() } },
  'issue-retrieve-key': { path: { formId: randomUUID() } },
  'retrieve-submission': { path: { submissionId: randomUUID() }, body: { retrieveKey: 'sfr_none' } },
  'list-history': { path: { conversationId } },
  'view-history': { path: { submissionId: randomUUID() }, body: { reason: 'a complaint' } },
  erase: { body: { conversationId } },
  'preview-erasure': { body: { conversationId } },
  'get-erasure': { path: { erasureId: randomUUID() } },
  'get-template': { path: { templateId: 'none' } },
  'put-template': { path: { templateId: 'other' }, body: template },
  'delete-template': { path: { templateId: 'none' } },
  'put-site': { body: siteSettings },
  'patch-site': { body: { name: 'Acme' } },
  'put-person': { path: { subject: 'agent-10' }, body: { enabled: true } },
  'list-audit': { query: { conversationId } },
}

/** A profile that the step admits, so that only the sign-in can be refused. */
const profileFor = (step: StepName): string => {
  const { anyOf } = protocol[step]
  const allowed = new Set<string>(anyOf)
  if (allowed.has('secure-form:use') || allowed.size === 0) return 'agent'
  if (allowed.has('secure-form:view-history')) return 'manager'
  return 'administrator'
}

const personSteps = stepNames.filter((step) => ['person', 'chat-backend'].includes(protocol[step].caller))

export async function signInJourneys({ call, clock }: RecordedService): Promise<void> {
  for (const step of personSteps) {
    const given = requests[step] ?? {}
    const profile = profileFor(step)
    const known = () => signIn(clock.now(), `${step}-agent`, profile)
    // First use by two concurrent requests: one stores the session, the other finds it.
    const first = known()
    await Promise.all([call(step, { ...given, principal: first }), call(step, { ...given, principal: first })])
    // A permission is missing.
    await call(step, { ...given, principal: signIn(clock.now(), `${step}-guest`, 'nobody') })
  }
  clock.advance(minutes(20))
  for (const step of personSteps) {
    const idle = signIn(clock.now(), `${step}-idle`, profileFor(step))
    await call(step, { ...requests[step], principal: idle })
    clock.advance(minutes(20))
    await call(step, { ...requests[step], principal: idle })
  }
  // These people have been inactive for 90 days.
  clock.advance(inactivityLimitMs)
  for (const step of personSteps) {
    await call(step, { ...requests[step], principal: signIn(clock.now(), `${step}-agent`, profileFor(step)) })
  }
}
