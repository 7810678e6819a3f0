// full: needs a Redis or Valkey server
import { randomUUID } from 'node:crypto'
import { createClient } from '@redis/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import type { ValkeySettings } from '../../../../lambdas/pci-zone/holding/valkey-client.ts'
import { type ValkeyHolding, valkeyHolding } from '../../../../lambdas/pci-zone/holding/valkey-holding.ts'
import { holdingContract, holdingFault } from './holding-contract.ts'
import { sealedAnswers } from './sealed-answers.ts'
import { holdingUrl, settingsOf } from './valkey-servers.ts'

const url = holdingUrl()
const { HOLDING_TLS_URL: tlsUrl, HOLDING_CA: ca, HOLDING_CLUSTER_URL: clusterUrl } = process.env
const clock = { now: () => Date.now() }
const opened: ValkeyHolding[] = []

function holdingOn(settings: ValkeySettings, at = clock): ValkeyHolding {
  const holding = valkeyHolding({ settings, clock: at })
  opened.push(holding)
  return holding
}

afterAll(() => {
  for (const holding of opened) holding.close()
})

holdingContract('Valkey', (at) => holdingOn(settingsOf(url), at))
if (tlsUrl) holdingContract('Valkey over TLS', (at) => holdingOn(settingsOf(tlsUrl, { ca }), at))
if (clusterUrl) holdingContract('a Valkey cluster', (at) => holdingOn(settingsOf(clusterUrl, { cluster: true }), at))

describe('the holding’s data in Valkey', () => {
  const operator = createClient({ url })
  /** By the server's clock, in milliseconds. */
  const serverTime = async (): Promise<number> => {
    const [seconds, microseconds] = z
      .tuple([z.coerce.number(), z.coerce.number()])
      .parse(await operator.sendCommand(['TIME']))
    return seconds * 1_000 + Math.floor(microseconds / 1_000)
  }

  beforeAll(() => operator.connect())
  afterAll(() => operator.destroy())

  test('is stored under one prefixed key, which Valkey expires on time', async () => {
    const id = randomUUID()
    const before = await serverTime()
    await holdingOn(settingsOf(url)).put(id, sealedAnswers(), 60)
    const after = await serverTime()
    const expiresAt = await operator.pExpireTime(`sealform:holding:${id}`)
    expect(expiresAt).toBeGreaterThanOrEqual(before + 60_000)
    expect(expiresAt).toBeLessThanOrEqual(after + 60_000)
  })

  test('is deleted when it expires, is read or is discarded', async () => {
    const holding = holdingOn(settingsOf(url))
    const [late, taken, discarded] = [randomUUID(), randomUUID(), randomUUID()]
    await holding.put(late, sealedAnswers(), 0.05)
    await holding.put(taken, sealedAnswers(), 60)
    await holding.put(discarded, sealedAnswers(), 60)
    await holding.take(taken)
    await holding.discard(discarded)
    const keys = [late, taken, discarded].map((id) => `sealform:holding:${id}`)
    await expect.poll(() => operator.exists(keys)).toBe(0)
  })

  test('abuse 24: is gone after an eviction', async () => {
    const holding = holdingOn(settingsOf(url))
    const id = randomUUID()
    await holding.put(id, sealedAnswers(), 60)
    await operator.del(`sealform:holding:${id}`)
    expect(await holding.take(id)).toBeUndefined()
  })

  test.each(['', '{', 'null', '{"expiresAt":9e15,"sealed":{"pin":"1234"}}', '\ufffd'])(
    'abuse 21: is treated as gone and deleted when it is %j',
    async (value) => {
      const id = randomUUID()
      await operator.set(`sealform:holding:${id}`, value)
      expect(await holdingOn(settingsOf(url)).take(id)).toBeUndefined()
      expect(await operator.exists(`sealform:holding:${id}`)).toBe(0)
    },
  )

  test('under a key of another Valkey type causes a fault', async () => {
    const id = randomUUID()
    await operator.lPush(`sealform:holding:${id}`, 'x')
    await expect(holdingOn(settingsOf(url)).take(id)).rejects.toMatchObject(holdingFault)
    await operator.del(`sealform:holding:${id}`)
  })
})

describe('the sign-in to Valkey', () => {
  const { credentials: known, ...anonymous } = settingsOf(url)
  if (known === undefined || typeof known === 'function') throw new Error('HOLDING_URL has to name a password.')

  test('requests new credentials for every connection', async () => {
    let calls = 0
    const credentials = async () => {
      calls += 1
      return known
    }
    const holding = holdingOn({ ...anonymous, credentials })
    const id = randomUUID()
    const sealed = sealedAnswers()
    await holding.put(id, sealed, 60)
    holding.close()
    expect(await holding.take(id)).toEqual(sealed)
    expect(calls).toBe(2)
  })

  test.each([
    ['no credentials', undefined],
    ['wrong credentials', { password: 'wrong' }],
    ['a failing credentials function', () => Promise.reject(new Error('no token'))],
  ])('with %s causes a fault', async (_, credentials) => {
    const holding = holdingOn({ ...anonymous, ...(credentials === undefined ? {} : { credentials }) })
    await expect(holding.put(randomUUID(), sealedAnswers(), 60)).rejects.toMatchObject(holdingFault)
    await expect(holding.take(randomUUID())).rejects.toMatchObject(holdingFault)
  })

  test('over TLS causes a fault if the server has no TLS', async () => {
    const holding = holdingOn({ ...settingsOf(url), tls: 'on' })
    await expect(holding.take(randomUUID())).rejects.toMatchObject(holdingFault)
  })

  if (tlsUrl) {
    test('over TLS causes a fault if the server’s certificate is not trusted', async () => {
      const holding = holdingOn({ ...settingsOf(tlsUrl), tls: 'on' })
      await expect(holding.take(randomUUID())).rejects.toMatchObject(holdingFault)
    })
  }
})
