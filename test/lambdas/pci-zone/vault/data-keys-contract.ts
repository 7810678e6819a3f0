/** The contract of every implementation of the data key ports. */
import { describe, expect, test } from 'vitest'
import { Fault } from '../../../../lambdas/core/fault.ts'
import { type DataKeyMaker, type DataKeyOpener, dataKeyBytes } from '../../../../lambdas/pci-zone/vault/data-keys.ts'
import { changedContexts, context, withFlippedBit } from './vault-context.ts'

/** What a real key service detects and an emulator may not. What it does not detect is in the suite's name and not tested. */
export interface DetectedChanges {
  readonly changedBits: boolean
  readonly changedContext: boolean
  readonly invalidBytes: boolean
  /** Or it replies "access denied" for a wrapped key of another vault key: a fault, which unwraps nothing either. */
  readonly changedKeyName: boolean
}

const detectsEverything: DetectedChanges = {
  changedBits: true,
  changedContext: true,
  invalidBytes: true,
  changedKeyName: true,
}

function describeLimits({ changedBits, changedContext, invalidBytes, changedKeyName }: DetectedChanges): string {
  const missed = [
    ...(changedBits ? [] : ['changed bits']),
    ...(changedContext ? [] : ['a changed context']),
    ...(invalidBytes ? [] : ['bytes that are no wrapped key']),
    ...(changedKeyName ? [] : ['whether the name of its vault key was changed or access to it was taken']),
  ]
  return missed.length === 0 ? '' : `, which does not detect ${missed.join(', ')}`
}

export function dataKeysContract(
  name: string,
  make: () => Promise<{ readonly maker: DataKeyMaker; readonly opener: DataKeyOpener }>,
  detects: DetectedChanges = detectsEverything,
): void {
  describe(`data keys of ${name}${describeLimits(detects)}`, () => {
    test('a wrapped key unwraps to the same 32 bytes each time', async () => {
      const { maker, opener } = await make()
      const { plaintext, wrapped } = await maker.generate(context)
      expect(plaintext).toHaveLength(dataKeyBytes)
      for (let time = 0; time < 3; time++) {
        const opened = await opener.unwrap(wrapped, context)
        expect(opened).not.toBe('integrity-failed')
        expect(Buffer.from(opened).equals(plaintext)).toBe(true)
      }
    })

    test('no two data keys are equal, in clear text or wrapped', async () => {
      const { maker } = await make()
      const keys = await Promise.all(Array.from({ length: 20 }, () => maker.generate(context)))
      const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
      expect(new Set(keys.map(({ plaintext }) => hex(plaintext))).size).toBe(20)
      expect(new Set(keys.map(({ wrapped }) => hex(wrapped))).size).toBe(20)
    })

    test('the wrapped key does not contain the clear key', async () => {
      const { maker } = await make()
      const { plaintext, wrapped } = await maker.generate(context)
      expect(Buffer.from(wrapped).includes(Buffer.from(plaintext))).toBe(false)
    })

    if (detects.invalidBytes) {
      test.each([0, 1, 31, 6_145])('a wrapped key of %i arbitrary bytes fails the integrity check', async (length) => {
        const { opener } = await make()
        expect(await opener.unwrap(new Uint8Array(length).fill(7), context)).toBe('integrity-failed')
      })

      test('a truncated wrapped key fails the integrity check', async () => {
        const { maker, opener } = await make()
        const { wrapped } = await maker.generate(context)
        for (const length of [wrapped.length - 1, wrapped.length >> 1]) {
          expect(await opener.unwrap(wrapped.subarray(0, length), context)).toBe('integrity-failed')
        }
      })
    }

    if (detects.changedContext) {
      test('a wrapped key fails the integrity check under a context with one changed entry', async () => {
        const { maker, opener } = await make()
        const { wrapped } = await maker.generate(context)
        for (const changed of changedContexts) {
          expect(await opener.unwrap(wrapped, changed)).toBe('integrity-failed')
        }
      })
    }

    if (detects.changedBits) {
      test('abuse 21: a wrapped key with one flipped bit does not unwrap', async () => {
        const { maker, opener } = await make()
        const { wrapped } = await maker.generate(context)
        const outcomes = new Set<unknown>()
        for (let bit = 0; bit < wrapped.length * 8; bit++) {
          outcomes.add(await opener.unwrap(withFlippedBit(wrapped, bit), context).catch(codeOf))
        }
        if (!detects.changedKeyName) outcomes.delete('key-service-failed')
        expect([...outcomes]).toEqual(['integrity-failed'])
      })
    }
  })
}

function codeOf(error: unknown): unknown {
  return error instanceof Fault ? error.code : error
}
