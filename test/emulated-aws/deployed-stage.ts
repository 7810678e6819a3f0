/** The demo stage's resources, read from CloudFormation. */
import { type CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation'
import { CloudFrontClient, GetDistributionConfigCommand } from '@aws-sdk/client-cloudfront'
import { perTable, type TableNames } from '../../lambdas/adapters/dynamodb/tables.ts'
import { tableLogicalId } from '../../lib/table.ts'
import { clientConfig, cloudFormationOf, type EmulatedAccount } from './clients.ts'
import { demo } from './deployment.ts'

export interface DeployedStage {
  readonly apiId: string
  /** For example `d111111abcdef8.cloudfront.net`. */
  readonly distributionName: string
  /** The headers that the distribution adds to requests to the API. */
  readonly originHeaders: Readonly<Record<string, string>>
  readonly pagesBucket: string
  readonly userPoolId: string
  readonly agentsClientId: string
  /** The redirect URI of the agents' application. */
  readonly callbackAddress: string
  readonly vaultKeyId: string
  readonly tables: TableNames
  /** The client of a site's chat backend. */
  backendClientId(siteId: string): string
}

interface StackResource {
  readonly logicalId: string
  readonly physicalId: string
  readonly type: string
}

async function listResources(client: CloudFormationClient, StackName: string): Promise<readonly StackResource[]> {
  const resources: StackResource[] = []
  for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName })) {
    for (const { LogicalResourceId = '', PhysicalResourceId = '', ResourceType = '' } of StackResourceSummaries) {
      resources.push({ logicalId: LogicalResourceId, physicalId: PhysicalResourceId, type: ResourceType })
    }
  }
  return resources
}

async function originHeadersOf(account: EmulatedAccount, Id: string, apiId: string) {
  const client = new CloudFrontClient(clientConfig(account))
  const { DistributionConfig } = await client.send(new GetDistributionConfigCommand({ Id }))
  client.destroy()
  const api = DistributionConfig?.Origins?.Items?.find(({ DomainName }) => DomainName?.startsWith(apiId))
  const headers = api?.CustomHeaders?.Items ?? []
  return Object.fromEntries(headers.map(({ HeaderName = '', HeaderValue = '' }) => [HeaderName, HeaderValue]))
}

export async function deployedStage(account: EmulatedAccount): Promise<DeployedStage> {
  const client = cloudFormationOf(account)
  const names = ['keys', 'vault', 'records', 'front', 'identity'].map((name) => `sealform-demo-${name}`)
  const resources = (await Promise.all(names.map((name) => listResources(client, name)))).flat()
  client.destroy()
  const find = (is: (one: StackResource) => boolean, what: string): string => {
    const found = resources.filter(is)
    const [only] = found
    if (only === undefined || found.length > 1) throw new Error(`${found.length} resources are ${what}`)
    return only.physicalId
  }
  const named = (logicalId: string) => find((one) => one.logicalId === logicalId, logicalId)
  const clientOf = (word: string) =>
    find(({ logicalId, type }) => type === 'AWS::Cognito::UserPoolClient' && word === wordIn(logicalId), word)
  const wordIn = (logicalId: string) => /Pool([A-Za-z0-9]+)[0-9A-F]{8}$/.exec(logicalId)?.[1]
  return {
    apiId: named('RestApi'),
    pagesBucket: named('PagesBucket'),
    originHeaders: await originHeadersOf(account, named('Distribution'), named('RestApi')),
    distributionName: `${named('Distribution').toLowerCase()}.cloudfront.net`,
    userPoolId: named('UserPool'),
    vaultKeyId: named('VaultKey'),
    agentsClientId: clientOf('Agents'),
    callbackAddress: demo.signIn.callbackAddresses[0] ?? '',
    backendClientId: (siteId) => clientOf(`ChatBackend${siteId.replaceAll('-', '')}`),
    tables: perTable((name) => named(tableLogicalId(name))),
  }
}
