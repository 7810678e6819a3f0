import { expect, test } from 'vitest'
import { protocol } from '../../../contracts/protocol.ts'
import { recordedEvents } from '../../kit/audit-trail.ts'
import { provideSite } from '../../kit/provide-site.ts'
import { type LocalService, startMemoryService } from '../../kit/service.ts'
import type { Site } from '../../kit/site.ts'

let service: LocalService
let site: Site

provideSite(startMemoryService, (provided) => {
  service = provided.service
  site = provided.site
})

test('returns the OpenAPI document to any caller, with or without a token, and writes no audit record', async () => {
  const { status, reply } = await site.visitor.call('get-openapi')
  expect([status, reply?.openapi]).toEqual([200, expect.stringMatching(/^3\.1\./)])
  for (const caller of [site.agent, site.backend]) expect(await caller.reply('get-openapi')).toEqual(reply)
  expect(await recordedEvents(service, site)).toEqual([])
})

test('describes each step of the protocol under its method and path', async () => {
  const document = await site.visitor.reply('get-openapi')
  for (const { name, method, path } of Object.values(protocol)) {
    expect(document).toHaveProperty(['paths', path, method.toLowerCase(), 'operationId'], name)
  }
})
