import { randomUUID } from 'node:crypto'
import { type CloudFrontClient, CreateInvalidationCommand } from '@aws-sdk/client-cloudfront'
import type { PageCache } from './upload-pages.ts'

export interface CloudFrontPageCachePorts {
  readonly client: CloudFrontClient
  readonly distributionId: string
}

export const cloudFrontPageCache = ({ client, distributionId }: CloudFrontPageCachePorts): PageCache => ({
  async invalidate(paths) {
    await client.send(
      new CreateInvalidationCommand({
        DistributionId: distributionId,
        InvalidationBatch: { CallerReference: randomUUID(), Paths: { Quantity: paths.length, Items: [...paths] } },
      }),
    )
  },
})
