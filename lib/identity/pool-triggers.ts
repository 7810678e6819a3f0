/** The functions that Cognito invokes during a sign-in. */
import { LambdaVersion, type UserPool, UserPoolOperation } from 'aws-cdk-lib/aws-cognito'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { Construct } from 'constructs'
import type { TableName } from '../../lambdas/adapters/dynamodb/tables.ts'
import { tableStatements, tablesKeyStatement } from '../role-statements.ts'
import { stepFunction, type ZoneFunctionProps } from '../step-function.ts'
import { triggerGrants } from './grants.ts'

export interface PoolTriggersProps extends ZoneFunctionProps {
  readonly tablesKey: IKey
  readonly tableArns: Readonly<Record<TableName, string>>
  /** The environment variables that locate the tables. */
  readonly environment: Readonly<Record<string, string>>
}

/** The timeout of a trigger. Cognito waits no longer than this, and then retries at most twice. */
const timeoutSeconds = 5

const signInTriggers = [
  {
    name: 'pre-authentication',
    operation: UserPoolOperation.PRE_AUTHENTICATION,
    description: 'Counts the start of a sign-in, and refuses people who may not sign in.',
  },
  {
    name: 'post-authentication',
    operation: UserPoolOperation.POST_AUTHENTICATION,
    description: 'Resets the count of failed sign-ins after a successful one.',
  },
  {
    name: 'post-confirmation',
    operation: UserPoolOperation.POST_CONFIRMATION,
    description: 'Ends every sign-in of a person who has reset their password.',
  },
] as const

export function addPoolTriggers(scope: Construct, pool: UserPool, props: PoolTriggersProps): void {
  const { settings, bundlesFolder, logGroup, tablesKey, tableArns, environment } = props
  const zone = { settings, bundlesFolder, logGroup, timeoutSeconds }
  const claims = stepFunction(scope, 'pre-token-generation', {
    ...zone,
    description: 'Puts the site and the profile into access tokens.',
    environment: {},
    statements: [],
  })
  pool.addTrigger(UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, claims, LambdaVersion.V3_0)
  for (const { name, operation, description } of signInTriggers) {
    const statements = [...tableStatements(triggerGrants[name], tableArns), tablesKeyStatement(tablesKey, settings)]
    pool.addTrigger(operation, stepFunction(scope, name, { ...zone, description, environment, statements }))
  }
}
