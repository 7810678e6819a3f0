import { expect } from 'vitest'
import { AgentId } from '../../contracts/identifiers.ts'
import { newSampleRecords } from './sample-records.ts'
import type { ContractTest, StorageUnderTest } from './storage-under-test.ts'

const otherAgent = AgentId.parse('agent-8')
const otherIssuer = 'https://other-issuer.example'

export function conversationsContract(test: ContractTest, storage: () => StorageUnderTest): void {
  const stored = async () => {
    const { ports, now } = storage()
    const { conversation } = newSampleRecords(now())
    await ports.conversations.open(conversation)
    const read = async () => (await ports.records.read({ conversation })).conversation
    return { ...ports, conversation, read }
  }

  test('a conversation can be opened once', async () => {
    const { conversations, conversation, read } = await stored()
    expect(await conversations.open({ ...conversation, agentId: otherAgent })).toBe(false)
    expect(await read()).toEqual(conversation)
  })

  test('only one of 50 concurrent requests opens the conversation', async () => {
    const { ports, now } = storage()
    const { conversation } = newSampleRecords(now())
    const opened = await Promise.all(Array.from({ length: 50 }, () => ports.conversations.open(conversation)))
    expect(opened.filter(Boolean)).toHaveLength(1)
  })

  test('an active conversation is assigned to another agent and keeps its visitor reference', async () => {
    const { conversations, conversation, read } = await stored()
    expect(await conversations.assign(conversation, { agentId: otherAgent, agentIssuer: otherIssuer, now: 9 })).toBe(
      true,
    )
    expect(await read()).toEqual({ ...conversation, agentId: otherAgent, agentIssuer: otherIssuer })
    await conversations.assign(conversation, {
      agentId: otherAgent,
      agentIssuer: otherIssuer,
      visitorRef: 'visitor 13',
      now: 9,
    })
    expect(await read()).toEqual({
      ...conversation,
      agentId: otherAgent,
      agentIssuer: otherIssuer,
      visitorRef: 'visitor 13',
    })
  })

  test('only one of 50 concurrent requests closes the conversation', async () => {
    const { conversations, conversation, read } = await stored()
    const closed = await Promise.all(
      Array.from({ length: 50 }, (_, index) => conversations.close(conversation, index + 1)),
    )
    expect(closed.filter(Boolean)).toHaveLength(1)
    expect(await read()).toEqual({ ...conversation, state: 'closed', closedAt: closed.indexOf(true) + 1 })
  })

  test('a closed conversation cannot be reopened or assigned', async () => {
    const { conversations, conversation, read } = await stored()
    await conversations.close(conversation, 7)
    expect(await conversations.close(conversation, 8)).toBe(false)
    expect(await conversations.assign(conversation, { agentId: otherAgent, agentIssuer: otherIssuer, now: 9 })).toBe(
      false,
    )
    expect(await conversations.open(conversation)).toBe(false)
    expect(await read()).toEqual({ ...conversation, state: 'closed', closedAt: 7 })
  })

  test('extending the retention period returns the conversation and does not change its state', async () => {
    const { conversations, conversation, read } = await stored()
    expect(await conversations.extendRetention(conversation, 8)).toEqual(conversation)
    await conversations.close(conversation, 7)
    const closed = { ...conversation, state: 'closed', closedAt: 7 }
    expect(await conversations.extendRetention(conversation, 8)).toEqual(closed)
    expect(await read()).toEqual(closed)
  })

  test('an unknown conversation is neither assigned, extended nor closed', async () => {
    const { ports, now } = storage()
    const { conversation } = newSampleRecords(now())
    expect(await ports.conversations.extendRetention(conversation, 8)).toBeUndefined()
    expect(
      await ports.conversations.assign(conversation, { agentId: otherAgent, agentIssuer: otherIssuer, now: 9 }),
    ).toBe(false)
    expect(await ports.conversations.close(conversation, 7)).toBe(false)
    expect(await ports.records.read({ conversation })).toEqual({})
  })
}
