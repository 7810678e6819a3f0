/**
 * The in-memory service with two forms of a victim, and forms of another agent and of another site; the rows of the control
 * zone, which a test may alter; and all attempts of other callers to read the victim's answers.
 */

import { AgentId, SiteId, TemplateId } from '../../contracts/identifiers.ts'
import { SiteSettings } from '../../contracts/site-settings.ts'
import { closeConversation as closeStep } from '../../contracts/steps/close-conversation.ts'
import { issueRetrieveKey as issueRetrieveStep } from '../../contracts/steps/issue-retrieve-key.ts'
import { issueSubmitKey as issueSubmitStep } from '../../contracts/steps/issue-submit-key.ts'
import { openForm as openStep } from '../../contracts/steps/open-form.ts'
import { putConversation as putStep } from '../../contracts/steps/put-conversation.ts'
import { retrieveSubmission as retrieveStep } from '../../contracts/steps/retrieve-submission.ts'
import { sendForm as sendStep } from '../../contracts/steps/send-form.ts'
import { submitForm as submitStep } from '../../contracts/steps/submit-form.ts'
import { viewHistory as viewStep } from '../../contracts/steps/view-history.ts'
import { Template } from '../../contracts/template.ts'
import { closeConversation } from '../../lambdas/control-zone/close-conversation.ts'
import { openForm } from '../../lambdas/control-zone/open-form.ts'
import { putConversation } from '../../lambdas/control-zone/put-conversation.ts'
import { sendForm } from '../../lambdas/control-zone/send-form.ts'
import { isRefusal, type Outcome } from '../../lambdas/core/outcome.ts'
import type { MachinePrincipal, PersonPrincipal } from '../../lambdas/core/people/principal.ts'
import { issueRetrieveKey } from '../../lambdas/pci-zone/issue-retrieve-key.ts'
import { issueSubmitKey } from '../../lambdas/pci-zone/issue-submit-key.ts'
import { retrieveSubmission } from '../../lambdas/pci-zone/retrieve-submission.ts'
import { submitForm } from '../../lambdas/pci-zone/submit-form.ts'
import { viewHistory } from '../../lambdas/pci-zone/view-history.ts'
import { createMemoryDependencies } from '../../local/memory/dependencies.ts'
import { keyOf } from '../../local/memory/tables.ts'
import { issuer } from './callers.ts'
import { template as draft } from './journeys.ts'
import { rowStore } from './row-store.ts'

const sites = { acme: SiteId.parse('acme'), other: SiteId.parse('other') }
const templateId = TemplateId.parse('letter')
const template = Template.parse({ ...draft, templateId, version: 1 })
const secrets = { victim: 'v', second: 's', attacker: 'a', other: 'o' } as const
type Owner = keyof typeof secrets

/** The victim's answer: a caller who sees it has read the answers. */
export const canary = 'the answer for the victim alone'

