import { expect, test } from 'vitest'
import { Fault, type FaultCode } from '../../../../lambdas/core/fault.ts'
import { commitUnlessClaimed } from '../../../../lambdas/core/one-time-keys/commit-unless-claimed.ts'
import { KeyRecord } from '../../../../lambdas/core/one-time-keys/key-record.ts'

const unclaimed = KeyRecord.parse({
  keyHash: 'x',
  action: 'submit',
  siteId: 'acme',
  conversationId: 'chat-1',
  formId: '0b9f3f0e-1c1a-4f6e-9d7e-2f3f6a1b2c3d',
  generation: 1,
  expiresAt: 1_000,
})
const claimed = { ...unclaimed, claimedBy: 'another invocation' }

const claim = (code: FaultCode, key: KeyRecord | undefined) => {
  let reads = 0
  const readKey = async () => {
    reads += 1
    return key
  }
  return { result: commitUnlessClaimed(() => Promise.reject(new Fault(code)), readKey), reads: () => reads }
}

test('a request that conflicts with another request’s claim of the key is refused like a request with a spent key', async () => {
  expect(await claim('storage-conflict', claimed).result).toEqual({ refusedBy: 'key' })
})

test('a conflict on an unclaimed or missing key is thrown as a fault', async () => {
  for (const key of [unclaimed, undefined]) {
    await expect(claim('storage-conflict', key).result).rejects.toMatchObject({ code: 'storage-conflict' })
  }
})

test('a fault after which the claim may have taken effect is thrown, and the key is not read', async () => {
  const { result, reads } = claim('storage-failed', claimed)
  await expect(result).rejects.toMatchObject({ code: 'storage-failed' })
  expect(reads()).toBe(0)
})
