import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import type { Action } from '../../../tools/doctor/aws/actions.ts'
import { AwsFailure } from '../../../tools/doctor/aws/aws-failure.ts'
import { readAws } from '../../../tools/doctor/aws/read-aws.ts'

const credentials = async () => ({ accessKeyId: 'AKIA', secretAccessKey: 'secret', sessionToken: 'token' })

/** Sends one request and returns what was sent, with the reply. */
const send = async (action: Action, { parameters = {}, replies = [new Response('{}')], endpoint }: Sent = {}) => {
  const sent: { readonly address: string; readonly init: RequestInit | undefined }[] = []
  let pauses = 0
  const waiting = [...replies]
  const read = readAws({
    ...{ region: 'eu-central-1', credentials, endpoint },
    fetch: async (address, init) => {
      sent.push({ address: String(address), init })
      const next = waiting.shift()
      if (next === undefined) throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') })
      return next
    },
    pause: async () => {
      pauses++
    },
  })
  const reply = await read(action, z.unknown(), { parameters }).catch((failure: unknown) => failure)
  return {
    reply,
    sent,
    pauses,
    address: sent[0]?.address,
    init: sent[0]?.init,
    headers: new Headers(sent[0]?.init?.headers),
  }
}

interface Sent {
  readonly parameters?: Readonly<Record<string, string | number>>
  readonly replies?: readonly Response[]
  readonly endpoint?: string
}

describe('a request', () => {
  test('in the query protocol is a signed form, sent to the service’s endpoint in its Region', async () => {
    const { address, init, headers } = await send('ec2:DescribeVpcs', { parameters: { MaxResults: 5 } })
    expect(address).toBe('https://ec2.eu-central-1.amazonaws.com/')
    expect(init).toMatchObject({ method: 'POST', body: 'Action=DescribeVpcs&Version=2016-11-15&MaxResults=5' })
    expect(headers.get('authorization')).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIA\/\d{8}\/eu-central-1\/ec2\/aws4_request/,
    )
    expect(headers.get('x-amz-security-token')).toBe('token')
  })

  test('in the JSON protocol names its operation in a header', async () => {
    const { init, headers } = await send('ssm:GetParameter', { parameters: { Name: '/x' } })
    expect(init?.body).toBe('{"Name":"/x"}')
    expect(headers.get('x-amz-target')).toBe('AmazonSSM.GetParameter')
  })

  test('to a REST service is a GET with its parameters in the path and the query', async () => {
    const { address, init } = await send('lambda:GetFunctionConcurrency', {
      parameters: { FunctionName: 'f', Marker: 'm' },
    })
    expect(address).toBe('https://lambda.eu-central-1.amazonaws.com/2019-09-30/functions/f/concurrency?Marker=m')
    expect(init).toMatchObject({ method: 'GET', body: null })
  })

  test('to a service without Regions is signed for us-east-1', async () => {
    const { address, headers } = await send('iam:ListRoles')
    expect(address).toBe('https://iam.amazonaws.com/')
    expect(headers.get('authorization')).toContain('/us-east-1/iam/')
  })

  test('is sent to the endpoint in the environment variables if there is one', async () => {
    expect((await send('ses:GetAccount', { endpoint: 'https://127.0.0.1:4566' })).address).toBe(
      'https://127.0.0.1:4566/v2/email/account',
    )
    expect((await send('ses:GetAccount')).address).toBe('https://email.eu-central-1.amazonaws.com/v2/email/account')
  })
})

describe('a reply', () => {
  test('in the query protocol is read without its wrapper elements, whether EC2 or another service sent it', async () => {
    const ec2 =
      '<?xml version="1.0"?><DescribeVpcsResponse><vpcSet><item><vpcId>v</vpcId></item></vpcSet></DescribeVpcsResponse>'
    expect((await send('ec2:DescribeVpcs', { replies: [new Response(ec2)] })).reply).toEqual({
      vpcSet: { item: { vpcId: 'v' } },
    })
    const sts =
      '<GetCallerIdentityResponse><GetCallerIdentityResult><Account>1</Account></GetCallerIdentityResult></GetCallerIdentityResponse>'
    expect((await send('sts:GetCallerIdentity', { replies: [new Response(sts)] })).reply).toEqual({ Account: '1' })
  })

  test.each([
    ['<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>', 'AccessDenied'],
    [
      '<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>no</Message></Error></Errors></Response>',
      'UnauthorizedOperation',
    ],
    ['{"__type":"com.amazonaws#AccessDeniedException","message":"no"}', 'AccessDeniedException'],
    ['<html><body>blocked by a proxy</body></html>', 'Http403'],
    ['neither XML nor JSON', 'Http403'],
  ])('that is an error is reported with its code: %s', async (body, code) => {
    const { reply } = await send('ec2:DescribeVpcs', { replies: [new Response(body, { status: 403 })] })
    expect(reply).toMatchObject({ name: 'AwsFailure', code, action: 'ec2:DescribeVpcs', region: 'eu-central-1' })
  })

  test('with the error in a header is reported with its code, too', async () => {
    const headers = { 'x-amzn-errortype': 'ResourceNotFoundException:http://internal.amazon.com/' }
    const { reply } = await send('lambda:GetAccountSettings', {
      replies: [Response.json({ Message: 'no' }, { status: 404, headers })],
    })
    expect(reply).toMatchObject({ code: 'ResourceNotFoundException', message: 'no' })
  })

  test('that throttles the request causes at most four retries', async () => {
    const throttles = () => Response.json({ __type: 'ThrottlingException' }, { status: 400 })
    expect(await send('ssm:GetParameter', { replies: [throttles(), Response.json({ a: 1 })] })).toMatchObject({
      reply: { a: 1 },
      pauses: 1,
    })
    const always = await send('ssm:GetParameter', { replies: Array.from({ length: 9 }, throttles) })
    expect(always.sent).toHaveLength(4)
    expect(always.reply).toBeInstanceOf(AwsFailure)
  })

  test('that never arrives is reported as a failure with the reason', async () => {
    expect((await send('ssm:GetParameter', { replies: [] })).reply).toMatchObject({
      code: 'Unreachable',
      message: 'connect ECONNREFUSED',
    })
  })
})
