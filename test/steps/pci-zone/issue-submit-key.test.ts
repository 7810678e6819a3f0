import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { recordedEvents } from '../../kit/audit-trail.ts'
import { provideSite } from '../../kit/provide-site.ts'
import { type LocalService, startMemoryService } from '../../kit/service.ts'
import { answerOf, newVisitorSecret, type OpenedForm, type Site } from '../../kit/site.ts'

let service: LocalService
let site: Site

provideSite(startMemoryService, (provided) => {
  service = provided.service
  site = provided.site
})

const issue = ({ formId, visitorSecret }: Pick<OpenedForm, 'formId' | 'visitorSecret'>) =>
  site.visitor.call('issue-submit-key', { body: { formId, visitorSecret } })

test('issues a key that is valid for thirty seconds, and writes no audit record', async () => {
  const form = await site.openForm()
  const before = await recordedEvents(service, site)
  const { status, reply } = await issue(form)
  expect({ status, reply }).toEqual({
    status: 201,
    reply: {
      submitKey: expect.stringMatching(/^sfs_/),
      expiresAt: new Date(service.clock.now() + 30_000).toISOString(),
    },
  })
  expect(await recordedEvents(service, site)).toEqual(before)
})

test('returns the same `not-available` for a form that is unknown, unopened or opened in another browser', async () => {
  const form = await site.openForm()
  const calls = {
    'unknown form': issue({ ...form, formId: randomUUID() }),
    'form that is not opened': issue({ ...(await site.sendForm()), visitorSecret: newVisitorSecret() }),
    'form of another browser': issue({ ...form, visitorSecret: newVisitorSecret() }),
  }
  for (const [cause, call] of Object.entries(calls)) expect(await answerOf(call), cause).toEqual([404, 'not-available'])
})

test('returns `not-available` for a form that has expired', async () => {
  const form = await site.openForm()
  const { expiresAt } = await site.agent.reply('get-form', { path: { formId: form.formId } })
  service.clock.advanceTo(Date.parse(expiresAt))
  expect(await answerOf(issue(form))).toEqual([404, 'not-available'])
})

test.each(['declined', 'cancelled', 'resent', 'closed', 'erased'] as const)(
  'returns `not-available` for a form that was %s',
  async (event) => {
    expect(await answerOf(issue(await site.formThatWas(event)))).toEqual([404, 'not-available'])
  },
)

test.each(['submitted', 'retrieved'] as const)('returns `conflict` for a form that was %s', async (event) => {
  expect(await answerOf(issue(await site.formThatWas(event)))).toEqual([409, 'conflict'])
})
