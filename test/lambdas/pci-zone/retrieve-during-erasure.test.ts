import { expect, test } from 'vitest'
import { issueRetrieveKey } from '../../../lambdas/pci-zone/issue-retrieve-key.ts'
import { retrieveSubmission } from '../../../lambdas/pci-zone/retrieve-submission.ts'
import type { Turn } from '../../../local/memory/turns.ts'
import { codeOf, replyOf, request, siteFixture } from '../site-fixture.ts'
import { storeSubmission } from './stored-submission.ts'

test('a submission that is erased after its release is not returned, and raises no alarm', async () => {
  const fixture = siteFixture()
  const { formId, submissionId } = await storeSubmission(fixture, { state: 'active' })
  const by = fixture.signIn('agent', 'agent-7')
  const issue = issueRetrieveKey(fixture.ports())
  const { retrieveKey } = replyOf(await issue(request(by, { path: { formId }, query: {}, body: {} })))

  let reads = 0
  const eraseBeforeSecondRead: Turn = async (call, moment) => {
    if (call !== 'records.read' || moment !== 'before') return
    reads += 1
    if (reads === 2) fixture.tables.submissions.delete(submissionId)
  }
  const retrieve = retrieveSubmission(fixture.ports(eraseBeforeSecondRead))
  expect(codeOf(await retrieve(request(by, { path: { submissionId }, query: {}, body: { retrieveKey } })))).toBe(
    'not-available',
  )
  const recorded = fixture.records().map(({ event, outcome }) => `${event}/${outcome}`)
  expect(recorded.slice(-2)).toEqual(['submission-retrieved/released', 'submission-retrieved/failed'])
  expect(fixture.lines).toEqual([])
})
