import { expect, test } from 'vitest'
import { getForm } from '../../../lambdas/control-zone/get-form.ts'
import { listForms } from '../../../lambdas/control-zone/list-forms.ts'
import type { PersonPrincipal } from '../../../lambdas/core/people/principal.ts'
import { storeSubmission } from '../pci-zone/stored-submission.ts'
import { replyOf, request, siteFixture } from '../site-fixture.ts'

/** A submitted form of agent-7 in their active conversation, as another caller gets it from list-forms and get-form. */
const seenBy = async (caller: { profile: string; subject: string; isAssigned?: true }) => {
  const fixture = siteFixture()
  const { submissionId, formId, conversationId, conversation } = await storeSubmission(fixture, { state: 'active' })
  const by: PersonPrincipal = fixture.signIn(caller.profile, caller.subject)
  if (caller.isAssigned) {
    await fixture
      .ports()
      .conversations.assign(conversation, { agentId: by.subject, agentIssuer: by.issuer, now: fixture.clock.now() })
  }
  const list = listForms(fixture.ports())(request(by, { path: { conversationId }, query: { limit: 50 }, body: {} }))
  const ids = replyOf(await list).forms.map((form) => form.submissionId)
  if (caller.isAssigned) return { submissionId, ids }
  const form = replyOf(await getForm(fixture.ports())(request(by, { path: { formId }, query: {}, body: {} })))
  return { submissionId, ids: [...ids, form.submissionId] }
}

test('the sender gets the submission id', async () => {
  const { submissionId, ids } = await seenBy({ profile: 'agent', subject: 'agent-7' })
  expect(ids).toEqual([submissionId, submissionId])
})

test('an observer gets the form without the submission id', async () => {
  expect((await seenBy({ profile: 'agent-manager', subject: 'manager' })).ids).toEqual([undefined, undefined])
})

test('an agent to whom the conversation was transferred gets the form without the submission id', async () => {
  expect((await seenBy({ profile: 'agent', subject: 'agent-8', isAssigned: true })).ids).toEqual([undefined])
})
