/** The local run without a data folder. */
import { expect, test } from 'vitest'
import { brokenLinks, siteRecords } from '../kit/audit-trail.ts'
import { provideSite } from '../kit/provide-site.ts'
import { type LocalService, startMemoryService } from '../kit/service.ts'
import { bankAnswers, type Site } from '../kit/site.ts'

let service: LocalService
let site: Site

provideSite(startMemoryService, (provided) => {
  service = provided.service
  site = provided.site
})

test('the service in memory takes a form from the agent to the visitor and back, and records every event', async () => {
  expect(await site.retrieve(await site.submitForm())).toMatchObject({ answers: bankAnswers })
  const records = await siteRecords(service, site.siteId)
  expect(records.map(({ event }) => event)).toEqual(
    expect.arrayContaining(['form-sent', 'form-opened', 'form-submitted', 'submission-retrieved']),
  )
  expect(brokenLinks(records)).toEqual([])
})
