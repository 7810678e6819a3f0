import { APIGatewayClient, CreateDeploymentCommand, UpdateRestApiCommand } from '@aws-sdk/client-api-gateway'
import { mockClient } from 'aws-sdk-client-mock'
import { expect, test } from 'vitest'
import { apiGatewayApi } from '../../../lambdas/edge/api-gateway.ts'
import { originPolicy } from '../../../lambdas/edge/origin-policy.ts'

const publicStep = 'https://api.example.com/live/v1/openapi.json'

const apiWith = (fetch: typeof globalThis.fetch = globalThis.fetch) => {
  const client = mockClient(APIGatewayClient)
  const api = apiGatewayApi({
    ...{ client: new APIGatewayClient(), restApiId: 'api-1', stageName: 'live', publicStep, fetch },
  })
  return { api, client }
}

test('a new policy takes effect through a new deployment to the stage', async () => {
  const { api, client } = apiWith()
  await api.setAccepted(['first', 'second'])
  const [update, deployment, ...others] = client.calls().map(({ args: [command] }) => command)
  expect(update).toBeInstanceOf(UpdateRestApiCommand)
  const value = JSON.stringify(originPolicy(['first', 'second']))
  expect(update?.input).toEqual({
    restApiId: 'api-1',
    patchOperations: [{ op: 'replace', path: '/policy', value }],
  })
  expect(deployment).toBeInstanceOf(CreateDeploymentCommand)
  expect(deployment?.input).toMatchObject({ restApiId: 'api-1', stageName: 'live' })
  expect(others).toEqual([])
})

test('a policy with two values of the maximum length is within the limit of API Gateway', () => {
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
  expect(JSON.stringify(originPolicy(['a'.repeat(1_000), 'b'.repeat(1_000)])).length).toBeLessThan(8_192)
})

test('a request carries the value as its referrer, or no referrer', async () => {
  const referrers: (string | null)[] = []
  const { api } = apiWith(async (input, init) => {
    const { headers, url } = new Request(input, init)
    expect(url).toBe(publicStep)
    referrers.push(headers.get('referer'))
    return new Response('', { status: headers.has('referer') ? 200 : 403 })
  })
  expect([await api.statusWith('secret'), await api.statusWith(undefined)]).toEqual([200, 403])
  expect(referrers).toEqual(['secret', null])
})
