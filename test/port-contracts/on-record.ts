/** The writes that share a transaction with their audit record, in every store: both are stored or neither. */
import { expect } from 'vitest'
import { AgentId } from '../../contracts/identifiers.ts'
import type { AuditEvent } from '../../lambdas/core/audit/audit.ts'
import { conversationChain, dayChain, dayChainCount } from '../../lambdas/core/audit/audit-chain.ts'
import { newFormId, newHash, newSampleRecords } from './sample-records.ts'
import type { ContractTest, StorageUnderTest } from './storage-under-test.ts'
import { daySeconds, expectUnbrokenChain } from './stored-samples.ts'

const otherAgent = AgentId.parse('agent-8')

export function onRecordContract(test: ContractTest, storage: () => StorageUnderTest): void {
  const begin = () => {
    const { ports, chain, putForm, now } = storage()
    const sample = newSampleRecords(now())
    const onRecord = (event: AuditEvent['event']) => ({
      event: { ...sample.event, event },
      after: undefined,
      now: sample.now,
    })
    const records = () => chain(conversationChain(sample.event))
    const events = async () => (await records()).map(({ event }) => event)
    const head = async () => {
      const last = (await records()).at(-1)
      return last && { sequence: last.sequence, hash: last.hash }
    }
    return { ...sample, ports, putForm, onRecord, records, events, head }
  }

  test('a form that is sent or resent is stored together with its key and its record, and only while the conversation is active and assigned to the sender', async () => {
    const { ports, conversation, form: opened, openKey, onRecord, records, events, head, now } = begin()
    const { visitorHash: _, openedAt: __, chainPlace: ___, ...form } = { ...opened, state: 'sent' as const }
    const sending = async () => ({
      ...onRecord('form-sent'),
      openKey,
      head: await ports.audit.head(conversation),
      readSince: 0,
    })
    const refusedSend = async () => {
      const unsent = { ...(await sending()), openKey: { ...openKey, keyHash: newHash() } }
      return await ports.forms.send({ ...form, formId: newFormId() }, unsent)
    }
    const read = async (keyHash = openKey.keyHash) => await ports.records.read({ form: form.formId, key: keyHash })
    expect(await refusedSend()).toBeUndefined()
    await ports.conversations.open({ ...conversation, agentId: otherAgent })
    expect(await refusedSend()).toBeUndefined()
    expect(await events()).toEqual([])

    await ports.conversations.assign(conversation, {
      agentId: conversation.agentId,
      agentIssuer: conversation.agentIssuer,
      now,
    })
    const sent = await ports.forms.send(form, await sending())
    expect(sent).toEqual(form)
    expect(await read()).toEqual({ form: sent, key: { ...openKey, chainPlace: await head() } })
    if (sent === undefined) return
    const list = () => ports.forms.listByConversation(conversation, { limit: 5 })
    expect((await list()).forms).toEqual([sent])

    const next = { ...openKey, keyHash: newHash(), generation: form.generation + 1 }
    const again = { ...onRecord('form-resent'), openKey: next }
    const change = { state: 'sent', generation: form.generation + 1, sentAt: now + 1 } as const
    const condition = { states: ['sent'], generation: form.generation } as const
    expect(await ports.forms.resend(sent, { ...condition, generation: 9 }, change, again)).toBeUndefined()
    expect(await events()).toEqual(['form-sent'])
    const resent = await ports.forms.resend(sent, condition, change, again)
    expect(resent).toEqual({ ...sent, ...change, chainPlace: await head() })
    expect(await read(next.keyHash)).toEqual({ form: resent, key: { ...next, chainPlace: resent?.chainPlace } })

    await ports.conversations.close(conversation, now)
    if (resent === undefined) return
    const later = { ...condition, generation: resent.generation }
    expect(await ports.forms.resend(resent, later, { ...change, generation: 9 }, again)).toBeUndefined()
    expect(await events()).toEqual(['form-sent', 'form-resent'])
    expectUnbrokenChain(await records())
  })

  test('only one of 20 concurrent changes to a form takes effect and leaves a record', async () => {
    const { ports, putForm, form, openKey, onRecord, records, head } = begin()
    await putForm(form, openKey)
    const condition = { states: ['opened'], generation: form.generation } as const
    const changes = await Promise.all(
      Array.from({ length: 4 }, storage().anotherProcess).flatMap(({ forms }) =>
        Array.from({ length: 5 }, () =>
          forms.change(form, condition, { state: 'cancelled' }, onRecord('form-cancelled')),
        ),
      ),
    )
    const made = changes.filter((changed) => changed !== undefined)
    expect(made).toEqual([{ ...form, state: 'cancelled', chainPlace: await head() }])
    expect((await ports.records.read({ form: form.formId })).form).toEqual(made[0])
    expect((await records()).map(({ event }) => event)).toEqual(['form-cancelled'])
    const missing = { ...form, formId: newFormId() }
    expect(
      await ports.forms.change(missing, condition, { state: 'cancelled' }, onRecord('form-cancelled')),
    ).toBeUndefined()
    expect(await records()).toHaveLength(1)
  })

  test('transferring and erasing a conversation leave one record each, and a request that changes nothing leaves none', async () => {
    const { ports, conversation, onRecord, records, events, now } = begin()
    const { conversations } = ports
    const read = async () => (await ports.records.read({ conversation })).conversation
    const to = { agentId: otherAgent, agentIssuer: conversation.agentIssuer, now }
    expect(await conversations.close(conversation, now)).toBe(false)
    expect(await conversations.assign(conversation, to, onRecord('conversation-transferred'))).toBe(false)
    await conversations.erase(conversation, now, onRecord('conversation-erased'))
    expect(await events()).toEqual([])

    expect(await conversations.open(conversation)).toBe(true)
    expect(await conversations.open(conversation)).toBe(false)
    expect(await conversations.assign(conversation, to, onRecord('conversation-transferred'))).toBe(true)
    expect(await conversations.assign(conversation, to, onRecord('conversation-transferred'))).toBe(false)
    await conversations.erase(conversation, now, onRecord('conversation-erased'))
    await conversations.erase(conversation, now, onRecord('conversation-erased'))
    expect(await conversations.close(conversation, now)).toBe(true)
    expect(await conversations.close(conversation, now)).toBe(false)
    expect(await read()).toEqual({
      ...conversation,
      agentId: otherAgent,
      state: 'closed',
      closedAt: now,
      erasedAt: now,
    })
    expect(await events()).toEqual(['conversation-transferred', 'conversation-erased'])
    expectUnbrokenChain(await records())
  })

  test('a key is stored together with its audit record and with the chain position of that record', async () => {
    const { ports, retrieveKey, onRecord, events, head } = begin()
    await ports.keys.add(retrieveKey, onRecord('retrieve-key-issued'))
    const { key } = await ports.records.read({ key: retrieveKey.keyHash })
    expect(key).toEqual({ ...retrieveKey, chainPlace: await head() })
    expect(await events()).toEqual(['retrieve-key-issued'])
  })

  test('only one of 20 concurrent requests that end a session leaves a record, and the record is in a day chain', async () => {
    const { ports, session, siteId, now } = begin()
    const event = { event: 'signed-out', actor: 'agent:agent-7', outcome: 'done', siteId } as const
    const sweepAt = Math.ceil(now / 1_000) + daySeconds
    await ports.sessions.create(session, sweepAt)
    const ended = { ...session, ended: 'signed-out', endedAt: now } as const
    const processes = Array.from({ length: 20 }, storage().anotherProcess)
    const ends = await Promise.all(processes.map(({ sessions }) => sessions.end(ended, sweepAt, event)))
    expect(ends.filter(Boolean)).toHaveLength(1)
    const chains = Array.from({ length: dayChainCount }, (_, shard) => storage().chain(dayChain(siteId, now, shard)))
    expect((await Promise.all(chains)).flat()).toMatchObject([event])
  })
}