export function attackedService() {
  const world = createMemoryDependencies()
  const ports = world.ports()
  const store = rowStore(world.tables)
  const now = world.clock.now()

  const person = (siteId: SiteId, subject: string, digit: string, profile = 'agent'): PersonPrincipal => ({
    kind: 'person',
    siteId,
    issuer,
    subject: AgentId.parse(subject),
    profile,
    sessionHash: digit.repeat(64),
    signedInAt: now,
  })
  const people = {
    victim: person(sites.acme, 'agent-7', '1'),
    second: person(sites.acme, 'agent-7', '1'),
    attacker: person(sites.acme, 'agent-8', '2'),
    other: person(sites.other, 'agent-8', '3'),
  } satisfies Record<Owner, PersonPrincipal>
  const manager = { ...person(sites.acme, 'mia', '4'), profile: 'historian' }

  for (const siteId of Object.values(sites)) {
    const history = siteId === sites.other ? { agent: ['secure-form:use', 'secure-form:view-history'] } : {}
    const profiles = { historian: ['secure-form:view-history'], ...history }
    world.tables.sites.put(siteId, SiteSettings.parse({ siteId, name: siteId, profiles }))
    for (const version of ['latest', 1] as const)
      world.tables.templates.put(keyOf.template(siteId, templateId, version), { siteId, template, enabled: true })
  }
  // The people are stored; the manager may view history by the site's own profile.
  for (const { siteId, subject } of [...Object.values(people), manager]) {
    const profile = subject === manager.subject ? { profile: 'historian' } : {}
    world.tables.people.put(keyOf.person({ siteId, issuer, subject }), {
      ...{ siteId, issuer, subject, enabled: true, lastSignInAt: now },
      ...profile,
    })
  }

  const backend = (siteId: SiteId): MachinePrincipal => ({
    ...{ kind: 'machine', siteId, issuer, clientId: 'chat', agentsOf: issuer },
    scopes: ['sealform/conversations'],
  })
  const address = '192.0.2.1'
  const conversationOf = (owner: Owner) => ({
    conversationId: putStep.pathParameters.parse({ conversationId: `chat-${owner}` }).conversationId,
  })

  const sent = async (owner: Owner) => {
    const { siteId, subject } = people[owner]
    const path = conversationOf(owner)
    const put = { principal: backend(siteId), path, query: {}, body: putStep.body.parse({ agentId: subject }), address }
    await putConversation(ports)(put)
    const body = sendStep.body.parse({ templateId })
    return replyOf(await sendForm(ports)({ principal: people[owner], path, query: {}, body, address }))
  }

  /** The visitor opens the linked form. */
  const opened = async (owner: Owner, openKey: string) => {
    const visitorSecret = `${secrets[owner].repeat(42)}A`
    const body = openStep.body.parse({ openKey, visitorSecret })
    const { formId } = replyOf(await openForm(ports)({ path: {}, query: {}, body, address }))
    return { formId, visitorSecret }
  }

  const submitted = async (proof: { formId: string; visitorSecret: string }, answer: string) => {
    const asked = issueSubmitStep.body.parse(proof)
    const { submitKey } = replyOf(await issueSubmitKey(ports)({ path: {}, query: {}, body: asked, address }))
    const body = submitStep.body.parse({ ...proof, submitKey, answers: { a: answer } })
    return replyOf(await submitForm(ports)({ path: {}, query: {}, body, address })).submissionId
  }

  const retrieveKeyOf = async (by: PersonPrincipal, formId: string) => {
    const path = issueRetrieveStep.pathParameters.parse({ formId })
    return replyOf(await issueRetrieveKey(ports)({ principal: by, path, query: {}, body: {}, address }))
  }
  const retrieve = async (by: PersonPrincipal, submissionId: string, retrieveKey: string) => {
    const path = retrieveStep.pathParameters.parse({ submissionId })
    return replyOf(await retrieveSubmission(ports)({ principal: by, path, query: {}, body: { retrieveKey }, address }))
  }
  const view = async (by: PersonPrincipal, submissionId: string) => {
    const path = viewStep.pathParameters.parse({ submissionId })
    const body = viewStep.body.parse({ reason: 'a complaint', reveal: ['a'] })
    return replyOf(await viewHistory(ports)({ principal: by, path, query: {}, body, address }))
  }
  const close = async (owner: Owner) => {
    const path = closeStep.pathParameters.parse(conversationOf(owner))
    replyOf(
      await closeConversation(ports)({ principal: backend(people[owner].siteId), path, query: {}, body: {}, address }),
    )
  }

  return {
    ...store,
    world,
    people,
    manager,
    sites,
    templateId,
    conversationOf,
    sent,
    opened,
    submitted,
    retrieveKeyOf,
    retrieve,
    view,
    close,
  }
}

export type AttackedService = ReturnType<typeof attackedService>

const replyOf = <Value>(outcome: Outcome<Value>): Value => {
  if (isRefusal(outcome)) throw new Refused(outcome.refused)
  return outcome.value
}

/** The expected refusals of an attempt. */
class Refused extends Error {
  override readonly name = 'Refused'
}

/** The reply of an attempt; undefined when it is refused or fails. */
export const attempt = async <Value>(work: () => Promise<Value>): Promise<Value | undefined> => {
  try {
    return await work()
  } catch {
    return undefined
  }
}
