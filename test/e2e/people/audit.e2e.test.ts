import { expect, test } from 'vitest'
import { conversationChain } from '../../kit/audit-trail.ts'
import { provideSite } from '../../kit/provide-site.ts'
import { type LocalService, startMemoryService } from '../../kit/service.ts'
import type { Caller, Site } from '../../kit/site.ts'

let service: LocalService
let site: Site
let administrator: Caller

provideSite(startMemoryService, async (provided) => {
  service = provided.service
  site = provided.site
  administrator = await site.signIn('administrator', 'root')
})

test('the pages of the audit log contain every record, even while others write to the conversation', async () => {
  const conversationId = await site.newConversation()
  await Promise.all(Array.from({ length: 60 }, () => site.sendForm({ conversationId })))
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const query = { conversationId, limit: '7', ...(cursor !== undefined && { cursor }) }
    const [page] = await Promise.all([
      administrator.reply('list-audit', { query }),
      ...(seen.length < 40 ? [site.sendForm({ conversationId }), site.sendForm({ conversationId })] : []),
    ])
    seen.push(...page.events.map(({ hash }) => hash))
    cursor = page.cursor
  } while (cursor !== undefined)
  const chain = await conversationChain(service, site, conversationId)
  expect(chain.length).toBeGreaterThan(70)
  expect(seen).toEqual(chain.map(({ hash }) => hash))
})
