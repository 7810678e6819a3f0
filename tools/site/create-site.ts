/** Creates a site and its first administrator in a deployed stage, and prints the next steps. */
import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider'
import { ProfileName } from '../../contracts/identifiers.ts'
import { dynamoDbRecords } from '../../lambdas/adapters/dynamodb/records.ts'
import { documentClientOf, dynamoDbClient } from '../../lambdas/adapters/dynamodb/request/client.ts'
import { dynamoDbNewSites } from '../../lambdas/adapters/dynamodb/sites.ts'
import { dynamoDbNewTemplates } from '../../lambdas/adapters/dynamodb/templates.ts'
import { systemRandomness } from '../../lambdas/adapters/process/randomness.ts'
import { newSite, shippedTemplateIds } from '../../lambdas/core/sites/new-site.ts'
import { deployedResources } from '../stage/deployed-resources.ts'
import { backendClientLines, externalIssuerLines } from './next-steps.ts'
import { createPoolPerson, type PoolPerson } from './pool-person.ts'
import type { Settings } from './settings.ts'

export interface SiteCreationOptions {
  readonly settings: Settings
  /** Prints one line. No line contains a secret. */
  readonly print: (line: string) => void
}

const administratorProfile = ProfileName.parse('administrator')

/**
 * The time limit of a request to DynamoDB. It is longer than in Lambda, because the request crosses the network of the
 * person who runs the command.
 */
const requestMilliseconds = 10_000

/**
 * Creates the site. If the command fails, running it again continues from the failed part.
 * @throws an error that says what could not be created, and why
 */
export async function createSite({ settings, print }: SiteCreationOptions): Promise<void> {
  const { stage, siteId, administrator } = settings
  const { region } = stage
  const cloudFormation = new CloudFormationClient({ region })
  const dynamoDb = dynamoDbClient({ region, requestMilliseconds })
  const cognito = new CognitoIdentityProviderClient({ region })
  try {
    const resources = await deployedResources(cloudFormation, stage)
    const ports = { documents: documentClientOf(dynamoDb), tables: resources.tables }
    const make = newSite({
      records: dynamoDbRecords(ports),
      sites: dynamoDbNewSites(ports),
      templates: dynamoDbNewTemplates({ ...ports, randomness: systemRandomness }),
    })
    const site = await make(siteId, settings.name)
    print(
      site === 'made'
        ? `✓ ${siteId} is created, with ${shippedTemplateIds.join(', ')}.`
        : `✓ ${siteId} already exists.`,
    )
    if (administrator === undefined) {
      for (const line of externalIssuerLines(stage, siteId)) print(line)
      return
    }
    const userPoolId = resources.physicalIdOf('UserPool')
    const membership = { siteId, profile: administratorProfile }
    const person = await createPoolPerson({ client: cognito, userPoolId })(membership, administrator)
    print(administratorMessage(person, administrator))
    for (const line of await backendClientLines({ client: cognito, userPoolId, stage, siteId })) print(line)
  } finally {
    for (const client of [cloudFormation, dynamoDb, cognito]) client.destroy()
  }
}

function administratorMessage(person: 'made' | 'was there', administrator: PoolPerson): string {
  const { userName: name, email, temporaryPassword } = administrator
  if (person === 'was there') return `✓ ${name} already is an administrator.`
  return temporaryPassword === undefined
    ? `✓ ${name} is invited as administrator by a message to ${email}. The password in it is valid for a day.`
    : `✓ ${name} is created as administrator, and must change the password at the first sign-in.`
}
