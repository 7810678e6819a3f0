import {
  type CloudFrontClient,
  GetDistributionConfigCommand,
  type Origin,
  UpdateDistributionCommand,
} from '@aws-sdk/client-cloudfront'
import type { OriginDistribution } from './rotate-origin-header.ts'

export interface DistributionPorts {
  readonly client: CloudFrontClient
  readonly distributionId: string
  /** The names of the headers that carry the secret, in lower case. */
  readonly headers: readonly string[]
}

export function cloudFrontDistribution({
  client,
  distributionId,
  headers: names,
}: DistributionPorts): OriginDistribution {
  const carriesSecret = ({ HeaderName: name }: { HeaderName?: string | undefined }) =>
    names.some((each) => each === name?.toLowerCase())
  const headersOf = (origin: Origin) => origin.CustomHeaders?.Items ?? []
  const found = async () => {
    const command = new GetDistributionConfigCommand({ Id: distributionId })
    const { DistributionConfig: config, ETag: etag } = await client.send(command)
    if (config?.Origins?.Items === undefined || etag === undefined) throw new Error('The distribution has no origins.')
    return { config, etag, origins: config.Origins.Items }
  }
  return {
    async setHeaderValue(value) {
      const { config, etag, origins } = await found()
      const changed = origins.map((origin) => {
        const headers = headersOf(origin).map((each) => (carriesSecret(each) ? { ...each, HeaderValue: value } : each))
        return { ...origin, CustomHeaders: { Quantity: headers.length, Items: headers } }
      })
      await client.send(
        new UpdateDistributionCommand({
          Id: distributionId,
          IfMatch: etag,
          DistributionConfig: { ...config, Origins: { Quantity: changed.length, Items: changed } },
        }),
      )
    },
    async headerValues() {
      const { origins } = await found()
      const values = origins.flatMap(headersOf).filter(carriesSecret)
      return [...new Set(values.flatMap(({ HeaderValue: value }) => value ?? []))]
    },
  }
}
