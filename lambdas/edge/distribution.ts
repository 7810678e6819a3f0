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
  readonly header: string
}

export function cloudFrontDistribution({ client, distributionId, header }: DistributionPorts): OriginDistribution {
  const isTheHeader = ({ HeaderName: name }: { HeaderName?: string | undefined }) => name?.toLowerCase() === header
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
        const headers = headersOf(origin).map((each) => (isTheHeader(each) ? { ...each, HeaderValue: value } : each))
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
    async hasHeaderValue(value) {
      const { origins } = await found()
      const sent = origins.flatMap(headersOf).filter(isTheHeader)
      return sent.length > 0 && sent.every(({ HeaderValue }) => HeaderValue === value)
    },
  }
}
