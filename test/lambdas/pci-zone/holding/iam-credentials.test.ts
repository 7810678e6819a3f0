import { createHash, createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { iamCredentials } from '../../../../lambdas/pci-zone/holding/iam-credentials.ts'

const role = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  AWS_SESSION_TOKEN: 'session/token+with=signs',
}
const user = { userId: 'sealform-demo-submit', cacheName: 'sealform-demo-holding' }
const at = Date.parse('2026-03-04T05:06:07.890Z')

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** The signature of a presigned request, computed from the specification of Signature Version 4 alone. */
function signatureOf(query: URLSearchParams, secret: string): string {
  const strict = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`)
  const signed = [...query].filter(([name]) => name !== 'X-Amz-Signature')
  const canonicalQuery = signed
    .map(([name, value]) => `${strict(name)}=${strict(value)}`)
    .sort()
    .join('&')
  const canonical = ['GET', '/', canonicalQuery, `host:${user.cacheName}`, '', 'host', sha256('')].join('\n')
  const scope = '20260304/eu-central-1/elasticache/aws4_request'
  const toSign = ['AWS4-HMAC-SHA256', '20260304T050607Z', scope, sha256(canonical)].join('\n')
  const key = scope.split('/').reduce<string | Buffer>((made, part) => hmac(made, part), `AWS4${secret}`)
  return hmac(key, toSign).toString('hex')
}

const queryOf = (password: string) => new URLSearchParams(password.replace(/^[^?]*\?/, ''))

describe('the IAM credentials for the holding', () => {
  test('consist of the user name and a connect request that the role signs for fifteen minutes', async () => {
    const { username, password } = await iamCredentials(role, user, { now: () => at })()
    const query = queryOf(password)
    expect(username).toBe(user.userId)
    expect(password.startsWith(`${user.cacheName}/?`)).toBe(true)
    expect(Object.fromEntries(query)).toMatchObject({
      Action: 'connect',
      User: user.userId,
      ResourceType: 'ServerlessCache',
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Credential': 'AKIDEXAMPLE/20260304/eu-central-1/elasticache/aws4_request',
      'X-Amz-Date': '20260304T050607Z',
      'X-Amz-Expires': '900',
      'X-Amz-Security-Token': role.AWS_SESSION_TOKEN,
      'X-Amz-SignedHeaders': 'host',
    })
    expect(query.get('X-Amz-Signature')).toBe(signatureOf(query, role.AWS_SECRET_ACCESS_KEY))
  })

  test('are created for each connection from the current environment variables', async () => {
    const environment = { ...role }
    let now = at
    const credentials = iamCredentials(environment, user, { now: () => now })
    const first = await credentials()
    now += 60_000
    environment.AWS_ACCESS_KEY_ID = 'AKIDRENEWED'
    const second = queryOf((await credentials()).password)
    expect(second.get('X-Amz-Credential')).toMatch(/^AKIDRENEWED\//)
    expect(second.get('X-Amz-Date')).toBe('20260304T050707Z')
    expect(queryOf(first.password).get('X-Amz-Date')).toBe('20260304T050607Z')
  })

  test.each(['AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])(
    'cannot be created without %s',
    async (name) => {
      const lacking = { ...role, [name]: undefined }
      const made = iamCredentials(lacking, user, { now: () => at })()
      await expect(made).rejects.toMatchObject({ name: 'Fault', code: 'settings-malformed' })
    },
  )

  test('never contain the secret key', async () => {
    const { password } = await iamCredentials(role, user, { now: () => at })()
    expect(decodeURIComponent(password)).not.toContain(role.AWS_SECRET_ACCESS_KEY)
  })
})
