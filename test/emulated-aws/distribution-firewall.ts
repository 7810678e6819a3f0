import { CloudFrontClient, ListDistributionsCommand } from '@aws-sdk/client-cloudfront'
import { type Account, placeOf } from './clients.ts'

/** The ARN of the firewall that the distribution of a stage stands behind, which may be in another Region than the stage. */
export async function firewallOfDistribution(account: Account, comment: string): Promise<string | undefined> {
  const client = new CloudFrontClient(placeOf(account))
  const { DistributionList } = await client.send(new ListDistributionsCommand({}))
  client.destroy()
  return DistributionList?.Items?.find(({ Comment }) => Comment === comment)?.WebACLId
}
