import { GetSecretValueCommand, ResourceNotFoundException, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { mockClient } from 'aws-sdk-client-mock'
import { describe, expect, test } from 'vitest'
import { acceptedSecrets } from '../../../lambdas/edge/accepted-secrets.ts'
import { verifyOriginSecret } from '../../../lambdas/edge/origin-secret.ts'
import { virtualClock } from '../../../local/memory/clock.ts'

const originSecretCheck = (first: readonly string[]) => {
  const clock = virtualClock(1_000)
  let values = first
  let reads = 0
  const secrets = {
    read: async () => {
      reads++
      return values
    },
  }
  return {
    clock,
    ask: verifyOriginSecret({ secrets, clock }),
    reads: () => reads,
    rotate: (next: readonly string[]) => {
      values = next
    },
  }
}

describe('the origin check', () => {
  test('accepts each secret that CloudFront may send, and refuses every other value', async () => {
    const { ask } = originSecretCheck(['current', 'next'])
    expect(await Promise.all(['current', 'next'].map(ask))).toEqual([true, true])
    for (const value of [undefined, '', 'curren', 'current ', 'Current', 'before']) expect(await ask(value)).toBe(false)
  })

  test('caches the secrets for a minute', async () => {
    const { ask, reads, clock } = originSecretCheck(['current'])
    for (let second = 0; second < 60; second += 10) {
      expect(await ask('current')).toBe(true)
      clock.advance(10_000)
    }
    expect(reads()).toBe(1)
    await ask('current')
    expect(reads()).toBe(2)
  })

  test('accepts a new secret within seconds, and rejects a removed secret within a minute', async () => {
    const { ask, rotate, clock } = originSecretCheck(['current'])
    await ask('current')
    rotate(['next'])
    clock.advance(5_000)
    expect(await ask('next')).toBe(true)
    clock.advance(60_000)
    expect(await ask('current')).toBe(false)
  })

  test('reads the secrets at most once every five seconds, even if an attacker tries many secrets', async () => {
    const { ask, reads, clock } = originSecretCheck(['current'])
    for (let guess = 0; guess < 100; guess++) expect(await ask(`guess ${guess}`)).toBe(false)
    expect(reads()).toBe(1)
    clock.advance(5_000)
    await ask('guess')
    expect(reads()).toBe(2)
  })
})

describe('the accepted origin secrets', () => {
  const client = mockClient(SecretsManagerClient)
  const { read } = acceptedSecrets({ client: new SecretsManagerClient({ region: 'eu-central-1' }), secretId: 'origin' })
  const nothing = new ResourceNotFoundException({ message: 'no such version', $metadata: {} })

  test('include the secret of every existing rotation stage', async () => {
    client.reset()
    client.on(GetSecretValueCommand, { VersionStage: 'AWSCURRENT' }).resolves({ SecretString: 'one' })
    client.on(GetSecretValueCommand, { VersionStage: 'AWSPENDING' }).rejects(nothing)
    client.on(GetSecretValueCommand, { VersionStage: 'AWSPREVIOUS' }).resolves({ SecretString: 'two' })
    expect(await read()).toEqual(['one', 'two'])
  })

  test('are not returned when Secrets Manager fails, and the failure is thrown', async () => {
    client.reset()
    client.on(GetSecretValueCommand).rejects(new Error('throttled'))
    await expect(read()).rejects.toThrow('throttled')
  })
})
