// full: needs a Redis or Valkey server that it can start and kill
/** Abuse 23 and 24: what becomes of the holding when its server does not do its part. */
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type ValkeyHolding, valkeyHolding } from '../../../../lambdas/pci-zone/holding/valkey-holding.ts'
import { freePort } from '../../../kit/process.ts'
import { holdingFault, manualClock } from './holding-contract.ts'
import { sealedAnswers } from './sealed-answers.ts'
import { type FreezableProxy, startFreezableProxy, startTestServer, type TestServer } from './valkey-servers.ts'

let server: TestServer
const opened: { close(): void }[] = []

beforeAll(async () => {
  server = await startTestServer()
})
afterEach(() => {
  for (const { close } of opened.splice(0)) close()
})
afterAll(() => server.kill())

function holdingOn(settings = server.settings, clock = manualClock()): ValkeyHolding {
  const holding = valkeyHolding({ settings, clock })
  opened.push(holding)
  return holding
}

async function wire(): Promise<FreezableProxy> {
  const between = await startFreezableProxy(server.settings)
  opened.push(between)
  return between
}

/** Longer than the two seconds that the port promises, and much shorter than waiting for ever. */
const promptly = { timeout: 10_000 }

const allFail = async (holding: ValkeyHolding) => {
  await expect(holding.put(randomUUID(), sealedAnswers(), 60)).rejects.toMatchObject(holdingFault)
  await expect(holding.take(randomUUID())).rejects.toMatchObject(holdingFault)
  await expect(holding.discard(randomUUID())).rejects.toMatchObject(holdingFault)
}

describe('a Valkey server', () => {
  test('that is not running causes a fault', promptly, async () => {
    await allFail(holdingOn({ ...server.settings, port: await freePort() }))
  })

  test('whose name does not resolve causes a fault', promptly, async () => {
    await allFail(holdingOn({ ...server.settings, host: 'holding.invalid' }))
  })

  test('that is not in cluster mode causes a fault for a cluster client', promptly, async () => {
    await allFail(holdingOn({ ...server.settings, cluster: true, port: await freePort() }))
  })

  test('that crashes causes a fault, and an empty replacement server works', promptly, async () => {
    const holding = holdingOn()
    const [early, late] = [randomUUID(), randomUUID()]
    await holding.put(early, sealedAnswers(), 60)
    await server.kill()
    await allFail(holding)
    await server.restart()
    expect(await holding.take(early)).toBeUndefined()
    const sealed = sealedAnswers()
    await holding.put(late, sealed, 60)
    expect(await holding.take(late)).toEqual(sealed)
  })

  test('that crashes during 100 calls causes a fault for each of them', promptly, async () => {
    const holding = holdingOn()
    await holding.take(randomUUID())
    await server.command('CLIENT', 'PAUSE', '60000', 'ALL')
    const asked = Array.from({ length: 100 }, () => holding.take(randomUUID()))
    const settled = Promise.allSettled(asked)
    await server.kill()
    expect((await settled).map(({ status }) => status)).toEqual(Array.from({ length: 100 }, () => 'rejected'))
    await server.restart()
    expect(await holding.take(randomUUID())).toBeUndefined()
  })

  test('that accepts the connection and never replies causes a fault', promptly, async () => {
    const line = await wire()
    line.freeze()
    await allFail(holdingOn(line.settings))
  })

  test(
    'that stops replying on a connection causes a fault, and the next call opens another connection',
    promptly,
    async () => {
      const line = await wire()
      const holding = holdingOn(line.settings)
      const id = randomUUID()
      const sealed = sealedAnswers()
      await holding.put(id, sealed, 60)
      line.freezeOpenConnections()
      await expect(holding.take(randomUUID())).rejects.toMatchObject(holdingFault)
      expect(await holding.take(id)).toEqual(sealed)
      expect(line.connections()).toBe(2)
    },
  )

  test('to which an idle connection was lost gets a new connection without a fault', promptly, async () => {
    const line = await wire()
    const clock = manualClock()
    const holding = holdingOn(line.settings, clock)
    const id = randomUUID()
    const sealed = sealedAnswers()
    await holding.put(id, sealed, 60)
    line.freezeOpenConnections()
    clock.forward(10_000)
    expect(await holding.take(id)).toEqual(sealed)
    expect(line.connections()).toBe(2)
  })

  test('gets one connection at the first call, even if the first calls are concurrent', async () => {
    const line = await wire()
    const holding = holdingOn(line.settings)
    expect(line.connections()).toBe(0)
    await Promise.all(Array.from({ length: 50 }, () => holding.take(randomUUID())))
    expect(line.connections()).toBe(1)
  })

  test('that is full and may not evict refuses a new entry with a fault, and keeps its entries', async () => {
    const holding = holdingOn()
    const id = randomUUID()
    const sealed = sealedAnswers()
    await holding.put(id, sealed, 60)
    await server.command('CONFIG', 'SET', 'maxmemory-policy', 'noeviction')
    await server.command('CONFIG', 'SET', 'maxmemory', '1')
    await expect(holding.put(randomUUID(), sealedAnswers(), 60)).rejects.toMatchObject(holdingFault)
    await server.command('CONFIG', 'SET', 'maxmemory', '0')
    expect(await holding.take(id)).toEqual(sealed)
  })

  test('that is full and evicts, as ElastiCache does, returns nothing for an evicted entry', async () => {
    const holding = holdingOn()
    const id = randomUUID()
    await holding.put(id, sealedAnswers(), 60)
    await server.command('CONFIG', 'SET', 'maxmemory-policy', 'volatile-lru')
    await server.command('CONFIG', 'SET', 'maxmemory', '1')
    await server.command('SET', 'x', 'y').catch(() => {})
    await server.command('CONFIG', 'SET', 'maxmemory', '0')
    expect(await holding.take(id)).toBeUndefined()
  })
})
