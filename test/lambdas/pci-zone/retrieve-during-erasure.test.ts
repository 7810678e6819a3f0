import { describe, expect, test } from 'vitest'
import { hashOf } from '../../../lambdas/core/one-time-keys/one-time-key.ts'
import { issueRetrieveKey } from '../../../lambdas/pci-zone/issue-retrieve-key.ts'
import { retrieveSubmission } from '../../../lambdas/pci-zone/retrieve-submission.ts'
import { keyOf } from '../../../local/memory/tables.ts'
import type { Turn } from '../../../local/memory/turns.ts'
import { codeOf, replyOf, request, siteFixture } from '../site-fixture.ts'
import { storeSubmission } from './stored-submission.ts'

/** A submission whose sender has a retrieve key. */
async function withRetrieveKey() {
  const fixture = siteFixture()
  const stored = await storeSubmission(fixture, { state: 'active' })
  const { formId, submissionId } = stored
  const by = fixture.signIn('agent', 'agent-7')
  const issue = issueRetrieveKey(fixture.ports())
  const { retrieveKey } = replyOf(await issue(request(by, { path: { formId }, query: {}, body: {} })))
  const retrieve = async (turn?: Turn) =>
    codeOf(
      await retrieveSubmission(fixture.ports(turn))(
        request(by, { path: { submissionId }, query: {}, body: { retrieveKey } }),
      ),
    )
  const recorded = () => fixture.records().map(({ event, outcome }) => `${event}/${outcome}`)
  return { fixture, stored, retrieveKey, retrieve, recorded }
}

test('a submission that is erased after its release is not returned, and raises no alarm', async () => {
  const { fixture, stored, retrieve, recorded } = await withRetrieveKey()
  let reads = 0
  const eraseBeforeSecondRead: Turn = async (call, moment) => {
    if (call !== 'records.read' || moment !== 'before') return
    reads += 1
    if (reads === 2) fixture.tables.submissions.delete(stored.submissionId)
  }
  expect(await retrieve(eraseBeforeSecondRead)).toBe('not-available')
  expect(recorded().slice(-2)).toEqual(['submission-retrieved/released', 'submission-retrieved/failed'])
  expect(fixture.lines).toEqual([])
})

describe('an erasure of the conversation that has not reached the form', () => {
  /** Marks the conversation as erased, at a time relative to the sending of the form. */
  const eraseConversation = ({ fixture, stored }: Awaited<ReturnType<typeof withRetrieveKey>>, after: number) => {
    const { conversation, form } = stored
    fixture.tables.conversations.put(keyOf.conversation(conversation), {
      ...conversation,
      erasedAt: form.sentAt + after,
    })
  }

  test('prevents the release if it covers the form', async () => {
    const scene = await withRetrieveKey()
    eraseConversation(scene, 0)
    expect(await scene.retrieve()).toBe('not-available')
    expect(scene.recorded()).not.toContain('submission-retrieved/released')
  })

  test('does not affect a form that was sent later', async () => {
    const scene = await withRetrieveKey()
    eraseConversation(scene, -1)
    expect(await scene.retrieve()).toBe('done')
  })

  test('prevents the release with a key that does not say when the form was sent', async () => {
    const scene = await withRetrieveKey()
    const { keys } = scene.fixture.tables
    const key = keys.get(hashOf(scene.retrieveKey))
    if (key === undefined) throw new Error('the key is not stored')
    const { sentAt: _sentAt, ...earlier } = key
    keys.put(key.keyHash, earlier)
    eraseConversation(scene, -1)
    expect(await scene.retrieve()).toBe('not-available')
  })
})
