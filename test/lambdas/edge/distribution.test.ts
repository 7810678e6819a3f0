import { CloudFrontClient, GetDistributionConfigCommand, UpdateDistributionCommand } from '@aws-sdk/client-cloudfront'
import { mockClient } from 'aws-sdk-client-mock'
import { expect, test } from 'vitest'
import { cloudFrontDistribution } from '../../../lambdas/edge/distribution.ts'

const header = (HeaderName: string, HeaderValue: string) => ({ HeaderName, HeaderValue })
const origin = (Id: string, ...Items: readonly ReturnType<typeof header>[]) => ({
  ...{ Id, DomainName: `${Id}.example.com` },
  CustomHeaders: { Quantity: Items.length, Items: [...Items] },
})

const distributionWith = (...Items: readonly ReturnType<typeof origin>[]) => {
  const client = mockClient(CloudFrontClient)
  const DistributionConfig = {
    ...{ CallerReference: 'stage', Comment: '', Enabled: true },
    Origins: { Quantity: Items.length, Items: [...Items] },
    DefaultCacheBehavior: { TargetOriginId: 'pages', ViewerProtocolPolicy: 'https-only' as const },
  }
  client.on(GetDistributionConfigCommand).resolves({ ETag: 'version-1', DistributionConfig })
  client.on(UpdateDistributionCommand).resolves({})
  const names = ['x-sealform-origin', 'referer']
  const distribution = cloudFrontDistribution({ client: new CloudFrontClient(), distributionId: 'one', headers: names })
  return { client, distribution }
}

test('a new value replaces the secret in each header of each origin, and nothing else', async () => {
  const { client, distribution } = distributionWith(
    origin('pages'),
    origin('sockets', header('x-sealform-origin', 'old')),
    origin('api', header('X-Sealform-Origin', 'old'), header('Referer', 'older'), header('x-other', 'old')),
  )
  expect(await distribution.headerValues()).toEqual(['old', 'older'])
  await distribution.setHeaderValue('new')
  const [update] = client.commandCalls(UpdateDistributionCommand)
  expect(update?.args[0].input).toMatchObject({ Id: 'one', IfMatch: 'version-1' })
  expect(update?.args[0].input.DistributionConfig?.Origins?.Items).toEqual([
    origin('pages'),
    origin('sockets', header('x-sealform-origin', 'new')),
    origin('api', header('X-Sealform-Origin', 'new'), header('Referer', 'new'), header('x-other', 'old')),
  ])
})

test('a value that all headers share is returned once', async () => {
  const { distribution } = distributionWith(origin('api', header('x-sealform-origin', 'one'), header('referer', 'one')))
  expect(await distribution.headerValues()).toEqual(['one'])
})
