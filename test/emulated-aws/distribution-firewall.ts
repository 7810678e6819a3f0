import { CloudFrontClient, ListDistributionsCommand } from '@aws-sdk/client-cloudfront'
import { clientConfig, type EmulatedAccount } from './clients.ts'

/** The ARN of the firewall of a stage's distribution, which may be in another Region than the stage. */
export async function firewallOfDistribution(account: EmulatedAccount, comment: string): Promise<string | undefined> {
  const client = new CloudFrontClient(clientConfig(account))
  const { DistributionList } = await client.send(new ListDistributionsCommand({}))
  client.destroy()
  return DistributionList?.Items?.find(({ Comment }) => Comment === comment)?.WebACLId
}
